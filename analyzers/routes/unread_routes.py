"""What is known of routes that are not told: where the code adds them by a method or path that only the running program knows, and
mounts beyond those that are followed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.gathering import words
from ...indexer.languages.families import SCRIPT
from .prefixes.route_prefixes import MOST_MOUNTS, prefixes
from .prefixes.router_classes import is_forwarded
from .text.candidates import candidates
from .text.form_pattern import FormPattern
from .text.route_forms import (
    GO,
    GO_WEB,
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
    from ...indexer.index import Index

__all__ = ["COMPUTED", "Unread", "adds_routes", "computed_places", "unread_mounts"]

COMPUTED = "adds routes whose method or path is computed"

METHOD = "adds a route whose method is computed"
PATH = "adds a route whose path is computed"
FILES = "serves the files of a folder, or pages of its own"
ROUTER = r"(?:this\.)?\w*(?:app|router|server|fastify|Router|App)"
FILES_OF_KTOR = (
    "staticResources",
    "staticFiles",
    "staticFileSystem",
    "staticZip",
    "singlePageApplication",
    "swaggerUI",
    "openAPI",
)
"""Calls of Ktor that hang the files of a folder or the pages of an API's description."""
PARTS_OF_ASPNET = ("MapIdentityApi", "MapForwarder", "MapReverseProxy", "MapHealthChecks", "MapHub", "MapGrpcService")
"""Calls of ASP.NET that hang the routes of a part of the framework."""
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
    Form(FILES, frozenset({"Kotlin"}), FILES_OF_KTOR,
         FormPattern(rf"^\s*(?:{'|'.join(FILES_OF_KTOR)})\s*[({{]"), "same", ("io.ktor",)),
    Form("adds a route for each item of a list", SCRIPT, ("forEach",),
         FormPattern(rf"\.forEach\(\s*\(?\w+\)?\s*=>\s*\{{?\s*{ROUTER}\.(?:get|post|put|patch|delete|all)\(\s*[A-Za-z_]"),
         "same", SCRIPT_WEB),
    Form("adds the routes of a part of the framework", SHARP, PARTS_OF_ASPNET,
         FormPattern(rf"\.(?:{'|'.join(PARTS_OF_ASPNET)})\s*[<(]"), "same"),
    Form(METHOD, GO, ("Add", "Handle", "Method", "MethodFunc"),
         FormPattern(r"^\s*[\w.]+\.(?:Add|Handle|Method|MethodFunc)\(\s*\w+\.[mM]ethod\w*\s*,"), "same", GO_WEB),
    Form("adds routes by a macro", PHP, ("Route",),
         FormPattern(rf"^\s*Route::(?!(?:{'|'.join(sorted(OF_LARAVEL))})\b)[a-z]\w*\(\s*['\"][^;]*\)\s*;"), "same"),
    Form(FILES, SCRIPT, ("static", "serveStatic", "fastifyStatic", "koaStatic"),
         FormPattern(r"\.(?:use|register|get)\((?:.*[\s,(])?(?:express\.static|serveStatic|koaStatic)\(|\.register\(\s*fastifyStatic\b"),
         "same", SCRIPT_WEB),
    Form(FILES, SCRIPT, ("SwaggerModule",), FormPattern(r"\bSwaggerModule\.setup\("), "same", ("@nestjs/swagger",)),
    Form(FILES, PYTHON, ("StaticFiles",), FormPattern(r"\b[mM]ount\(.*\bStaticFiles\("), "same", PYTHON_WEB),
    Form(FILES, PYTHON, ("static", "add_static"), FormPattern(r"^\s*[\w.]+\.(?:add_)?static\("), "same", ("aiohttp",)),
    Form("serves the files of a folder, or another service", RUST, ("nest_service", "fallback_service", "Files"),
         FormPattern(r"\.(?:nest_service|fallback_service)\(|\bFiles::new\("), "same", (*RUST_WEB, "actix_files")),
    Form(PATH, SCRIPT, ("get", "post", "put", "patch", "delete", "all"),
         FormPattern(rf"^\s*(?:await\s+)?{ROUTER}\.(?:get|post|put|patch|delete|all)\(\s*(?:(?!require\b)[A-Za-z_][\w.]*\([^()]*\)|`[^`]*\$\{{[^}}`]*['\"][^`]*`)\s*,"),
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
    """A place that adds routes which are not told, and why."""

    path: str
    line: int
    reason: str


def adds_routes(form: Form, match: re.Match[str]) -> bool:
    """Whether a line adds routes that fits a form and tells none: one of utoipa only documents them, and a call of a cache is none."""
    named = ROUTERS.get(form.languages)
    return form.name != "utoipa" and (named is None or named.search(match.groupdict().get("owner") or "") is not None)


def computed_places(index: Index) -> list[Unread]:
    """Each statement of the product that adds routes by something computed."""
    return [
        Unread(path, number, fitting[0])
        for path, places in candidates(index, SHAPES).items()
        for number, shapes in places.items()
        if (fitting := _fitting(index, path, number, shapes)) and not is_forwarded(index, path, number)
    ]


def _fitting(index: Index, path: str, number: int, shapes: list[Form]) -> list[str]:
    text = statement(source_lines(index, path), number, 2)
    return [shape.name for shape in shapes if shape.line.search(text)]


def unread_mounts(index: Index) -> list[Unread]:
    """Routers that are mounted in more places than are followed."""
    return [
        Unread(
            hung[MOST_MOUNTS].parent[0],
            hung[MOST_MOUNTS].line or 1,
            f"mounts {name or path} beyond the first {MOST_MOUNTS} places",
        )
        for (path, name), hung in sorted(prefixes(index).mounts.items())
        if len(hung) > MOST_MOUNTS
    ]
