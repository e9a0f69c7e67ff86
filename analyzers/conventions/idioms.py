"""Cross-cutting patterns as data: the identifiers by which each shows, whatever the file is called."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["ALIASES", "BOUND", "IDIOMS", "SHORT_ALIAS", "Idiom"]


class Idiom(NamedTuple):
    """A pattern that shows in what code uses.

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
    kinds: tuple[str, ...] = ()
    endings: bool = False


IDIOMS: dict[str, Idiom] = {
    "api_endpoint": Idiom(
        ("APIRouter", "Blueprint", "RequestMapping", "Router"),
        ("APIView", "ViewSet", "ModelViewSet", "GenericAPIView", "MethodView", "Resource", "Controller", "ControllerBase", "AbstractController"),
        ("app.get", "app.post", "app.route", "router.get", "router.post", "router.put", "router.delete", "router.patch", "bp.route", "api_view", "Controller",
         "RestController", "Get", "Post", "GetMapping", "PostMapping", "Route", "ApiController", "HttpGet", "HttpPost"),
    ),
    "model": Idiom(
        (), ("Model", "models.Model", "db.Model", "Base", "DeclarativeBase", "SQLModel", "BaseModel", "Document", "ApplicationRecord", "ActiveRecord::Base", "Schema", "BaseEntity"),
        ("Entity", "dataclass", "Table", "Document", "ORM\\Entity", "ObjectType"), weak=("dataclass",),
    ),
    "component": Idiom(("defineComponent", "useState", "useEffect", "forwardRef"), ("Component", "React.Component", "PureComponent"), ("Component",), kinds=("component",)),
    "hook": Idiom(("useState", "useEffect", "useMemo", "useCallback", "useRef", "ref", "computed")),
    "error_handling": Idiom(
        ("HTTPException", "errorHandler", "exception_handler", "ExceptionHandler", "captureException", "ErrorBoundary", "raise_for_status", "try_from"),
        ("Exception", "Error", "RuntimeException", "BaseException", "HTTPException", "StandardError", "ClickException"),
        ("ExceptionHandler", "ControllerAdvice", "app.errorhandler", "app.exception_handler", "Catch"), endings=True,
    ),
    "validation": Idiom(
        ("validator", "field_validator", "ValidationError", "validate", "zodResolver", "ZodSchema", "Joi", "yup", "class_validator", "IsString", "Valid", "NotNull", "validates", "FluentValidation"),
        ("BaseModel", "Serializer", "AbstractValidator", "Form", "Schema"),
        ("validator", "field_validator", "model_validator", "IsString", "IsNotEmpty", "Valid", "validates"),
    ),
    "auth": Idiom(
        ("login_required", "current_user", "authenticate", "OAuth2PasswordBearer", "JwtService", "verify_password", "hash_password", "UserDetailsService",
         "permission_required", "authorize", "IsAuthenticated", "requireAuth", "useAuth", "get_current_user", "create_access_token", "authenticate_user",
         "authenticateUser", "verifyToken", "isAuthenticated", "SecurityFilterChain", "PasswordEncoder", "SignInManager", "UserManager"),
        ("BasePermission", "BaseBackend", "ModelBackend", "AuthenticationProvider", "AuthorizationHandler", "Voter", "AbstractAuthenticator", "CanActivate", "AuthGuard"),
        ("login_required", "UseGuards", "PreAuthorize", "Authorize", "permission_required", "requires_auth", "EnableWebSecurity"),
        modules=("jwt", "jose", "passlib", "pwdlib", "bcrypt", "argon2", "authlib", "fastapi.security", "passport", "next-auth", "jsonwebtoken", "bcryptjs", "lucia",
                 "@auth", "devise", "golang.org/x/crypto/bcrypt", "github.com/golang-jwt/jwt", "org.springframework.security", "Microsoft.AspNetCore.Authentication",
                 "Microsoft.AspNetCore.Identity"),
    ),
    "database_query": Idiom(
        ("objects", "session", "execute", "query", "createQueryBuilder", "findOne", "findMany", "select", "PrismaClient", "QuerySet", "EntityManager", "knex", "DbContext",
         "JpaRepository", "from_sql"),
        ("Repository", "JpaRepository", "CrudRepository", "DbContext", "QuerySet", "Manager"), ("Query", "Repository", "InjectRepository"), vague=("objects", "execute", "query", "select"),
    ),
    "logging": Idiom(("getLogger", "logger", "structlog", "LoggerFactory", "Logger", "winston", "pino", "slog", "logrus", "ILogger", "tracing")),
    "dependency_injection": Idiom(
        ("Depends", "Inject", "inject", "Injectable", "Autowired", "provide", "AddScoped", "AddSingleton", "AddTransient", "IServiceCollection", "Annotated"), (),
        ("Injectable", "Inject", "Autowired", "Component", "Service", "inject", "Module"),
    ),
    "state_management": Idiom(("createSlice", "useSelector", "createStore", "defineStore", "create", "useReducer", "configureStore", "makeAutoObservable", "writable", "atom", "createContext"), vague=("create",)),
    "cli_command": Idiom(
        ("ArgumentParser", "add_argument", "command", "Command", "Typer", "commander", "yargs", "cobra", "clap", "OptionParser"), ("BaseCommand", "Command"), vague=("command",), decorators=
        ("click.command", "app.command", "command", "cli.command", "click.group", "click.option", "AsCommand"),
    ),
    "job": Idiom(
        ("shared_task", "Celery", "delay", "apply_async", "Worker", "Queue", "enqueue", "perform_later", "ActiveJob", "Scheduled", "cron", "BackgroundTasks", "sidekiq_options"),
        ("ApplicationJob", "Job", "Task", "BackgroundService"), ("shared_task", "app.task", "celery.task", "Scheduled", "Cron", "Processor", "task", "job", "dramatiq.actor"),
    ),
    "middleware": Idiom(
        ("middleware", "use", "next", "add_middleware", "UseMiddleware", "MiddlewareMixin"),
        ("BaseHTTPMiddleware", "MiddlewareMixin", "OncePerRequestFilter", "NestMiddleware", "IMiddleware"), ("app.middleware", "app.before_request", "Middleware"),
        vague=("use", "next"),
        returns=("HandlerFunc", "gin.HandlerFunc", "http.Handler", "echo.MiddlewareFunc", "fiber.Handler", "RequestHandler"), takes=("next %Handler",),
    ),
    "migration": Idiom(("CreateModel", "add_column", "create_table", "createTable", "op", "upgrade", "downgrade"), ("Migration", "migrations.Migration", "ActiveRecord::Migration", "MigrationInterface")),
    "config": Idiom(("environ", "getenv", "env", "config", "settings", "ConfigService", "BaseSettings", "dotenv", "IConfiguration", "viper"), ("BaseSettings", "Settings", "Config"),
                    ("Configuration", "ConfigurationProperties"), foreign=("AppConfig", "DjangoAppConfig"), vague=("env",)),
    "caching": Idiom(
        ("lru_cache", "cache", "Cacheable", "redis", "memoize", "cached_property", "IMemoryCache", "unstable_cache", "IDistributedCache", "CacheManager"), (),
        ("lru_cache", "cache", "Cacheable", "cached_property", "functools.cache", "cache_page", "CacheEvict", "EnableCaching"),
        modules=("django.core.cache", "cachetools", "flask_caching", "aiocache", "ioredis", "keyv", "node-cache", "lru-cache", "org.springframework.cache", "javax.cache",
                 "Microsoft.Extensions.Caching", "github.com/patrickmn/go-cache"),
        weak=("cached_property", "lru_cache", "cache", "functools.cache"),
    ),
    "retries": Idiom(
        ("retry", "tenacity", "backoff", "Retry", "retries", "max_retries", "withRetry", "Retryable", "Polly"), (), ("retry", "backoff.on_exception", "Retryable"),
        modules=("tenacity", "backoff", "retrying", "p-retry", "async-retry", "Polly", "github.com/cenkalti/backoff", "org.springframework.retry"),
    ),
    "pagination": Idiom(
        ("paginate", "Paginator", "page_size", "pageSize", "Pageable", "PageRequest", "useInfiniteQuery", "LimitOffsetPagination", "PageInfo", "has_next_page", "hasNextPage",
         "end_cursor", "endCursor", "PagedList", "per_page", "perPage", "will_paginate", "pagy"),
        ("PageNumberPagination", "LimitOffsetPagination", "CursorPagination"),
        modules=("django.core.paginator", "rest_framework.pagination", "fastapi_pagination", "kaminari", "pagy"),
    ),
    "feature_flags": Idiom(("feature_flag", "isEnabled", "is_enabled", "useFlag", "LaunchDarkly", "flipper", "unleash", "waffle", "FeatureManager")),
    "test": Idiom(("pytest", "TestCase", "describe", "expect", "it", "assert"), ("TestCase", "unittest.TestCase", "TransactionTestCase"), ("pytest.mark.parametrize", "Test", "Fact", "Theory")),
    "fixture": Idiom(("fixture", "factory", "Factory", "beforeEach", "setUp"), ("DjangoModelFactory", "Factory"), ("pytest.fixture",)),
    "serializer": Idiom((), ("Serializer", "ModelSerializer", "serializers.ModelSerializer", "Schema"), ()),
}  # fmt: skip

BOUND: dict[str, str] = {"Base": "Python", "Serializer": "Python"}
"""Bases that prove their idiom in one language only, since others call much by that name."""
SHORT_ALIAS = 4
"""Aliases of fewer letters end too many names: a `ChangeLog` is no logging."""
ALIASES: dict[str, str] = {
    "endpoint": "api_endpoint", "route": "api_endpoint", "api": "api_endpoint", "errors": "error_handling", "exceptions": "error_handling", "exception": "error_handling",
    "authentication": "auth", "authorization": "auth", "security": "auth", "authenticator": "auth", "permission": "auth", "di": "dependency_injection", "db": "database_query", "database": "database_query", "query": "database_query",
    "log": "logging", "logger": "logging", "state": "state_management", "command": "cli_command", "cli": "cli_command", "task": "job", "worker": "job", "cache": "caching", "retry": "retries",
    "settings": "config", "configuration": "config", "schema": "model", "entity": "model", "tests": "test", "validator": "validation", "paginator": "pagination",
}  # fmt: skip
"""Other words for an idiom."""
