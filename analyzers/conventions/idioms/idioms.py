"""Patterns as data, by name and by other words for them: roles, and cross-cutting ones with the identifiers and libraries by which each
shows, whatever the file is called."""

from __future__ import annotations

from typing import NamedTuple

from ....indexer.languages.families import JAVASCRIPT, MARKUP

__all__ = ["ALIASES", "BOUND", "IDIOMS", "SHORT_ALIAS", "SILENT_ALIASES", "Idiom", "idiom_of", "is_bound_elsewhere"]


class Idiom(NamedTuple):
    """What shows a pattern in code.

    Attributes:
        names: identifiers; the more of them a file uses, the better an example it is.
        bases: base classes that prove it.
        decorators: decorators and annotations that prove it, by their first word.
        modules: libraries made for it, as they are imported.
        returns: types by which a function's signature shows it.
        takes: parameters by which it does.
        weak: of the decorators those that may mean something else.
        foreign: base classes of what is only called like it.
        vague: of the names those that mean much else: one of them alone shows nothing.
        borrowed: of the names those of a library, by which code of the workspace's own is called for other reasons too.
        named: last words of the names of classes that prove it.
        together: names that show it where a file uses all of a row.
        apart: words in the name of a file or class that make it another pattern's.
        aside: languages in which a file's name or folder says nothing of it: a page is called settings too.
        crosses: any file may show it, so what only declares a type or sets up a tool is no example.
        kinds: of public definitions that are what the pattern asks for.
        endings: what ends in one of the bases proves it too, and where several do, a name alone proves nothing.
    """

    names: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    crosses: bool = False
    kinds: tuple[str, ...] = ()
    endings: bool = False


ROLE_IDIOMS: dict[str, Idiom] = {
    "api_endpoint": Idiom(
        ("APIRouter", "Blueprint", "RequestMapping", "Router", "createTRPCRouter", "publicProcedure", "protectedProcedure", "authenticatedProcedure", "adminProcedure"),
        ("APIView", "ViewSet", "ModelViewSet", "GenericAPIView", "MethodView", "Resource", "Controller", "ControllerBase", "AbstractController"),
        ("app.get", "app.post", "app.route", "router.get", "router.post", "router.put", "router.delete", "router.patch", "bp.route", "api_view", "Controller",
         "RestController", "Get", "Post", "GetMapping", "PostMapping", "Route", "ApiController", "HttpGet", "HttpPost"),
        aside=MARKUP,
    ),
    "model": Idiom(
        (), ("Model", "models.Model", "db.Model", "Base", "DeclarativeBase", "SQLModel", "BaseModel", "Document", "ApplicationRecord", "ActiveRecord::Base", "Schema", "BaseEntity"),
        ("Entity", "dataclass", "Table", "Document", "ORM\\Entity", "ObjectType"), weak=("dataclass",),
    ),
    "component": Idiom(("defineComponent", "useState", "useEffect", "forwardRef"), ("Component", "React.Component", "PureComponent"), ("Component",), kinds=("component",)),
    "hook": Idiom(("useState", "useEffect", "useMemo", "useCallback", "useRef", "ref", "computed")),
    "middleware": Idiom(
        ("middleware", "use", "next", "add_middleware", "UseMiddleware", "MiddlewareMixin"),
        ("BaseHTTPMiddleware", "MiddlewareMixin", "OncePerRequestFilter", "NestMiddleware", "IMiddleware"), ("app.middleware", "app.before_request", "Middleware"),
        vague=("use", "next"),
        returns=("HandlerFunc", "gin.HandlerFunc", "echo.MiddlewareFunc", "fiber.Handler", "RequestHandler"),
        takes=("next %Handler%)", "%http.Handler) http.Handler"),
    ),
    "migration": Idiom(("CreateModel", "add_column", "create_table", "createTable", "op", "upgrade", "downgrade"), ("Migration", "migrations.Migration", "ActiveRecord::Migration", "MigrationInterface"),
                       vague=("op", "upgrade", "downgrade")),
    "test": Idiom(("pytest", "TestCase", "describe", "expect", "it", "assert"), ("TestCase", "unittest.TestCase", "TransactionTestCase"), ("pytest.mark.parametrize", "Test", "Fact", "Theory")),
    "fixture": Idiom(("fixture", "factory", "Factory", "beforeEach", "setUp"), ("DjangoModelFactory", "Factory"), ("pytest.fixture",)),
    "serializer": Idiom((), ("Serializer", "ModelSerializer", "serializers.ModelSerializer", "Schema"), ()),
    "cli_command": Idiom(
        ("ArgumentParser", "add_argument", "command", "Command", "Typer", "commander", "yargs", "cobra", "clap", "OptionParser"), ("BaseCommand", "Command"), vague=("command",), decorators=
        ("click.command", "app.command", "command", "cli.command", "click.group", "click.option", "AsCommand"),
        modules=("github.com/spf13/cobra", "github.com/urfave/cli", "github.com/minio/cli"), aside=frozenset({"Go"}),
    ),
}  # fmt: skip

CROSS_CUTTING: dict[str, Idiom] = {
    "error_handling": Idiom(
        ("HTTPException", "errorHandler", "exception_handler", "ExceptionHandler", "captureException", "ErrorBoundary", "raise_for_status", "try_from",
         "rescue_from", "setErrorHandler", "UseExceptionHandler", "ErrorRequestHandler", "HTTPErrorHandler", "APIError", "AppError", "useRouteError"),
        ("Exception", "Error", "RuntimeException", "BaseException", "HTTPException", "StandardError", "ClickException", "ExceptionFilter", "IExceptionHandler",
         "ErrorHandler", "ExceptionHandler"),
        ("ExceptionHandler", "ControllerAdvice", "RestControllerAdvice", "app.errorhandler", "app.exception_handler", "Catch"),
        modules=("thiserror", "anyhow", "neverthrow", "express-async-errors", "http-errors", "react-error-boundary", "@hapi/boom"),
        named=("error", "exception"), endings=True,
    ),
    "validation": Idiom(
        ("validator", "field_validator", "model_validator", "ValidationError", "validate", "zodResolver", "ZodSchema", "Joi", "yup", "class_validator", "IsString", "validates",
         "FluentValidation", "ModelState", "ShouldBindJSON", "ShouldBind", "safeParse", "full_clean", "clean", "ValidationPipe", "BindingResult"),
        ("BaseModel", "Serializer", "AbstractValidator", "Form", "ModelForm", "forms.Form", "Schema", "FormRequest", "ActiveModel::Validator", "ActiveModel::EachValidator", "ConstraintValidator",
         "ValidationAttribute", "IValidator", "Validator", "ValidatorConstraintInterface", "ValidationRule"),
        ("validator", "field_validator", "model_validator", "IsString", "IsNotEmpty", "IsEmail", "IsOptional", "IsNumber", "Valid", "Validated", "Required", "NotNull", "NotBlank",
         "Assert\\NotBlank", "validates"),
        modules=("zod", "yup", "joi", "class-validator", "express-validator", "valibot", "ajv", "superstruct", "vee-validate", "cerberus", "marshmallow", "voluptuous",
                 "jakarta.validation", "javax.validation", "FluentValidation", "System.ComponentModel.DataAnnotations", "github.com/go-playground/validator",
                 "github.com/go-ozzo/ozzo-validation", "validator", "garde", "Illuminate\\Support\\Facades\\Validator", "Symfony\\Component\\Validator"),
        vague=("validator", "validate", "clean", "ValidationError"), named=("validator",), apart=("permission", "auth", "token", "jwt", "csrf"), aside=MARKUP,
    ),
    "auth": Idiom(
        ("login_required", "current_user", "authenticate", "OAuth2PasswordBearer", "JwtService", "verify_password", "hash_password", "UserDetailsService",
         "permission_required", "authorize", "IsAuthenticated", "requireAuth", "useAuth", "get_current_user", "create_access_token", "authenticate_user",
         "authenticateUser", "verifyToken", "isAuthenticated", "SecurityFilterChain", "PasswordEncoder", "SignInManager", "UserManager", "getServerSession", "useSession",
         "AuthMiddleware", "has_secure_password", "require_login", "before_action_authenticate"),
        ("BasePermission", "BaseBackend", "ModelBackend", "AuthenticationProvider", "AuthorizationHandler", "Voter", "AbstractAuthenticator", "CanActivate", "AuthGuard",
         "PassportStrategy", "AuthenticationHandler", "LoginRequiredMixin", "PermissionRequiredMixin", "BaseAuthentication", "AuthenticationStateProvider"),
        ("login_required", "UseGuards", "PreAuthorize", "Authorize", "permission_required", "requires_auth", "EnableWebSecurity"),
        modules=("jwt", "jose", "passlib", "pwdlib", "bcrypt", "argon2", "authlib", "fastapi.security", "passport", "next-auth", "better-auth", "jsonwebtoken", "bcryptjs", "lucia",
                 "@auth", "@nestjs/passport", "@nestjs/jwt", "@simplewebauthn", "devise", "golang.org/x/crypto/bcrypt", "golang.org/x/oauth2", "github.com/golang-jwt/jwt", "github.com/dgrijalva/jwt-go",
                 "github.com/coreos/go-oidc", "org.springframework.security", "Microsoft.AspNetCore.Authentication", "Microsoft.AspNetCore.Authorization",
                 "Microsoft.AspNetCore.Identity", "Laravel\\Sanctum", "Laravel\\Passport", "Tymon\\JWTAuth"),
        vague=("authorize", "current_user", "useSession"),
    ),
    "database_query": Idiom(
        ("objects", "session", "execute", "query", "createQueryBuilder", "findOne", "findMany", "select", "PrismaClient", "QuerySet", "EntityManager", "knex", "DbContext",
         "JpaRepository", "from_sql", "whereHas", "orderBy", "firstOrFail", "findOrFail", "QueryContext", "QueryRowContext", "ExecContext", "joins", "pluck"),
        ("Repository", "JpaRepository", "CrudRepository", "DbContext", "QuerySet", "Manager", "models.QuerySet", "models.Manager", "EfRepository", "RepositoryBase", "BasicRepository"),
        ("Query", "Repository", "InjectRepository"),
        modules=("sqlalchemy", "sqlmodel", "@prisma/client", "typeorm", "drizzle-orm", "kysely", "knex", "mongoose", "gorm.io/gorm", "github.com/jinzhu/gorm", "database/sql", "xorm.io/xorm",
                 "github.com/jmoiron/sqlx", "sqlx", "diesel", "sea_orm", "org.springframework.data", "Dapper", "Microsoft.EntityFrameworkCore", "Illuminate\\Support\\Facades\\DB", "Illuminate\\Database", "Doctrine\\ORM"),
        foreign=("IEntityTypeConfiguration", "EntityTypeConfiguration"), vague=("objects", "execute", "query", "select", "session", "orderBy", "joins", "QuerySet", "EntityManager"), apart=("seed", "seeder", "factory", "fixture"), weak=("Query",),
        borrowed=("objects", "session", "execute", "query", "select", "joins", "pluck", "orderBy"),
        together=(("objects", "filter"), ("objects", "get"), ("objects", "create"), ("objects", "all"), ("objects", "select_related"), ("objects", "get_or_create")),
    ),
    "logging": Idiom(
        ("getLogger", "logger", "structlog", "LoggerFactory", "Logger", "winston", "pino", "slog", "logrus", "ILogger", "tracing", "zerolog"),
        decorators=("Slf4j", "XSlf4j", "Log4j2", "CommonsLog", "JBossLog", "Flogger"),
        modules=("org.apache.logging.log4j", "org.apache.commons.logging", "org.jboss.logging", "io.github.oshai.kotlinlogging", "mu", "timber.log", "log4net", "consola", "loglevel", "tslog",
                 "github.com/go-logr/logr", "github.com/charmbracelet/log", "github.com/apex/log", "github.com/rs/zerolog/log", "k8s.io/klog", "github.com/golang/glog",
                 "github.com/inconshreveable/log15", "logging", "structlog", "loguru", "winston", "pino", "log/slog", "github.com/sirupsen/logrus", "github.com/rs/zerolog", "go.uber.org/zap", "org.slf4j", "NLog", "Serilog",
                 "Microsoft.Extensions.Logging", "tracing", "log", "Monolog", "Psr\\Log", "Illuminate\\Support\\Facades\\Log"),
        vague=("tracing",),
    ),
    "dependency_injection": Idiom(
        ("Depends", "Inject", "inject", "Injectable", "Autowired", "provide", "AddScoped", "AddSingleton", "AddTransient", "IServiceCollection", "addSingleton", "ServiceProvider",
         "getIt", "wire", "singleton"),
        ("ServiceProvider",), ("Injectable", "Inject", "Autowired", "Bean", "Component", "Service", "inject", "Module", "Singleton", "Provides", "ApplicationScoped"),
        modules=("dependency_injector", "injector", "tsyringe", "inversify", "typedi", "awilix", "github.com/google/wire", "go.uber.org/fx", "go.uber.org/dig", "com.google.inject", "DryIoc",
                 "Microsoft.Extensions.DependencyInjection"),
        vague=("wire", "singleton", "provide", "inject"), weak=("Component", "Module"), together=(("provide", "inject"),),
    ),
    "state_management": Idiom(
        ("createSlice", "useSelector", "createStore", "defineStore", "create", "useReducer", "configureStore", "makeAutoObservable", "writable", "atom", "createContext", "createSelector", "QueryClient"),
        ("NgxsStore", "ObservableStore", "ChangeNotifier", "StateNotifier", "Cubit", "Bloc"), ("State", "Injectable({providedIn:'root'})", "HiltViewModel"),
        modules=("redux", "@reduxjs/toolkit", "zustand", "jotai", "recoil", "mobx", "valtio", "xstate", "pinia", "vuex", "nanostores", "effector", "svelte/store", "@ngrx/store",
                 "@ngxs/store", "@codewithdan/observable-store"),
        vague=("create", "atom", "writable"), weak=("State",),
    ),
    "job": Idiom(
        ("shared_task", "Celery", "delay", "apply_async", "Worker", "Queue", "enqueue", "perform_later", "perform_async", "ActiveJob", "Scheduled", "cron", "BackgroundTasks", "sidekiq_options",
         "ScheduledExecutorService", "newScheduledThreadPool", "newSingleThreadScheduledExecutor", "AddHostedService", "dispatchSync"),
        ("ApplicationJob", "Job", "Task", "BackgroundService", "IHostedService", "Sidekiq::Worker", "Sidekiq::Job", "ShouldQueue", "ActiveJob::Base", "QuartzJobBean", "WorkerHost", "CoroutineWorker"),
        ("shared_task", "app.task", "celery.task", "Scheduled", "Cron", "Processor", "Process", "task", "job", "dramatiq.actor", "Async"),
        modules=("celery", "rq", "huey", "dramatiq", "apscheduler", "arq", "bullmq", "bull", "@nestjs/bull", "@nestjs/bullmq", "@nestjs/schedule", "node-cron", "cron", "agenda", "inngest",
                 "@trigger.dev", "graphile-worker", "github.com/robfig/cron", "github.com/hibiken/asynq", "github.com/go-co-op/gocron", "org.quartz", "org.springframework.scheduling", "Hangfire", "Quartz",
                 "Illuminate\\Contracts\\Queue\\ShouldQueue", "Symfony\\Component\\Messenger", "tokio_cron_scheduler"),
        vague=("Worker", "Queue", "cron", "Scheduled", "enqueue"), borrowed=("Queue", "delay"), weak=("Process", "task", "job"), apart=("configuration", "config"),
    ),
    "config": Idiom(
        ("environ", "getenv", "env", "config", "settings", "ConfigService", "BaseSettings", "dotenv", "IConfiguration", "IOptions", "viper", "Getenv", "LookupEnv", "ImportMetaEnv", "ConfigParser",
         "ConfigurationManager"),
        ("BaseSettings", "Settings", "Config"), ("Configuration", "ConfigurationProperties"),
        modules=("pydantic_settings", "decouple", "environs", "dotenv", "@nestjs/config", "@t3-oss", "convict", "envalid", "nconf", "github.com/spf13/viper", "github.com/caarlos0/env",
                 "github.com/kelseyhightower/envconfig", "Microsoft.Extensions.Configuration", "Microsoft.Extensions.Options", "org.springframework.boot.context.properties"),
        foreign=("View", "TemplateView", "FormView", "APIView", "AppConfig", "DjangoAppConfig", "IEntityTypeConfiguration", "EntityTypeConfiguration"), vague=("env", "config", "settings", "environ"),
        together=(("process", "env"), ("os", "environ")), aside=MARKUP,
    ),
    "caching": Idiom(
        ("lru_cache", "cache", "Cacheable", "redis", "memoize", "cached_property", "IMemoryCache", "unstable_cache", "IDistributedCache", "CacheManager", "CacheService"), (),
        ("lru_cache", "cache", "Cacheable", "cached_property", "functools.cache", "cache_page", "CacheEvict", "EnableCaching"),
        modules=("django.core.cache", "cachetools", "flask_caching", "aiocache", "ioredis", "redis", "keyv", "node-cache", "lru-cache", "@nestjs/cache-manager", "cache-manager",
                 "org.springframework.cache", "javax.cache", "com.google.common.cache", "com.github.benmanes.caffeine", "Microsoft.Extensions.Caching", "github.com/patrickmn/go-cache",
                 "github.com/jellydator/ttlcache", "github.com/redis/go-redis", "Illuminate\\Support\\Facades\\Cache", "Symfony\\Contracts\\Cache"),
        foreign=("RequestCache", "ServerRequestCache", "HttpSessionRequestCache", "CookieRequestCache", "WebSessionServerRequestCache", "CookieServerRequestCache"),
        vague=("cache", "redis"), weak=("cached_property", "lru_cache", "cache", "functools.cache"),
    ),
    "retries": Idiom(
        ("retry", "tenacity", "backoff", "Retry", "retries", "max_retries", "withRetry", "Retryable", "Polly", "retry_on", "maxRetries", "retryCount", "MaxRetries"), (),
        ("retry", "backoff.on_exception", "Retryable"),
        modules=("tenacity", "backoff", "retrying", "p-retry", "async-retry", "Polly", "github.com/cenkalti/backoff", "github.com/avast/retry-go", "github.com/hashicorp/go-retryablehttp",
                 "org.springframework.retry", "io.github.resilience4j.retry"),
        vague=("retry",), named=("retry", "retrier"), apart=("endpoint", "controller", "command", "validator", "route", "button", "page", "request"),
    ),
    "pagination": Idiom(
        ("paginate", "Paginator", "page_size", "pageSize", "Pageable", "PageRequest", "useInfiniteQuery", "LimitOffsetPagination", "PageInfo", "has_next_page", "hasNextPage",
         "end_cursor", "endCursor", "PagedList", "per_page", "perPage", "will_paginate", "pagy", "PageSize"),
        ("PageNumberPagination", "LimitOffsetPagination", "CursorPagination"),
        modules=("django.core.paginator", "rest_framework.pagination", "fastapi_pagination", "kaminari", "pagy", "nestjs-paginate"),
        vague=("page_size", "pageSize", "PageSize"), named=("paginator", "pagination", "paginate"), together=(("limit", "offset"), ("Limit", "Offset"), ("skip", "limit"), ("skip", "take"), ("Skip", "Take")),
    ),
    "feature_flags": Idiom(
        ("feature_flag", "feature_flags", "featureFlag", "featureFlags", "FeatureFlag", "FeatureFlags", "isFeatureEnabled", "useFlag", "useFeatureFlag", "LaunchDarkly", "Flipper", "flipper",
         "unleash", "waffle", "FeatureManager", "IFeatureManager", "hasFeature", "has_feature", "feature_enabled"),
        modules=("waffle", "flags", "unleash-client", "@unleash", "launchdarkly-node-server-sdk", "@launchdarkly", "@openfeature", "@growthbook", "flagsmith", "Microsoft.FeatureManagement",
                 "github.com/open-feature", "github.com/thomaspoignant/go-feature-flag", "org.togglz", "Laravel\\Pennant"),
    ),
}  # fmt: skip

IDIOMS: dict[str, Idiom] = ROLE_IDIOMS | {name: idiom._replace(crosses=True) for name, idiom in CROSS_CUTTING.items()}

PYTHON = frozenset({"Python"})
BOUND: dict[str, frozenset[str]] = {
    **dict.fromkeys(("Base", "Serializer", "Depends", "delay", "session", "objects", "environ", "getenv", "abort", "waffle"), PYTHON),
    **dict.fromkeys(("inject", "provide", "env", "create", "atom", "writable", "query", "ref", "computed"), JAVASCRIPT),
    **dict.fromkeys(("per_page", "enqueue"), JAVASCRIPT | PYTHON | {"Ruby"}),
    **dict.fromkeys(("validates", "perform_later", "rescue_from", "discard_on", "retry_on", "pagy", "joins", "pluck"), frozenset({"Ruby"})),
    "Command": JAVASCRIPT | PYTHON | {"C#", "Java", "Kotlin", "PHP", "Ruby"},  # elsewhere the standard library starts programs by it
    "Controller": frozenset({"C#", "Java", "Kotlin", "PHP", "Python", "Ruby"}),  # Stimulus has them on pages
    **dict.fromkeys(("whereHas", "orderBy", "firstOrFail", "findOrFail"), frozenset({"PHP"})),
}  # fmt: skip
"""Identifiers that show their idiom in some languages only, since others call much by that name."""


def is_bound_elsewhere(name: str, language: str) -> bool:
    """The identifier means something else in that language."""
    return name in BOUND and language not in BOUND[name]


SHORT_ALIAS = 4
"""Aliases of fewer letters end too many names: a `ChangeLog` is no logging."""
SILENT_ALIASES = frozenset({"state", "query"})
"""Aliases that name much else where they end a file's name: a `FormState` manages none, and a `CommentQuery` is what a page asks for."""
ALIASES: dict[str, str] = {
    "endpoint": "api_endpoint", "route": "api_endpoint", "api": "api_endpoint", "errors": "error_handling", "exceptions": "error_handling", "exception": "error_handling",
    "authentication": "auth", "authorization": "auth", "security": "auth", "authenticator": "auth", "permission": "auth", "di": "dependency_injection", "db": "database_query", "database": "database_query", "query": "database_query",
    "log": "logging", "logger": "logging", "state": "state_management", "command": "cli_command", "cli": "cli_command", "task": "job", "worker": "job", "cache": "caching", "retry": "retries",
    "settings": "config", "configuration": "config", "schema": "model", "entity": "model", "tests": "test", "validator": "validation", "paginator": "pagination",
}  # fmt: skip
"""Other words for an idiom."""


def idiom_of(pattern: str) -> Idiom:
    """What shows a pattern; nothing for a role that no table lists."""
    return IDIOMS.get(ALIASES.get(pattern, pattern), Idiom())
