"""Lines that a form of routes fits and that make none by themselves, and where code adds routes that are not told: by a method or path
that only the running program knows, or too many mounts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ... import lazy_re as re
from ...indexer.gathering import by_key
from ...indexer.languages.families import SCRIPT
from ..workspace.workspace_packages import dependency_names
from .mounts.go_routers import is_package
from .prefixes.go_scopes import chained_router
from .prefixes.own_routers import is_forwarded
from .prefixes.route_helpers import calls_of, helper_around
from .prefixes.route_prefixes import MOST_MOUNTS, prefixes
from .prefixes.router_names import imported_router
from .text.candidates import candidates
from .text.route_forms import GO, SHARP, Form
from .text.route_source import slashed, source_lines, statement
from .text.script_routers import is_router
from .text.unread_forms import COMPUTED, SHAPES, SILENT
from .views.aspnet_paths import has_verb

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ...indexer.index import Index

__all__ = ["Unread", "adds_routes", "grouped", "is_unrouted", "silent_packages", "unread_mounts", "unread_places"]

UNCALLED = "has a route on the router of a function that nothing is seen to call: what stands before it is not known"
NAMED_GO = re.compile(r"(?:^|\.)(?:rg|v\d|http)$|(?:mux|router|group|app|engine|routes?|server|echo)$", re.IGNORECASE)
"""Names of routers in Go, believed without a declaration in their file: `cache.Put(key, value)` adds no route."""
IS_PATH = re.compile(r"^\w?['\"`]/")
REACH = 6
"""Lines that a statement is read over."""
OF_GO = (
    r"\b{0}\s*(?:,\s*\w+\s*)*\*?(?:\w+\.)?\w*(?:Group|Router|Routes|Engine|Echo|App|Mux|Party)\b"
    r"|\b{0}\s*:?=.*\b(?:Group|New|NewRouter|Default|NewServeMux|PathPrefix|Subrouter|Route|Party|With)\(|\bfunc\({0} \*?\w+\.Router\)"
)
"""How code of Go declares a name as a router: by its type, or by the call that makes it."""
HUNG_URLS = re.compile(r",\s*([A-Za-z_]\w*)\.urls\s*[,)]")


class Unread(NamedTuple):
    """A place that adds routes which are not told, and why; `lines` tells how many of the file do so, of which it is the first."""

    path: str
    line: int
    reason: str
    lines: int = 1


def adds_routes(index: Index, form: Form, path: str, owner: str) -> bool:
    """Whether a line that fits a form, and of which no route is read, adds any: utoipa's only document them, and caches have `get` too."""
    if form.languages == SCRIPT:
        return is_router(index, path, owner)
    if form.languages != GO:
        return form.name != "utoipa"
    made = re.compile(OF_GO.format(re.escape(owner.rpartition(".")[2])))
    named = owner and (NAMED_GO.search(owner) or any(made.search(text) for text in source_lines(index, path)))
    return bool(named) and not is_package(index, path, owner)


def unread_places(index: Index, untold: set[tuple[str, int]], known: set[tuple[str, int]], told: str) -> list[Unread]:
    """Each statement of the product that adds routes of which none is read.

    Args:
        untold: lines that fit the form of a framework whose routes are read.
        known: lines whose routes are read, or that add none.
        told: the paths of all routes that are read, each with a slash behind it: a mount whose path is in one of them has routes.
    """
    places = [Unread(*place, COMPUTED) for place in sorted(untold - known)] + [
        Unread(path, number, reason)
        for path, places in candidates(index, SHAPES).items()
        for number, shapes in places.items()
        if (path, number) not in known
        and (reason := _reason(index, path, number, shapes, told, (path, number + 1) in known))
    ]
    return [each for place in places for each in _of_calls(index, place) if each[:2] not in known]


def _of_calls(index: Index, place: Unread) -> list[Unread]:
    """The calls that hand a path to the function around a place: each of them adds a route. The place itself where none does."""
    arguments = statement(source_lines(index, place.path), place.line, REACH).partition("(")[2]
    function = helper_around(index, place.path, place.line, frozenset(re.findall(r"\w+", arguments)))
    calls = calls_of(index, function) if function else ()
    return [Unread(*call[:2], place.reason) for call in calls if any(map(IS_PATH.match, call[2]))] or [place]


def _reason(index: Index, path: str, number: int, shapes: list[Form], told: str, below: bool) -> str:
    """What the first shape that fits a line says of it; "" where none does. `below` tells that a route of the next line is read: then
    a shape that goes on there has it, as of a router above its chain."""
    lines = source_lines(index, path)
    text = statement(lines, number, REACH)
    for shape in shapes:
        match = shape.line.search(text)
        first = len(lines[number - 1])
        fits = match and match.start() < first and not (below and match.end() > first)
        if match and fits and not is_forwarded(index, path, number):
            groups = match.groupdict()
            leads = "mount" in groups and f"{slashed(groups['mount'])}/" in told
            if not leads and ("owner" not in groups or adds_routes(index, shape, path, groups["owner"])):
                return shape.name
    return ""


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


def is_unrouted(index: Index, form: Form, text: str, path: str, number: int, match: re.Match[str]) -> bool:
    """Whether a line is no route by itself: one of Django includes another list of routes, one of utoipa only documents a route unless
    utoipa-axum also makes it, one of ASP.NET gives another attribute its path, one of Go may call a package of that method
    (`slog.Any("error", err)`), and one of JavaScript an object that is no router (`cache.get("/pots", load)`)."""
    if form.languages == SHARP:
        return match.groupdict().get("verb") == "Route" and has_verb(index, path, number)
    if form.languages == GO:
        owner = match.groupdict().get("owner") or chained_router(source_lines(index, path), number)
        return not owner or is_package(index, path, owner)
    if form.name == "router call" and "constant" in match.groupdict():
        return not is_router(index, path, match["owner"])
    if form.name == "utoipa":
        return "utoipa-axum" not in dependency_names(index)
    return form.name == "Django" and (bool(re.search(r",\s*include\(", text)) or _hangs(index, text, path))


def _hangs(index: Index, text: str, path: str) -> bool:
    """Whether a line of Django mounts an API of django-ninja: `path("api/", api.urls)`, whose routes are told by themselves."""
    named = HUNG_URLS.search(text)
    router = imported_router(index, path, named[1]) if named else None
    return router is not None and any(own[0] == router[0] and mount.alone for own, mount in prefixes(index).own.items())
