"""Roles as data: the identifiers by which a file of each shows, whatever it is called."""

from __future__ import annotations

from ....indexer.languages.families import MARKUP
from .idiom import Idiom

__all__ = ["ROLE_IDIOMS"]

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
    ),
}  # fmt: skip
