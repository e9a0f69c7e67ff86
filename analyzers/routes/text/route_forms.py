"""How web frameworks write routes and the prefixes of their routers, as data: one form a line."""

from __future__ import annotations

from typing import NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT

__all__ = ["CLIENTS", "FORMS", "JVM", "PREFIXES", "ROUTE", "Form", "Prefix"]

PYTHON = frozenset({"Python"})
JVM = frozenset({"Java", "Kotlin", "Groovy"})
GO = frozenset({"Go"})
RUST = frozenset({"Rust"})
SHARP = frozenset({"C#"})
PHP = frozenset({"PHP"})
RUBY = frozenset({"Ruby"})

PYTHON_WEB = ("flask", "fastapi", "starlette", "quart", "sanic", "litestar", "bottle", "robyn", "falcon", "apiflask", "flask_restx", "flask_smorest",
              "chalice", "microdot", "aiohttp", "ninja", "fasthtml", "django_ninja", "nicegui", "blacksheep", "muffin", "responder", "pecan")  # fmt: skip
NINJA = ("ninja", "ninja_extra")
SCRIPT_WEB = ("express", "fastify", "koa", "@koa/router", "koa-router", "hono", "@hono/zod-openapi", "restify", "polka", "elysia", "find-my-way",
              "itty-router", "fastify-plugin", "@fastify/type-provider-typebox", "@fastify/type-provider-json-schema-to-ts",
              "fastify-type-provider-zod", "@hapi/hapi", "express-promise-router", "router", "h3", "connect", "hyper-express", "json-server")  # fmt: skip
GO_WEB = ("net/http", "github.com/gin-gonic/gin", "github.com/labstack/echo", "github.com/gofiber/fiber", "github.com/go-chi/chi",
          "github.com/gorilla/mux", "github.com/julienschmidt/httprouter", "github.com/kataras/iris", "github.com/valyala/fasthttp",
          "github.com/beego/beego", "github.com/astaxie/beego", "github.com/go-martini/martini", "github.com/emicklei/go-restful", "github.com/go-pkgz/routegroup")  # fmt: skip
RUBY_WEB = ("sinatra", "sinatra/base", "roda", "grape")
SLIM_WEB = ("slim/slim", "slim/http", "slim/psr7")
RUST_WEB = ("rocket", "axum", "poem", "salvo", "warp", "tide", "ntex")

DECORATED = (
    "@nestjs/common", "routing-controllers", "tsoa", "@tsoa/runtime", "@tsed/common", "@tsed/schema", "@decorators/express",
)  # fmt: skip
"""Frameworks of TypeScript whose controllers are classes with a decorator a route."""

CLIENTS = re.compile(r"@(?:RegisterRestClient|FeignClient|HttpExchange)\b|^@Client\(", re.MULTILINE)
"""Interfaces of the JVM that ask another service by the annotations that a server answers by."""

LITERAL = r"""(?P<mode>[rfbuRFBU]{0,2})(?P<quote>['"`])(?P<path>[^'"`\n]{0,300})(?P=quote)"""
VALUE = rf"""(?:(?:(?P<before>[A-Za-z_][\w.]{{0,120}})\s*\+\s*)?{LITERAL}(?:\s*\+\s*(?P<after>[A-Za-z_][\w.]{{0,120}}))?|(?P<constant>[A-Za-z_][\w.]{{0,120}}))"""
SHARP_TEXT = (
    r"""(?:nameof\((?:[\w.]+\.)?(?P<nameof>\w+)\)|(?P<mode>[$@]{0,2})"(?P<path>[^"\n]{0,300})"(?:\s*\+\s*(?P<after>[A-Za-z_][\w.]*))?"""
    r"""|(?P<constant>[A-Za-z_][\w.]{0,120})(?:\s*\+\s*"(?P<tail>[^"\n]{0,300})")?)"""
)
SHARP_CALLS = r"""(?:\.\w+\((?:[^()]|\([^()]*\))*\)\s*)*?"""
"""Calls that stand between a builder and its group: `app.NewVersionedApi("Pots").MapGroup("/pots")`."""
NAMED_PATH = r"""\s*(?:path:\s*|\w+:.*?\bpath:\s*)?(?P<quote>['"])(?P<path>[^'"]*)(?P=quote)"""
"""The path among the arguments of an attribute of PHP: the first one, or anywhere by its name."""
SLIM = r"""['\"](?P<path>(?:[/\[{][^'\"]*)?)['\"]\s*,\s*(?:(?=\$|(?:static\s+)?(?:function|fn)\b)|[\[\s'\"]*\\?(?P<handler>[\w\\]++(?:::class(?:\s*[,.]\s*['\"]:?\w+)?|:\w+|['\"]\s*,\s*['\"]\w+)?)(?!\s*\(|['\"]?\s*=>))"""
"""A path, and a function or what answers by name: `Pots::class`, `[Pots::class, 'all']`, `Pots::class . ':all'`, `'Pots:all'`.

https://www.slimframework.com/docs/v4/objects/routing.html
"""
TYPED = r"(?:\s*\.withTypeProvider\s*(?:<[^(]*>)?\(\))?"
"""The same instance of Fastify under another type. https://fastify.dev/docs/latest/Reference/Type-Providers/"""
URLS = re.compile(r"(^|/)\w*urls\w*(\.py$|/)|(^|/)routing\.py$")
"""Modules in which Django's routes stand."""
ROUTE = r"(?:Route::|\$router->)"
"""What adds the routes of Laravel: the facade, or a router that a group or the container hands."""
KEYED = rf"\s*(?:(?:path|value|rule)\s*[=:]\s*)?(?:(?P<before>[A-Za-z_][\w.]*)\s*\+\s*)?{LITERAL}"


class Form(NamedTuple):
    """How a framework writes a route.

    Attributes:
        languages: files it stands in.
        words: identifiers of which the line must hold one, outside strings and comments.
        line: groups `verb`, `path`, and where they exist `owner` (the router object), `method` (one written in the path's own text),
            `before` and `after` (constants that the path is joined with), `handler` and `rest`.
        handler: `next` where the handler is the definition below (a decorator), `same` where the line names it.
        needs: packages of which the file, or one that it imports or that imports it, must import one; () where the form
            is like no other code.
        files: matches the paths in which the framework looks for routes; None for any.
        answers: the method, where the form alone says it; "" where its groups do.
        tail: what the framework puts behind the path by itself.
        reach: lines that a statement may go on over.
        glued: a path without a slash goes right behind the prefix: `group.GET("s")` below `/pot` is `/pots`.
    """

    name: str
    languages: frozenset[str]
    words: tuple[str, ...]
    line: re.Pattern[str]
    handler: str
    needs: tuple[str, ...] = ()
    files: re.Pattern[str] | None = None
    answers: str = ""
    tail: str = ""
    reach: int = 12
    glued: bool = False


FORMS: tuple[Form, ...] = (
    Form("decorator", PYTHON, ("get", "post", "put", "patch", "delete", "head", "options", "route", "websocket", "api_route", "api_operation"),
         re.compile(r"^\s*@(?:[\w.]+\(\s*(?=[\w.]+\s*,))?(?P<owner>[\w.]+)\.(?P<verb>get|post|put|patch|delete|head|options|all|route|websocket|api_route)(?:\(|\s*,)\s*(?:(?:path|value|rule)\s*[=:]\s*)?"
                    rf"(?:(?:(?P<before>[A-Za-z_][\w.]*)\s*[+(]\s*)?{LITERAL}|(?P<constant>(?:\w+\.)*[A-Za-z]\w*)(?=\s*[,)]))(?P<rest>.*)"),
         "next", PYTHON_WEB),
    Form("Litestar", PYTHON, ("get", "post", "put", "patch", "delete", "head", "route", "websocket"),
         re.compile(r"^\s*@(?:litestar\.)?(?P<verb>get|post|put|patch|delete|head|route|websocket)\((?P<rest>.*)"), "next", ("litestar", "starlite")),
    Form("Flask rule", PYTHON, ("add_url_rule", "add_api_route", "add_api_websocket_route"),
         re.compile(r"\b(?P<owner>[\w.]+)\.(?P<verb>add_url_rule|add_api_route|add_api_websocket_route)\(\s*(?:(?:path|value|rule)\s*[=:]\s*)?"
                    rf"(?:(?:(?P<before>[A-Za-z_][\w.]*)\s*\+\s*)?{LITERAL}|(?P<constant>[A-Za-z_]\w*)(?=\s*,))(?P<rest>.*)"), "same", PYTHON_WEB),
    Form("Flask rule", PYTHON, ("Rule",),
         re.compile(rf"(?:^|[\[(,=])\s*(?:\w+\.)?(?P<verb>Rule)\({KEYED}(?P<rest>.*)"), "same", ("werkzeug",)),
    Form("Django", PYTHON, ("path", "re_path", "url"),
         re.compile(rf"^[^#]*?\b(?P<verb>path|re_path|url)\(\s*(?:route\s*=\s*|regex\s*=\s*)?{LITERAL}\s*,\s*(?:view\s*=\s*)?(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", (), URLS),
    Form("DRF router", PYTHON, ("register",),
         re.compile(rf"\b(?P<owner>\w+)\.(?P<verb>register)\(\s*(?:prefix\s*=\s*)?{LITERAL}\s*,\s*(?:viewset\s*=\s*)?(?P<handler>[\w.]+)"),
         "same", ("rest_framework", "rest_framework_nested")),
    Form("aiohttp", PYTHON, ("add_get", "add_post", "add_put", "add_patch", "add_delete"),
         re.compile(rf"\b(?P<owner>[\w.]+)\.add_(?P<verb>get|post|put|patch|delete)\({KEYED}\s*,\s*(?:handler\s*=\s*)?(?P<handler>[\w.]+)(?P<rest>.*)"), "same"),
    Form("aiohttp", PYTHON, ("add_route",),
         re.compile(rf"\badd_route\(\s*['\"](?P<verb>\*|[A-Za-z]+)['\"]\s*,{KEYED}\s*,\s*(?P<handler>[\w.]+)"), "same", ("aiohttp", "sanic", "falcon")),
    Form("aiohttp", PYTHON, ("get", "post", "put", "patch", "delete", "view"),
         re.compile(rf"\bweb\.(?P<verb>get|post|put|patch|delete|view)\({KEYED}\s*,\s*(?:handler\s*=\s*)?(?P<handler>[\w.]+)(?P<rest>.*)"), "same", ("aiohttp", "aiohttp.web")),
    Form("Flask resource", PYTHON, ("add_resource",),
         re.compile(rf"\b(?P<owner>[\w.]+)\.add_\w*resource\(\s*(?P<view>[\w.]+)\s*,(?P<rest>{KEYED}.*)"), "same", (*PYTHON_WEB, "flask_restful")),
    Form("router chain", SCRIPT, ("route",),
         re.compile(rf"^\s*(?:(?P<owner>(?:this\.)?\w+)\s*)?\.(?P<verb>route)\(\s*{LITERAL}\s*\)(?P<chain>\s*\..*)"), "same", SCRIPT_WEB),
    Form("router call", SCRIPT, ("get", "post", "put", "patch", "delete", "head", "options", "all", "del"),
         re.compile(rf"^\s*(?:await\s+)?(?P<owner>(?:this\.)?\w+){TYPED}\s*\.(?P<verb>get|post|put|patch|delete|head|options|all|del)\s*"
                    r"(?:<[^(]*>)?\(\s*(?:(?P<quote>['\"`])(?P<path>(?:[/*:]|\$\{)[^'\"`]*|)(?P=quote)|\[(?P<paths>\s*['\"`]/[^\]]*)\]|(?P<constant>(?!async\b|function\b)[A-Za-z_][\w.]*))\s*,\s*(?P<rest>.*)"), "same", SCRIPT_WEB),
    Form("router call", SCRIPT, ("on",),
         re.compile(r"^\s*(?P<owner>(?:this\.)?\w+)\s*\.(?P<verb>on)\(\s*(?P<listed>\[[^\]]*\]|['\"][A-Z]+['\"])\s*,\s*(?P<quote>['\"`])(?P<path>/[^'\"`]*)(?P=quote)\s*,\s*(?P<rest>.*)"), "same", ("hono", "@hono/zod-openapi")),
    Form("router call", SCRIPT, ("route", "addRoute"),
         re.compile(r"^\s*(?P<owner>(?:this\.)?\w+)\s*\.(?P<verb>route|addRoute)\(\s*(?P<listed>['\"](?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)['\"])\s*,\s*(?P<quote>['\"`])(?P<path>/[^'\"`]*)(?P=quote)\s*,\s*(?P<rest>.*)"), "same"),
    Form("Koa router", SCRIPT, ("get", "post", "put", "patch", "delete", "head", "options", "all", "del"),
         re.compile(r"^\s*(?P<owner>(?:this\.)?\w*[rR]outer\w*)\s*\.(?P<verb>get|post|put|patch|delete|head|options|all|del)\s*"
                    r"\(\s*(?P<quote>['\"`])(?P<path>\w[^'\"`]*)(?P=quote)\s*,\s*(?P<rest>.*)"), "same", ("koa-router", "@koa/router")),
    Form("NestJS", SCRIPT, ("Get", "Post", "Put", "Patch", "Delete", "All", "Head", "Options", "Sse"),
         re.compile(r"^\s*@(?P<verb>Get|Post|Put|Patch|Delete|All|Head|Options|Sse)\(\s*(?P<rest>(?:(?P<quote>['\"`])(?P<path>[^'\"`]*)(?P=quote)|\[[^\]]*\]|[\w.]+)?)\s*\)"),
         "next", DECORATED, reach=40),
    Form("NestJS", SCRIPT, ("httpGet", "httpPost", "httpPut", "httpPatch", "httpDelete", "httpHead", "all"),
         re.compile(rf"^\s*@(?:http(?=[A-Z]))?(?P<verb>Get|Post|Put|Patch|Delete|Head|all)\(\s*{LITERAL}"), "next", ("inversify-express-utils",)),
    Form("Spring", JVM, ("GetMapping", "PostMapping", "PutMapping", "PatchMapping", "DeleteMapping", "RequestMapping"),
         re.compile(r"^\s+@(?P<verb>Get|Post|Put|Patch|Delete|Request)Mapping\b(?:\((?P<rest>.*))?"), "next"),
    Form("JAX-RS", JVM, ("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"),
         re.compile(r"^\s+@(?P<verb>GET|POST|PUT|DELETE|PATCH|HEAD|OPTIONS)\b(?P<rest>.*)"), "next",
         ("javax.ws.rs", "jakarta.ws.rs")),
    Form("Micronaut", JVM, ("Get", "Post", "Put", "Delete", "Patch", "Head", "Options"),
         re.compile(r"^\s+@(?P<verb>Get|Post|Put|Delete|Patch|Head|Options)\b(?:\(\s*(?:(?:value|uri)\s*=\s*)?\"(?P<path>[^\"]*)\")?"), "next",
         ("io.micronaut.http.annotation",)),
    Form("route object", SCRIPT, ("route",),
         re.compile(r"^\s*(?:await\s+)?(?P<owner>\w+)\.(?P<verb>route)\(\s*\{(?P<rest>.*)"), "same", ("@hapi/hapi", "hapi", "fastify"), reach=80),
    Form("web socket", JVM, ("ServerEndpoint", "ServerWebSocket", "WebSocket"),
         re.compile(r"^@(?:Server)?(?:Endpoint|WebSocket)\(\s*(?:(?:path|value|uri)\s*=\s*)?\"(?P<path>[^\"]*)\""), "same",
         ("jakarta.websocket", "javax.websocket", "io.quarkus.websockets.next", "io.micronaut.websocket"), answers="WEBSOCKET"),
    Form("Ktor", frozenset({"Kotlin"}), ("get", "post", "put", "patch", "delete", "head", "options", "webSocket"),
         re.compile(r"^\s*(?P<verb>get|post|put|patch|delete|head|options|webSocket)\s*(?:\(\s*(?:path\s*=\s*)?(?:\"(?P<path>[^\"]*)\"|(?P<constant>[A-Z][\w.]*))\s*\)\s*)?\{"), "same", ("io.ktor",)),
    Form("Go router", GO, ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "Any", "HandleFunc", "Handle", "Get", "Post", "Put", "Patch", "Delete", "All", "Head", "Options"),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)(?:\.Group\(\s*\"(?P<group>[^\"]*)\"(?:[^()]|\([^()]*\))*\))?(?:\.(?:With|Use)\((?:[^()]|\([^()]*\))*\)){0,4}\.(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|All|Get|Post|Put|Patch|Delete|Head|Options|HandleFunc|Handle)\(\s*(?:(?P<join>path\.Join\(\s*)?(?P<before>[\w.]+)\s*(?(join),|\+)\s*)?\"(?:(?P<method>[A-Z]+) +)?(?P<path>[^\"]*/[^\"]*|\*?|(?<=\+\")[^\"]*|(?<=\+\s\")[^\"]*)\"(?(join)\s*\))(?:\s*\+\s*(?P<after>[\w.]+)(?:\s*\+\s*\"(?P<tail>[^\"]*)\")?)?\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", GO_WEB),
    Form("Go router", GO, ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "Any", "HandleFunc", "Handle", "Get", "Post", "Put", "Patch", "Delete", "All"),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|All|Get|Post|Put|Patch|Delete|HandleFunc|Handle)\(\s*(?:(?P<before>[A-Za-z_][\w.]*)\s*\+\s*)?(?P<constant>[A-Za-z_][\w.]*)\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", GO_WEB),
    Form("Go router", GO, ("Match",),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>Match)\(\s*\[\]string\{(?P<listed>[^}]*)\}\s*,\s*\"(?P<path>[^\"]*)\"\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", ("github.com/gin-gonic/gin", "github.com/labstack/echo")),
    *(Form("Go router", GO, ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "Any"),
           re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any)\(\s*\"(?P<path>[\w:.*-]+)\"\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
           "same", (package,), glued=package.endswith("echo")) for package in ("github.com/gin-gonic/gin", "github.com/labstack/echo")),
    Form("Go router", GO, ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "HandleFunc", "Handle", "Get", "Post", "Put", "Patch", "Delete"),
         re.compile(r"^\s*(?:\)+\.)?(?P<verb>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Get|Post|Put|Patch|Delete|HandleFunc|Handle)\(\s*\"(?:(?P<method>[A-Z]+) +)?(?P<path>/[^\"]*)\"\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"), "same", GO_WEB),
    Form("Go router", GO, ("Handle", "Handler", "HandlerFunc", "Method", "MethodFunc", "Add"),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)(?:\.With\((?:[^()]|\([^()]*\))*\))?\.(?:Handle|Handler|HandlerFunc|Method|MethodFunc|Add)\(\s*(?:\"|\w+\.Method)(?P<verb>(?i:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|PROPFIND|PROPPATCH|MKCOL|COPY|MOVE|LOCK|UNLOCK|REPORT|SEARCH))\"?\s*,\s*\"(?P<path>/[^\"]*|)\"\s*,\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", GO_WEB),
    Form("Go router", GO, ("Path",),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)(?:\.NewRoute\(\))?(?:\.Methods\((?P<first>[^()]*)\))?\.(?P<verb>Path)\(\s*(?:\"(?P<path>/[^\"]*|)\"|(?P<constant>[A-Za-z_][\w.]*))\s*\)(?P<between>(?:\.\w+\((?:[^()]|\([^()]*\))*\))*?)\.Handler(?:Func)?\(\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", ("github.com/gorilla/mux",)),
    Form("Go router", GO, ("Methods",),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>Methods)\((?P<first>[^()]*)\)(?P<path>)(?P<between>)\.Handler(?:Func)?\(\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", ("github.com/gorilla/mux",)),
    Form("Go router", GO, ("PathPrefix",),
         re.compile(r"^\s*(?P<owner>\w+)\.(?P<verb>PathPrefix)\(\s*\"(?P<path>[^\"]*)\"\s*\)\s*\.Handler(?:Func)?\(\s*(?P<handler>[\w.]+)?(?P<rest>.*)"),
         "same", ("github.com/gorilla/mux",)),
    Form("Go router", GO, ("Static", "StaticFS"),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>Static|StaticFS)\(\s*(?:(?:(?P<before>[\w.]+)\s*\+\s*)?\"(?P<path>[^\"]*)\"(?:\s*\+\s*(?P<after>[\w.]+)(?:\s*\+\s*\"(?P<tail>[^\"]*)\")?)?|(?P<constant>[A-Za-z_][\w.]*))\s*,"),
         "same", ("github.com/gin-gonic/gin",), answers="GET", tail="/*filepath"),
    Form("Go router", GO, ("StaticFile", "StaticFileFS"),
         re.compile(r"^\s*(?P<owner>\w+(?:\.\w+)*?)\.(?P<verb>StaticFile|StaticFileFS)\(\s*\"(?P<path>[^\"]*)\"\s*,"), "same", ("github.com/gin-gonic/gin",), answers="GET"),
    Form("ASP.NET minimal", SHARP, ("MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch"),
         re.compile(r"(?P<owner>\w+)\.Map(?P<verb>Get|Post|Put|Patch|Delete)\(\s*(?P<handler>[A-Z]\w*)\s*(?:,\s*\"(?P<path>[^\"]*)\"\s*)?\)"), "same"),
    Form("ASP.NET minimal", SHARP, ("MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch"),
         re.compile(rf"(?P<owner>\w+)\.Map(?P<verb>Get|Post|Put|Patch|Delete)\(\s*{SHARP_TEXT}\s*,\s*(?P<handler>[\w.]+(?=\s*[,)]))?"), "same"),
    Form("ASP.NET attribute", SHARP, ("HttpGet", "HttpPost", "HttpPut", "HttpDelete", "HttpPatch"),
         re.compile(rf"^\s*\[Http(?P<verb>Get|Post|Put|Patch|Delete)(?:\(\s*{SHARP_TEXT}(?=\s*[,)]))?"), "next"),
    Form("ASP.NET attribute", SHARP, ("Route",), re.compile(rf"^\s*\[(?:[\w, ]+,\s*)?(?P<verb>Route)\(\s*{SHARP_TEXT}(?=\s*[,)])"), "next"),
    Form("Sinatra", RUBY, ("get", "post", "put", "patch", "delete", "options"),
         re.compile(r"^\s*(?P<verb>get|post|put|patch|delete|options)\s*\(?\s*['\"](?P<path>(?:/[^'\"]*|\*))['\"]\s*(?:,[^\n]*?)?(?:\)\s*\{|\)?\s*\bdo\b)"), "same", RUBY_WEB),
    Form("Laravel", PHP, ("Route", "$router"),
         re.compile(rf"^\s*{ROUTE}(?:(?:middleware|withoutMiddleware|name|domain|can)\((?:[^()]|\([^()]*\))*\)\s*->\s*){{0,4}}(?P<verb>get|post|put|patch|delete|any|options|view|inertia|livewire|redirect|permanentRedirect|match(?=\(\s*\[))\(\s*(?:(?P<rest>\[[^\]]*\])\s*,\s*)?(?:RoutePath::for\([^,()]*,\s*)?['\"](?P<path>[^'\"]*)['\"]\)?\s*,\s*(?:\[(?:(?!function\b)[^\]]){{0,300}}?['\"]uses['\"]\s*=>\s*)?[\[\s'\"]*(?P<handler>[\w\\]++(?:::class\s*,\s*['\"]\w+|@\w+)?(?!\s*\(|['\"]?\s*=>))?"), "same"),
    Form("Laravel", PHP, ("fallback",),
         re.compile(r"^\s*Route::(?P<verb>fallback)\((?P<path>)[\[\s'\"]*(?P<handler>[\w\\]+(?:::class\s*,\s*['\"]\w+|@\w+)?)?"), "same", answers="GET", tail="/{fallbackPlaceholder}"),
    Form("Slim", PHP, ("get", "post", "put", "patch", "delete", "options", "any", "map"),
         re.compile(rf"^\s*\$\w+->(?P<verb>get|post|put|patch|delete|options|any|map(?=\(\s*\[))\(\s*(?:(?P<listed>\[[^\]]*\])\s*,\s*)?{SLIM}"), "same", SLIM_WEB),
    Form("Symfony", PHP, ("Route",),
         re.compile(rf"^\s+#\[(?P<verb>Route)\((?=(?P<rest>.*)){NAMED_PATH}"), "next"),
    Form("Symfony", PHP, ("Route",),
         re.compile(r"^\s+#\[(?P<verb>Route)\((?=(?P<rest>.*))(?P<path>)(?=\s*(?:name|methods|requirements|options|defaults)\s*:)(?!.*\bpath\s*:)"), "next"),
    Form("Rust attribute", RUST, ("get", "post", "put", "patch", "delete", "head", "options"),
         re.compile(r"^\s*#\[(?:\w+::)?(?P<verb>get|post|put|patch|delete|head|options)\(\s*\"(?P<path>[^\"]*)\""), "next", RUST_WEB),
    Form("utoipa", RUST, ("utoipa",),
         re.compile(r"^\s*#\[utoipa::path\(\s*(?P<verb>get|post|put|patch|delete|head|options)\s*,.*?\bpath\s*=\s*\"(?P<path>[^\"]*)\""), "next"),
    Form("Axum", RUST, ("route", "api_route", "api_route_with", "route_with_tsr"),
         re.compile(r"\.(?:api_)?(?P<verb>route)(?:_with(?:_tsr)?)?\(\s*(?:\"(?P<path>[^\"]*)\"|&?(?:\w+::)*(?P<constant>[A-Z][A-Z0-9_]*))\s*,(?P<chain>.*)"), "same", RUST_WEB),
)  # fmt: skip


class Prefix(NamedTuple):
    """How a prefix is written.

    Attributes:
        kind: `object` on the router object itself, `mount` where a router is mounted, `hung` where a call mounts what it is given,
            `class` on the class around,
            `global` for all routes of the workspace's framework.
        words: identifiers of which the line must hold one.
        line: groups `path` or `constant`, and where they exist `owner` (the router), `parent` (what it is mounted on) and
            `module` (a module that holds the routes); `arguments` in place of a path where an annotation of the JVM has them.
        forms: names of the route forms that a `class` or `global` prefix counts for; () for all.
        replaces: whether the prefix of the mount takes the place of the router's own.
        needs: as a form's.
        above: lines above its word in which its statement may begin.
        alone: what stands before the routes of an object that serves nothing by itself, where nothing is seen to mount it.
        says: the path, where the shape alone tells it; None where its groups do.
    """

    kind: str
    languages: frozenset[str]
    words: tuple[str, ...]
    line: re.Pattern[str]
    forms: tuple[str, ...] = ()
    replaces: bool = False
    needs: tuple[str, ...] = ()
    above: int = 0
    alone: str = ""
    says: str | None = None


PREFIXES: tuple[Prefix, ...] = (
    Prefix("object", PYTHON, ("NinjaAPI", "NinjaExtraAPI"), re.compile(r"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?\w*Ninja\w*API\w*\("), alone="/{urls}"),
    Prefix("object", PYTHON, ("NestedSimpleRouter", "NestedDefaultRouter"), re.compile(r"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?Nested\w*Router\(\s*(?:parent_router\s*=\s*)?(?P<outer>\w+)\s*,\s*(?:parent_prefix\s*=\s*)?r?['\"](?P<path>[^'\"]*)['\"]\s*,\s*lookup\s*=\s*['\"](?P<lookup>\w+)['\"]"), needs=("rest_framework_nested",)),
    Prefix("object", PYTHON, ("register",), re.compile(r"^(?P<owner>\w+)\s*=\s*(?P<parent>\w+)\.register\(\s*(?:prefix\s*=\s*)?r?['\"](?P<path>[^'\"]*)['\"](?P<nesting>)"), needs=("rest_framework_extensions",)),
    Prefix("object", PYTHON, ("APIRouter", "Router"), re.compile(rf"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?\w*(?:Router|API)\((?:.*?\bprefix\s*=\s*{VALUE})?")),
    Prefix("object", PYTHON, ("Blueprint", "APIBlueprint"), re.compile(rf"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?\w*Blueprint\((?:.*?\burl_prefix\s*=\s*{VALUE})?")),
    Prefix("mount", PYTHON, ("include_router",), re.compile(rf"(?P<parent>\w+)\.include_router\(\s*(?:router\s*=\s*)?(?P<owner>[\w.]+)(?:.*?\bprefix\s*=\s*{VALUE})?")),
    Prefix("mount", PYTHON, ("mount",), re.compile(rf"(?P<parent>\w+)\.mount\(\s*(?:path\s*=\s*)?{LITERAL}\s*,\s*(?:app\s*=\s*)?(?P<owner>[A-Za-z_][\w.]*)\s*[,)]"), needs=("fastapi", "starlette")),
    Prefix("global", PYTHON, ("mount",), re.compile(rf"\.mount\(\s*(?:path\s*=\s*)?{LITERAL}\s*,\s*(?:app\s*=\s*)?(?:\w*[dD]jango\w*|get_[aw]sgi_application\(\))\s*[,)]"), ("Django", "DRF router"), needs=("fastapi", "starlette")),
    Prefix("mount", PYTHON, ("register_blueprint",), re.compile(rf"(?P<parent>\w+)\.register_blueprint\(\s*(?P<owner>[\w.]+)(?:.*?\burl_prefix\s*=\s*{VALUE})?"), replaces=True),
    Prefix("mount", PYTHON, ("add_namespace",), re.compile(rf"(?P<parent>\w+)\.add_namespace\(\s*(?P<owner>[\w.]+)(?:\s*,\s*(?:path\s*=\s*)?{VALUE})?"), replaces=True),
    Prefix("object", PYTHON, ("Namespace",), re.compile(r"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?Namespace\(\s*(?:.*?\bpath\s*=\s*['\"](?P<path>[^'\"]*)['\"]|['\"](?P<name>[^'\"]*)['\"])"), needs=("flask_restx", "flask_restplus")),
    Prefix("object", PYTHON, ("Api",), re.compile(rf"^\s*(?P<owner>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?Api\((?:\s*(?P<parent>\w+)\s*[,)])?(?:.*?\bprefix\s*=\s*{VALUE})?"), needs=("flask_restx", "flask_restplus", "flask_restful")),
    Prefix("mount", PYTHON, ("add_router",), re.compile(rf"(?P<parent>\w+)\.add_router\(\s*{LITERAL}\s*,\s*(?:['\"](?P<module>[\w.]+)\.\w+['\"]|(?P<owner>[A-Za-z_][\w.]*))")),
    Prefix("mount", PYTHON, ("registry",), re.compile(r"(?P<parent>\w+)\.registry\.extend\(\s*(?P<owner>\w+)\.registry\b"), needs=("rest_framework",)),
    Prefix("mount", PYTHON, ("include",), re.compile(rf"\b(?:path|url|re_path)\(\s*{LITERAL}\s*,\s*include\(\s*\(?\s*(?:['\"](?P<module>[\w.]+)['\"]|(?P<owner>[A-Za-z_][\w.]*))"), above=2),
    Prefix("mount", PYTHON, ("urls",), re.compile(rf"\bpath\(\s*{LITERAL}\s*,\s*(?P<owner>[A-Za-z_]\w*)\.urls\b"), needs=NINJA),
    Prefix("mount", PYTHON, ("urls",), re.compile(r"\*(?P<owner>[A-Za-z_][\w.]*)\.urls\b")),
    Prefix("hung", SCRIPT, ("use", "route"), re.compile(r"(?:(?P<parent>\w+)|\)|^)\s*\.(?:use|route)\("), needs=SCRIPT_WEB),
    Prefix("mount", SCRIPT, ("register",), re.compile(rf"(?P<parent>\w+)\s*\.register\(\s*(?:require\(\s*['\"](?P<module>[^'\"]*)['\"]\s*\)|(?P<owner>[\w.]+))\s*,\s*\{{.*?\bprefix\s*:\s*{VALUE}"), needs=SCRIPT_WEB),
    Prefix("mount", SCRIPT, ("register",), re.compile(r"\b(?P<parent>(?!RouterModule\b)\w+)\s*\.register\(\s*(?:require\(\s*['\"](?P<module>\.[^'\"]*)['\"]\s*\)|(?P<owner>[A-Za-z_][\w.]*))\s*[,)](?!.*\bprefix\s*:)"), needs=("fastify",)),
    Prefix("object", SCRIPT, ("basePath", "Router"), re.compile(rf"(?P<owner>\w+)\s*=\s*new\s+\w+(?:<.*>)?\((?:.*?(?:basePath\(\s*|prefix\s*:\s*){VALUE})"), needs=SCRIPT_WEB),
    Prefix("object", SCRIPT, ("basePath", "get", "post", "use", "route"), re.compile(rf"^(?:export\s+)?const\s+(?P<owner>\w+)\s*=\s*(?P<parent>\w*(?:[aA]pp|[rR]outer|[rR]outes?|[aA]pi|[sS]erver|[hH]ono))\s*\.(?:basePath\(\s*{VALUE}|(?:get|post|use|route)\()"), needs=("hono", "@hono/zod-openapi")),
    Prefix("object", GO, ("Group", "PathPrefix", "Path", "Mount"), re.compile(r"(?P<owner>\w+)\s*:?=\s*(?:\w+\.)*(?P<parent>\w+)(?:\(\))?\.(?:Group|PathPrefix|Path|Mount)\(\s*(?:(?:(?P<before>[A-Za-z_][\w.]*)\s*\+\s*)?\"(?P<path>[^\"]*)\"(?:\s*\+\s*(?P<after>[A-Za-z_][\w.]*)(?:\s*\+\s*\"(?P<tail>[^\"]*)\")?)?|(?P<constant>(?!func\b)[A-Za-z_][\w.]*)\s*[,)])"), needs=GO_WEB),
    Prefix("object", GO, ("Mount", "StripPrefix"), re.compile(r"^\s*(?:\w+\.)*(?P<parent>\w+)\.(?:Mount\(\s*|Handle\([^()]*\bStripPrefix\(\s*)(?:(?:(?P<before>[A-Za-z_][\w.]*)\s*\+\s*)?\"(?P<path>[^\"]*)\"|(?P<constant>[A-Za-z_][\w.]*))\s*,\s*(?:\w+\.)*(?P<owner>\w+)\s*\)"), needs=GO_WEB),
    Prefix("object", GO, ("Use", "With", "Subrouter"), re.compile(r"^\s*(?P<owner>\w+)\s*:?=\s*(?:\w+\.)*(?P<parent>\w+)\.(?:(?:Use|With)\(|(?:NewRoute|Host|Schemes|Methods|Headers|Queries|MatcherFunc)\(.*\.Subrouter\(\))"), needs=GO_WEB),
    Prefix("object", SHARP, ("MapGroup",), re.compile(rf"(?P<owner>\w+)\s*=\s*(?P<parent>\w+)\s*{SHARP_CALLS}\.MapGroup\(\s*{SHARP_TEXT}"), above=4),
    Prefix("global", SCRIPT, ("routePrefix",), re.compile(rf"\broutePrefix\s*:\s*{VALUE}"), ("NestJS",), needs=("routing-controllers",)),
    Prefix("class", SCRIPT, ("Route",), re.compile(rf"^\s*@Route\(\s*{VALUE}?"), ("NestJS",), needs=("tsoa", "@tsoa/runtime")),
    Prefix("class", SCRIPT, ("Controller", "JsonController"), re.compile(rf"^\s*@(?:Json)?Controller\(\s*(?:\{{.*?\bpath\s*:\s*)?{VALUE}?"), ("NestJS",)),
    Prefix("class", SCRIPT, ("controller",), re.compile(rf"^\s*@controller\(\s*{VALUE}"), ("NestJS",), needs=("inversify-express-utils",)),
    Prefix("global", SCRIPT, ("setGlobalPrefix",), re.compile(rf"\.setGlobalPrefix\(\s*{VALUE}"), ("NestJS",)),
    Prefix("class", JVM, ("RequestMapping",), re.compile(r"^\s*@RequestMapping\((?P<arguments>.*)"), ("Spring",)),
    Prefix("class", JVM, ("Path", "Controller"), re.compile(r"^@(?:[a-z]\w*\.)*(?:Path|Controller)\((?P<arguments>.*)"), ("JAX-RS", "Micronaut")),
    Prefix("class", SHARP, ("Route",), re.compile(rf"^\s*\[Route\(\s*{SHARP_TEXT}(?=\s*[,)])"), ("ASP.NET attribute",)),
    Prefix("class", PHP, ("Route",), re.compile(r"^#\[Route\(\s*(?:path:\s*)?(?P<quote>['\"])(?P<path>[^'\"]*)(?P=quote)"), ("Symfony",)),
)  # fmt: skip
