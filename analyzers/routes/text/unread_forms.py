"""Forms that add routes which no reader understands, as data: one a line, named as the reason that the answer gives.

Calls, decorators, macros and attributes. They are wide: `unread_routes` leaves out the lines that a reader does understand, so a
form need only tell the framework's registrations from other calls of the same name.
"""

from __future__ import annotations

from .... import lazy_re as re
from ....indexer.gathering import words
from ....indexer.languages.families import SCRIPT
from . import route_forms as known
from .route_forms import Form

__all__ = ["COMPUTED", "SHAPES", "SILENT"]

COMPUTED = "adds routes whose method, path or place is not read"
FILES = "serves the files of a folder, or pages of its own"
MOUNTED = "mounts what no route is told of"
OWN_CODE = "answers requests by code of its own"
VERBS = ("get", "post", "put", "patch", "delete", "head", "options", "all", "any")
VERB = "|".join(VERBS)
OWNER = r"(?P<owner>(?:\w+\.)*\w+)"
GO_VERBS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "Any", "All", "Get", "Post", "Put", "Patch", "Delete", "Handle", "HandleFunc",
            "Handler", "HandlerFunc", "Add", "Method", "MethodFunc", "Match", "Static", "StaticFS", "StaticFile", "Path", "PathPrefix", "FileServer")  # fmt: skip
FILES_OF_KTOR = words("staticResources staticFiles staticFileSystem staticZip singlePageApplication swaggerUI openAPI")
"""Calls of Ktor that serve the files of a folder or the pages of an API's description."""
PARTS_OF_ASPNET = words("""MapIdentityApi MapForwarder MapReverseProxy MapHealthChecks UseHealthChecks MapHub MapGrpcService
    MapFallback MapFallbackToFile MapFallbackToController MapFallbackToPage
    MapFallbackToAreaController MapHangfireDashboard UseHangfireDashboard MapDynamicControllerRoute MapGraphQL MapRazorComponents MapBlazorHub
    MapStaticAssets MapCarter MapMcp MapMetrics MapPrometheusScrapingEndpoint MapSwagger MapGrpcReflectionService MapOpenApi MapScalarApiReference UseSwagger MapRazorPages""")
"""Calls of ASP.NET that add the routes of a part of the framework."""
MACROS = words("""devise_for use_doorkeeper use_doorkeeper_openid_connect mount_devise_token_auth_for jsonapi_resources jsonapi_resource
    mount_avo comfy_route ActiveAdmin live_dashboard oban_dashboard live_storybook error_tracker_dashboard pow_routes backpex_routes""")
"""Calls by which routes of Rails and Phoenix add all routes of a library in one line."""
SILENT = words("""laravel/passport laravel/sanctum laravel/fortify laravel/jetstream laravel/horizon laravel/telescope laravel/nova
    laravel/pulse laravel/cashier filament/filament livewire/livewire backpack/crud statamic/cms darkaonline/l5-swagger dedoc/scramble
    org.springframework.boot:spring-boot-starter-actuator org.springframework.boot:spring-boot-starter-data-rest
    org.springdoc:springdoc-openapi-ui org.springdoc:springdoc-openapi-starter-webmvc-ui org.springdoc:springdoc-openapi-starter-webflux-ui
    io.quarkus:quarkus-smallrye-health io.quarkus:quarkus-smallrye-openapi io.micronaut:micronaut-management""")
"""Packages that add routes to the application which only requires them, as their own documentation tells."""
OF_LARAVEL = words(
    """get post put patch delete any options match view redirect permanentRedirect fallback inertia livewire resource apiResource prefix
    middleware withoutMiddleware name as domain controller namespace where can pattern model bind macro aliasMiddleware middlewareGroup has
    is currentRouteNamed input auth"""
)
"""Methods of Laravel's own `Route`, whose routes are read or which add none; any other is a macro of a package: `Route::crud('pots', Pots::class)`."""
RAILS = re.compile(r"(^|/)config/(?:routes\.rb|routes/.+\.rb)$")
SHAPES = (
    Form(COMPUTED, SCRIPT, (*VERBS, "del", "route", "app", "router", "server", "fastify", "expressApp", "method", "verb"),
         re.compile(rf"(?:^|=>|[{{;)])\s*{OWNER}\s*(?:\.(?:{VERB}|del|route)|\[(?!['\"`\d])[^\]]+\])(?:<[^(]*>)?\(\s*(?:['\"`][/*:]|(?!require\b)[^)\s'\"`][^;]*?,|[^)\s'\"`].*?\)\s*\.(?:{VERB})\()"), "same", (*known.SCRIPT_WEB, "@adonisjs/core", "@tinyhttp/app", "@oakserver/oak", "restana", "uWebSockets.js", "sails")),
    Form(COMPUTED, SCRIPT, ("req", "_req", "request"), re.compile(rf"^\s*(?!(?:rest|http|msw|nock|\w*[mM]ock\w*)\b){OWNER}\s*+\.(?:{VERB})\(\s*+[^,;]+,.*[(\s]_?req\w*\s*(?::[^,)]*)?,\s*_?res\w*\b"), "same"),
    Form(COMPUTED, SCRIPT, ("Get", "Post", "Put", "Patch", "Delete", "All", "Head", "Options", "Sse", "get", "post", "put", "patch", "del"), re.compile(r"^\s*@(?:[gG]et|[pP]ost|[pP]ut|[pP]atch|Delete|del|All|Head|Options|Sse)\("), "next", (*known.DECORATED, "@loopback/rest")),
    Form(OWN_CODE, SCRIPT, ("createServer",), re.compile(r"\bcreateServer\(\s*(?:async\s+)?(?:function\b|\(\s*\w*[rR]eq)"), "same", ("http", "node:http", "https", "node:https")),
    Form(COMPUTED, known.PYTHON, (*VERBS, "route", "websocket", "api_route", "view", "expose"),
         re.compile(rf"^\s*@(?!mock\b|\w*[cC]lient\b|responses\b|respx\b)(?:(?:\w+\.)+(?:{VERB}|route|websocket|api_route|expose)|route|expose)\(|^\s*@[\w.]+\(\s*\w+\.(?:{VERB})\s*,"), "next", (*known.PYTHON_WEB, "flask_appbuilder", "flask_classful", "flask_admin", "cherrypy", "klein", "web_poet", "emmett", "tornado")),
    Form(COMPUTED, known.PYTHON, ("add_url_rule", "add_api_route", "add_api_websocket_route", "add_route", "add_websocket_route", "add_resource", "add_get", "add_post", "add_put", "add_patch", "add_delete", "add_view", "add_routes"),
         re.compile(r"^(?!\s*(?:async\s+)?def\b).*\.add_(?:url_rule|api_route|api_websocket_route|route|websocket_route|\w*resource|get|post|put|patch|delete|view)\(\s*(?!\)|(?:self\s*,\s*)?\*args)\S"), "same", (*known.PYTHON_WEB, "werkzeug", "pyramid", "flask_restful", "flask_admin", "starlette.routing")),
    Form(COMPUTED, known.PYTHON, ("Rule",), re.compile(r"(?<!class )\bRule\(\s*(?!\)|\*args)\S"), "same", ("werkzeug",)),
    Form(COMPUTED, known.PYTHON, ("Route", "WebSocketRoute", "APIRoute", "HTTPEndpoint"), re.compile(r"(?:^|[\[(,=])\s*(?:\w+\.)?(?:WebSocket|API)?Route\(\s*(?:path\s*=\s*)?[\w'\"]"), "same", ("starlette", "fastapi")),
    Form(COMPUTED, known.PYTHON, ("Application", "URLSpec", "add_handlers"), re.compile(r"(?<!class )(?<!def )\b(?:Application|URLSpec|add_handlers)\(\s*[^)\s]"), "same", ("tornado",)),
    Form(COMPUTED, known.PYTHON, ("path", "re_path", "url"), re.compile(r"(?<![\w.])(?:re_path|path|url)\(\s*(?:$|[rf]?['\"][^'\"]*['\"]\s*,)"), "same", ("django.urls", "django.conf.urls")),
    Form(COMPUTED, known.PYTHON, ("path", "re_path", "url", "include", "get_urls"), re.compile(r"(?<![\w.])(?:re_path|path|url)\(\s*[^)\s]|\*\s*\w[\w.]*\(|\binclude\(\s*+\(?\s*+[\w.]+\(\s*[^)\s]"), "same", (), known.URLS),
    Form(COMPUTED, known.PYTHON, ("router",), re.compile(r"^\s*router\.add_(?!api_|route\b|router\b|url_rule|get\b|post\b|put\b|patch\b|delete\b|head\b|view\b|static\b|resource|event_|exception_|middleware)\w+\(\s*[rf]?['\"]"), "same", ("rest_framework", *known.PYTHON_WEB)),
    Form(COMPUTED, known.RUBY, (*VERBS, "route_param", "on", "is", "root"), re.compile(rf"^\s*(?:r\.(?:on|is|root|{VERB})|{VERB}|route_param)\b(?!\s*[=.]).*(?:\bdo\b|\{{)"), "same", (*known.RUBY_WEB, "hanami", "hanami/router", "syro", "cuba")),
    Form(COMPUTED, known.RUBY, (*VERBS, "match", "resources", "resource", "mount", "root"), re.compile(rf"^\s*(?:{VERB}|match|resources?|mount|root)\b(?!\s*[=.])(?!.*\bonly:?\s*(?:=>)?\s*(?:\[\s*\]|%i\[\s*\]|:none)).+"), "same", (), RAILS),
    Form(COMPUTED, known.PHP, ("Route",), re.compile(rf"^\s*Route::(?:\$\w+\(|(?:{VERB}|options|match|resources?|apiResources?|singleton)\(|(?!(?:{'|'.join(sorted(OF_LARAVEL))})\b)[a-z]\w*\(\s*['\"][^;]*\)\s*;|(?:(?!group\()[^;{{}}])*->(?:{VERB}|match|resource|apiResource)\(\s*['\"\[$])"), "same"),
    Form(COMPUTED, known.PHP, (*VERBS, "map", "match", "connect", "add", "resource", "addRoute"),
         re.compile(rf"^\s*\$(?:this->)?(?:app|router|routes?|group|r|builder|api|collector)->(?:{VERB}|map|match|connect|add|resource|addRoute)\(\s*(?:['\"\[]|\$\w+\s*[,.]|[A-Z]\w*::)"), "same", (), re.compile(r"(?i)(^|/)(?:routes?/|\w*routes?\.php$)")),
    Form(COMPUTED, known.RUST, ("route", "nest", "api_route", "route_with_tsr", "resource", "get", "post", "put", "patch", "delete", "head", "at", "path"),
         re.compile(r"\.(?:api_)?route(?:_with(?:_tsr)?)?\((?!\s*(?:\)|(?:web::)?\w+\(\)\s*\.))|\.nest\(\s*&?[a-z_]\w*\s*,|\bweb::resource\(|^\s*#\[(?:\w+::)?(?:get|post|put|patch|delete|head|route)\(|\bwarp::path[!(]|\.at\(\s*&?\"/"), "same", (*known.RUST_WEB, "actix_web")),
    Form(COMPUTED, known.GO, GO_VERBS,
         re.compile(r"^\s*(?P<owner>(?:\w+\.)*?\w+)(?:\.(?:With|Use|Group|Methods|Name|NewRoute|Host)\([^()]*\))*\.(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|Any|All|Get|Post|Put|Patch|Delete|Handle|HandleFunc|Handler|HandlerFunc|Add|Method|MethodFunc|Match|Static\w*|Path|PathPrefix)\(\s*(?:\[\]string\b[^,]*,\s*|(?:http\.Method\w+|\w+\.[mM]ethod\w*|\"[A-Z]+\")\s*,\s*)?(?:\"[^\"]*/[^\"]*\"|\"\"|fmt\.Sprintf|path\.Join|[\w.]*(?:[pP]ath|[rR]oute|[pP]refix|[uU][rR][lLiI]|[eE]ndpoint|[pP]attern)\w*\s*[,+)]|\w+\s*\+\s*|\w+\.[A-Z]\w*\s*[,+])"), "same", known.GO_WEB),
    Form(COMPUTED, known.GO, ("Path",), re.compile(r"^\s*\{(?=.*\bPath:\s*\"/)(?=.*\bMethod:\s*(?:http\.Method\w|\"[A-Z]+\"))(?=.*\b(?:Name|Handler\w*):)"), "same", (*known.GO_WEB, "github.com/tedsuo/rata")),
    Form(COMPUTED, known.JVM, (*VERBS, "route", "ws", "sse", "createContext", "addPrefixPath", "addExactPath", "bind"),
         re.compile(rf"(?:^\s*|\.)(?:{VERB}|route|ws|sse|createContext|addPrefixPath|addExactPath)\(\s*\"[^\"]*\"\s*(?:,\s*(?:\w*[\w.]*::|new\b|\{{|\(?[\w\s,]*\)?\s*->|[\w.]*\b[A-Z]\w*\.\w+\s*[,)])|\)\s*\{{)|\b(?:{VERB}|route)\(\s*\"/[^\"]*\"\s*\)\s*(?:\.|$)|\"\s+bind\s+"), "same", ("io.javalin", "spark", "io.vertx.ext.web", "io.jooby", "org.http4k", "ratpack", "io.undertow", "com.sun.net.httpserver", "io.helidon")),
    Form(COMPUTED, frozenset({"Kotlin"}), (*VERBS, "webSocket", "sse"), re.compile(rf"^\s*(?:{VERB}|webSocket|sse)\s*+(?:<[^>]*>\s*+)?(?:\(\s*[^)\s][^)]*\)|(?<=>)|(?<=> ))\s*\{{"), "same", ("io.ktor.server", "io.javalin")),
    Form("answers by patterns that are not read", frozenset({"Scala"}), ("HttpRoutes",), re.compile(r"\bHttpRoutes\.of\b"), "same"),
    Form("serves a contract that is not read", SCRIPT, ("createExpressEndpoints", "createNextRoute", "createHonoEndpoints", "tsRestHandler"), re.compile(r"\b(?:create(?:Express|Hono)Endpoints|createNextRoute|tsRestHandler)\("), "same"),
    Form(COMPUTED, frozenset({"Scala"}), ("path", *VERBS), re.compile(rf"\bpath\(\s*\"|^\s*(?:{VERB})\(\s*\""), "same", ("org.scalatra", "akka.http", "org.apache.pekko.http")),
    Form(COMPUTED, frozenset({"Swift"}), ("get", "post", "put", "patch", "delete", "on", "webSocket"), re.compile(r"^\s*(?!self\b)[\w.]+\.(?:get|post|put|patch|delete|on|webSocket)(?:\(\s*(?:\"|use:|\.\w+\s*,)|\s*\{\s*req\b)"), "same", ("Vapor", "Hummingbird")),
    Form("mounts what another package gives", known.RUST, ("mount",), re.compile(r"^[^,]*?\.mount\([^,]+,\s*(?:vec!|rocket_\w+::|(?:\w+::)*[A-Z]\w*(?:::\w+)*\s*[({])"), "same", ("rocket",)),
    Form("adds routes by a macro", frozenset({"Ruby", "Elixir"}), (*MACROS,), re.compile(rf"^\s*(?:{'|'.join(sorted(MACROS))})\b"), "same", (), re.compile(r"(^|/)config/routes\b|router\.ex$")),
    Form(FILES, known.JVM, ("addResourceHandler", "addViewController"), re.compile(r"\.add(?:ResourceHandler|ViewController)\("), "same", ("org.springframework",)),
    Form("answers a web socket", known.PYTHON, ("as_asgi",), re.compile(r"\.as_asgi\("), "same", ("channels",)),
    Form(FILES, frozenset({"Kotlin"}), (*FILES_OF_KTOR,), re.compile(rf"^\s*(?:{'|'.join(sorted(FILES_OF_KTOR))})\s*[({{]"), "same", ("io.ktor",)),
    Form(COMPUTED, known.SHARP, ("MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods"), re.compile(r"\.Map(?:Get|Post|Put|Delete|Patch|Methods)\(\s*[^)\s]"), "same"),
    Form(COMPUTED, known.SHARP, ("MapControllerRoute", "MapAreaControllerRoute"), re.compile(r"\.Map(?:Area)?ControllerRoute\((?!.*\{controller\b)"), "same"),
    Form("adds the routes of a part of the framework", known.SHARP, (*PARTS_OF_ASPNET,), re.compile(rf"\.(?:{'|'.join(sorted(PARTS_OF_ASPNET))})\s*[<(]"), "same"),
    Form(FILES, SCRIPT, ("static", "serveStatic", "fastifyStatic", "koaStatic", "serve"), re.compile(r"\.(?:use|register|get)\((?:.*[\s,(])?(?:express\.static|serveStatic|koaStatic)\(|\.register\(\s*fastifyStatic\b|\.use\(.*\bswagger\w*\.serve\b"), "same", known.SCRIPT_WEB),
    Form(FILES, SCRIPT, ("SwaggerModule",), re.compile(r"\bSwaggerModule\.setup\("), "same", ("@nestjs/swagger",)),
    Form(FILES, known.PYTHON, ("StaticFiles",), re.compile(r"\b[mM]ount\(.*\bStaticFiles\("), "same", known.PYTHON_WEB),
    Form(FILES, known.PYTHON, ("static", "staticfiles_urlpatterns"), re.compile(r"\b(?:static\(\s*\w|staticfiles_urlpatterns\()"), "same", ("django.conf.urls.static", "django.contrib.staticfiles.urls")),
    Form(FILES, known.PYTHON, ("static", "add_static"), re.compile(r"^\s*[\w.]+\.(?:add_)?static\("), "same", ("aiohttp",)),
    Form("serves the files of a folder, or another service", known.RUST, ("nest_service", "fallback_service", "Files"), re.compile(r"\.(?:nest_service|fallback_service)\(|\bFiles::new\("), "same", (*known.RUST_WEB, "actix_files")),
    Form(MOUNTED, known.GO, ("Mount",), re.compile(r"^\s*\w[\w.]*\.Mount\(\s*\"(?P<mount>[^\"]*)\"\s*,"), "same", known.GO_WEB),
    Form(MOUNTED, SCRIPT, ("use",), re.compile(rf"^\s*{OWNER}\.use\(\s*['\"`](?P<mount>/[^'\"`$]*)['\"`]\s*,"), "same", known.SCRIPT_WEB),
    Form(MOUNTED, known.PYTHON, ("mount",), re.compile(r"^\s*[\w.]+\.mount\(\s*(?:path\s*=\s*)?['\"](?P<mount>[^'\"]*)['\"]\s*,"), "same", ("fastapi", "starlette")),
    Form(MOUNTED, known.RUST, ("nest", "mount"), re.compile(r"\.(?:nest|mount)\(\s*\"(?P<mount>[^\"]*)\"\s*,"), "same", known.RUST_WEB),
)  # fmt: skip
