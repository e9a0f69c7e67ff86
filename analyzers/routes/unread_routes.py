"""What is known of routes that are not told: where the code adds them by a method or path that only the running program knows, and
mounts beyond those that are followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.gathering import by_key, words
from ...indexer.languages.families import SCRIPT
from .prefixes.route_prefixes import MOST_MOUNTS, prefixes
from .prefixes.router_classes import is_forwarded
from .text.candidates import candidates
from .text.form_pattern import FormPattern
from .text.route_forms import (
    GO,
    GO_WEB,
    JVM,
    PHP,
    PYTHON,
    PYTHON_WEB,
    RUBY,
    RUBY_WEB,
    RUST,
    RUST_WEB,
    SCRIPT_WEB,
    SHARP,
    SLIM_WEB,
    URLS,
    Form,
)
from .text.route_source import source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...indexer.index import Index

__all__ = ["Unread", "adds_routes", "computed_places", "grouped", "silent_packages", "unread_mounts"]

COMPUTED = "adds routes whose method or path is computed"
UNCALLED = "has a route on the router of a function that nothing is seen to call: what stands before it is not known"
METHOD = "adds a route whose method is computed"
PATH = "adds a route whose path is computed"
FILES = "serves the files of a folder, or pages of its own"
ROUTER = r"(?:this\.)?\w*(?:app|router|server|fastify|Router|App)"
FILES_OF_KTOR = words("staticResources staticFiles staticFileSystem staticZip singlePageApplication swaggerUI openAPI")
"""Calls of Ktor that hang the files of a folder or the pages of an API's description."""
PARTS_OF_ASPNET = words("""MapIdentityApi MapForwarder MapReverseProxy MapHealthChecks UseHealthChecks MapHub MapGrpcService
    MapFallback MapFallbackToFile MapOpenApi MapScalarApiReference UseSwagger MapRazorPages MapBlazorHub""")
"""Calls of ASP.NET that hang the routes of a part of the framework."""
MACROS = words("""devise_for use_doorkeeper use_doorkeeper_openid_connect mount_devise_token_auth_for jsonapi_resources jsonapi_resource
    mount_avo comfy_route ActiveAdmin live_dashboard oban_dashboard live_storybook error_tracker_dashboard pow_routes backpex_routes""")
"""What libraries give the routes of Rails and Phoenix to write one line for all of theirs."""
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
"""What Laravel's router offers itself and is read, or hangs nothing; anything else is a macro: `Route::crud('pots', Pots::class)`."""
SHAPES = (
    Form(METHOD, SCRIPT, ("app", "router", "server", "fastify", "expressApp", "method", "verb"),
         FormPattern(rf"^\s*(?:await\s+|return\s+)?{ROUTER}\[(?!['\"`\d])[^\]]+\]\(\s*[^)\s]"), "same", SCRIPT_WEB),
    Form(PATH, PYTHON, ("Rule", "add_url_rule", "add_api_route"),
         FormPattern(r"\b(?:\w*Rule|add_url_rule|add_api_route)\(\s*(?![rfb]?['\"]|\))(?:\*|[\w.]+\s*[,\[(+])"), "same",
         (*PYTHON_WEB, "werkzeug")),
    Form("has routes that a call makes", PYTHON, ("get_urls", "include"),
         FormPattern(r"\*\s*[\w.]+\.get_urls\(|\binclude\(\s*\(?\s*[\w.]+\(\s*[^)\s]"), "same", (), URLS),
    Form(PATH, RUBY, ("get", "post", "put", "patch", "delete", "options"),
         FormPattern(r"^\s*(?:get|post|put|patch|delete|options)\s*\(?\s*(?!['\"]|do\b)[\w%{@:/].*\bdo\b"), "same", RUBY_WEB),
    Form(PATH, PHP, ("map",), FormPattern(r"^\s*\$\w+->map\(\s*(?:\$|[^,]*,\s*\$)"), "same", SLIM_WEB),
    Form(PATH, PHP, ("Route",),
         FormPattern(r"^\s*Route::(?:\$\w+\(|(?:get|post|put|patch|delete|any)\(\s*(?:['\"][^'\"]*['\"]\s*\.|[^'\"\s])|match\(\s*\$)"),
         "same"),
    Form("mounts what another package gives", RUST, ("mount",),
         FormPattern(r"^[^,]*?\.mount\([^,]+,\s*(?:vec!|rocket_\w+::|(?:\w+::)*[A-Z]\w*(?:::\w+)*\s*[({])"), "same", ("rocket",)),
    Form("adds routes by a macro", frozenset({"Ruby", "Elixir"}), (*MACROS,),
         FormPattern(rf"^\s*(?:{'|'.join(sorted(MACROS))})\b"), "same", (), FormPattern(r"(^|/)config/routes\b|router\.ex$")),
    Form(FILES, JVM, ("addResourceHandler", "addViewController"), FormPattern(r"\.add(?:ResourceHandler|ViewController)\("), "same",
         ("org.springframework",)),
    Form("answers a web socket", PYTHON, ("as_asgi",), FormPattern(r"\.as_asgi\("), "same", ("channels",)),
    Form(FILES, frozenset({"Kotlin"}), (*FILES_OF_KTOR,),
         FormPattern(rf"^\s*(?:{'|'.join(sorted(FILES_OF_KTOR))})\s*[({{]"), "same", ("io.ktor",)),
    Form("adds a route for each item of a list", SCRIPT, ("forEach",),
         FormPattern(rf"\.forEach\(\s*\(?\w+\)?\s*=>\s*\{{?\s*{ROUTER}\.(?:get|post|put|patch|delete|all)\(\s*[A-Za-z_]"),
         "same", SCRIPT_WEB),
    Form("adds the routes of a part of the framework", SHARP, (*PARTS_OF_ASPNET,),
         FormPattern(rf"\.(?:{'|'.join(sorted(PARTS_OF_ASPNET))})\s*[<(]"), "same"),
    Form(METHOD, GO, ("Add", "Handle", "Method", "MethodFunc"),
         FormPattern(r"^\s*[\w.]+\.(?:Add|Handle|Method|MethodFunc)\(\s*\w+\.[mM]ethod\w*\s*,"), "same", GO_WEB),
    Form("adds routes by a macro", PHP, ("Route",),
         FormPattern(rf"^\s*Route::(?!(?:{'|'.join(sorted(OF_LARAVEL))})\b)[a-z]\w*\(\s*['\"][^;]*\)\s*;"), "same"),
    Form(FILES, SCRIPT, ("static", "serveStatic", "fastifyStatic", "koaStatic", "serve"),
         FormPattern(r"\.(?:use|register|get)\((?:.*[\s,(])?(?:express\.static|serveStatic|koaStatic)\(|\.register\(\s*fastifyStatic\b|\.use\(.*\bswagger\w*\.serve\b"),
         "same", SCRIPT_WEB),
    Form(FILES, SCRIPT, ("SwaggerModule",), FormPattern(r"\bSwaggerModule\.setup\("), "same", ("@nestjs/swagger",)),
    Form(FILES, PYTHON, ("StaticFiles",), FormPattern(r"\b[mM]ount\(.*\bStaticFiles\("), "same", PYTHON_WEB),
    Form(FILES, PYTHON, ("static", "add_static"), FormPattern(r"^\s*[\w.]+\.(?:add_)?static\("), "same", ("aiohttp",)),
    Form("serves the files of a folder, or another service", RUST, ("nest_service", "fallback_service", "Files"),
         FormPattern(r"\.(?:nest_service|fallback_service)\(|\bFiles::new\("), "same", (*RUST_WEB, "actix_files")),
    Form(PATH, SCRIPT, ("get", "post", "put", "patch", "delete", "all"),
         FormPattern(rf"^\s*(?:await\s+)?{ROUTER}\.(?:get|post|put|patch|delete|all)\(\s*(?:(?!require\b)[A-Za-z_][\w.]*\([^()]*\)|\([^()]*\)|\[[^\]]*\]|`[^`]*\$\{{[^}}`]*['\"][^`]*`)\s*,"),
         "same", SCRIPT_WEB),
    Form("adds a route by a decorator of another package", PYTHON, ("route", "expose"),
         FormPattern(r"^\s*@(?:route|expose)\(\s*(?:$|['\")])"), "same", PYTHON_WEB),
    Form("adds a route by a method of its own", PYTHON, ("router",),
         FormPattern(r"^\s*router\.add_(?!api_|route\b|router\b|url_rule|get\b|post\b|put\b|patch\b|delete\b|head\b|view\b|static\b|resource|event_|exception_|middleware)\w+\(\s*[rf]?['\"]"),
         "same", ("rest_framework", *PYTHON_WEB)),
    Form(PATH, RUST, ("route",), FormPattern(r"\.route\(\s*&?(?!r?#*\")[A-Za-z_][\w.:]*\s*[,(&]"), "same", RUST_WEB),
)  # fmt: skip
"""How code adds routes that no form of `route_forms` can read, each named as what is said of it."""


ROUTERS = {
    SCRIPT: re.compile(r"(?:app|router|routes?|server|fastify|api|instance)$", re.IGNORECASE),
    GO: re.compile(r"(?:^|\.)(?:[regm]|rg|v\d)$|(?:mux|router|group|app|engine|routes?|server|api)$", re.IGNORECASE),
}
"""Names of what a call adds a route to, also where its path is not seen: `appCache.put(key, value)` does not."""


class Unread(NamedTuple):
    """A place that adds routes which are not told, and why; `lines` tells how many of the file do so, of which it is the first."""

    path: str
    line: int
    reason: str
    lines: int = 1


def adds_routes(form: Form, match: re.Match[str]) -> bool:
    """Whether a line adds routes that fits a form and tells none: one of utoipa only documents them, and a call of a cache is none."""
    named = ROUTERS.get(form.languages)
    return form.name != "utoipa" and (named is None or named.search(match.groupdict().get("owner") or "") is not None)


def computed_places(index: Index, untold: list[tuple[str, int]]) -> list[Unread]:
    """Each statement of the product that adds routes by something computed; `untold` are those of a form that tell none."""
    return [Unread(*place, COMPUTED) for place in untold] + [
        Unread(path, number, fitting[0])
        for path, places in candidates(index, SHAPES).items()
        for number, shapes in places.items()
        if (fitting := _fitting(index, path, number, shapes)) and not is_forwarded(index, path, number)
    ]


def _fitting(index: Index, path: str, number: int, shapes: list[Form]) -> list[str]:
    text = statement(source_lines(index, path), number, 2)
    return [shape.name for shape in shapes if shape.line.search(text)]


def silent_packages(index: Index) -> Iterator[Unread]:
    """Packages with routes of their own, where the product requires them."""
    for path, manifest in index.manifests.items():
        for item in manifest.dependencies if index.files[path].zone == "product" else ():
            if item.name in SILENT and item.direct and item.scope == "runtime":
                yield Unread(path, item.line, f"{item.name} adds routes of its own")


def grouped(places: Iterable[Unread]) -> list[Unread]:
    """One place a file and reason, in the order of files and lines."""
    found = by_key(((item.path, item.reason), item.line) for item in places)
    return sorted(Unread(path, min(lines), reason, len(lines)) for (path, reason), lines in found.items())


def unread_mounts(index: Index, uncalled: Iterable[tuple[str, int]]) -> list[Unread]:
    """Routers that are mounted in more places than are followed, and routes on one of Go that nothing is seen to hand on."""
    return [Unread(*place, UNCALLED) for place in uncalled] + [
        Unread(
            hung[MOST_MOUNTS].parent[0],
            hung[MOST_MOUNTS].line or 1,
            f"mounts {name or path} beyond the first {MOST_MOUNTS} places",
        )
        for (path, name), hung in sorted(prefixes(index).mounts.items())
        if len(hung) > MOST_MOUNTS
    ]
