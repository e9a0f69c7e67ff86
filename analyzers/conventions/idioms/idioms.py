"""Patterns as data, by name and by other words for them: roles and cross-cutting ones."""

from __future__ import annotations

from ....indexer.languages.families import JAVASCRIPT, MARKUP
from .cross_cutting import CROSS_CUTTING
from .idiom import Idiom

__all__ = ["ALIASES", "BOUND", "IDIOMS", "SHORT_ALIAS", "SILENT_ALIASES", "Idiom", "idiom_of", "is_bound_elsewhere"]

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
