"""HTTP routes: method, path with its prefixes composed, handler, file and line.

Read from the source with the frameworks' own forms as data (route_forms); prefixes are followed through imports
(route_prefixes). A path that is computed is left as it is written, between braces.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.languages.families import SCRIPT
from ..per_index import per_index
from ..sparing import spared
from ..workspace.code_places import FUNCTIONS, next_below
from .mounts.rust_mounts import in_test_module
from .prefixes.class_prefixes import class_prefix
from .prefixes.django_lists import ends_bare, list_around
from .prefixes.go_scopes import chained_router
from .prefixes.nest_applications import method_version
from .prefixes.own_routers import with_own_methods
from .prefixes.route_prefixes import prefixes
from .prefixes.sanic_versions import version_before
from .route_starts import Hung, paths_of, starts
from .text.candidates import candidates
from .text.jvm_paths import path_beside
from .text.route_blocks import block_controller
from .text.route_forms import CLIENTS, FORMS, GO, JVM, PHP, PYTHON, RUST, SHARP, Form
from .text.route_handlers import handler_of, methods_of, wrapped_handler
from .text.route_source import (
    UNKNOWN,
    annotated,
    annotated_class,
    computed_names,
    joined_texts,
    slashed,
    source_lines,
    source_text,
    statement,
)
from .text.script_routers import route_chain
from .unread_routes import Unread, adds_routes, grouped, is_unrouted, silent_packages, unread_mounts, unread_places
from .unseen_mounts import unseen_mounts
from .views.aspnet_paths import conventional_path, finds_by_name, with_tokens
from .views.class_views import AS_VIEW, django_methods, view_class, view_methods, viewset_answers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ... import lazy_re as re
    from ...answers import EntryPoint
    from ...indexer.index import Index
    from .prefixes.route_prefixes import Prefixes

__all__ = ["Route", "count_routes", "read_routes", "routes", "unread_routes"]

READERS: tuple[tuple[str, frozenset[str] | None], ...] = (
    ("rails.rails_routes", frozenset({"Ruby"})),
    ("frameworks.phoenix_routes", frozenset({"Elixir"})),
    ("frameworks.actix_routes", RUST),
    ("frameworks.file_routes", None),
    ("frameworks.serverless_events", None),
    ("mounts.laravel_routes", PHP),
    ("mounts.symfony_routes", PHP),
    ("frameworks.play_routes", frozenset({"Scala", "Java"})),
    ("frameworks.chained_routes", SCRIPT),
    ("frameworks.chained_routes:described_routes", SCRIPT),
    ("frameworks.strapi_routes", SCRIPT),
    ("frameworks.object_routes:trpc_routers", SCRIPT),
    ("frameworks.file_routes:remix_routes", SCRIPT),
    ("frameworks.spring_functions", JVM),
    ("frameworks.go_contracts:oapi_routes", GO),
    ("frameworks.go_contracts:huma_routes", GO),
    ("frameworks.beego_routes", GO),
    ("views.aspnet_paths:aspnet_conventions", SHARP),
    ("frameworks.object_routes:hapi_routes", SCRIPT),
    ("mounts.symfony_routes:api_platform", PHP),
    ("mounts.jvm_roots:servlets", JVM),
    ("frameworks.fast_endpoints", SHARP),
    ("frameworks.looped_resources", PYTHON),
)
"""Modules that read routes written in a framework's own way, by the function that is named behind, or one of the module's name, and the languages of workspaces in
which they find any; None for all."""
ON_ROUTER = next(form for form in FORMS if form.name == "router call")


class Route(NamedTuple):
    """A route; `method` is upper case, `ANY` for all."""

    method: str
    path: str
    handler: str
    file: str
    line: int


def routes(index: Index) -> list[EntryPoint]:
    """Every route of the product, by path and method."""
    return [
        {
            "kind": "route",
            "name": f"{route.method} {route.path}",
            "path": route.file,
            "line": route.line,
            "symbol": route.handler or None,
            "command": None,
            "package": None,
            "evidence": [{"path": route.file, "line": route.line}],
        }
        for route in sorted(read_routes(index), key=lambda route: (route.path, route.method, route.file, route.line))
    ]


def count_routes(index: Index) -> int:
    """How many routes there are."""
    return len(read_routes(index))


@per_index
def read_routes(index: Index) -> tuple[Route, ...]:
    """Routes in the order of files and lines, each once; tests, fixtures and vendored code are left out."""
    told = dict.fromkeys([*_by_forms(index)[0], *_own_ways(index)])
    return tuple(route for route in told if not in_test_module(index, route.file, route.line))


def unread_routes(index: Index) -> list[Unread]:
    """Where code adds routes whose method or path nothing tells, one a file and reason."""
    told = {(route.file, route.line) for route in read_routes(index)}
    uncalled = {
        item[3:]
        for item in read_routes(index)
        if item.path.startswith(UNKNOWN) and item.file.endswith((".go", ".cs", ".java"))
    }
    _, untold, decided = _by_forms(index)
    paths = "".join(f"/{route.path}/\n" for route in read_routes(index)).replace("//", "/")
    places = unread_places(index, untold, told | decided, paths)
    found = {item[:2]: item for item in places if not in_test_module(index, *item[:2])}
    unseen = unseen_mounts(index, {path for path, _ in told} | {path for path, _ in found})
    found |= {row[:2]: Unread(*row) for row in unseen}
    return grouped({*found.values(), *unread_mounts(index, uncalled), *silent_packages(index)})


@per_index
def _by_forms(index: Index) -> tuple[list[Route], set[tuple[str, int]], set[tuple[str, int]]]:
    """The routes that are read by the frameworks' forms, the lines that fit a form but of which no route is read, and the lines that
    are known to add none, or whose routes are read where a function is called."""
    found: list[Route] = []
    untold: set[tuple[str, int]] = set()
    decided: set[tuple[str, int]] = set()
    for path, places in candidates(index, with_own_methods(index, FORMS)).items():
        with spared(index, f"routes in {path}"):
            for number, made in _of_file(index, path, places):
                found += made or ()
                (untold if made == [] else decided).add((path, number))
    return found, untold, decided


def _own_ways(index: Index) -> Iterator[Route]:
    """Routes by `READERS`; what no file can be read by is not even imported."""
    here = {file.language for file in index.files.values()}
    for module, languages in READERS:
        if languages is None or languages & here:
            place, _, name = module.partition(":")
            name = name or place.rpartition(".")[2]
            with spared(index, name):
                for row in getattr(import_module(f".{place}", __package__), name)(index):
                    yield from _placed(index, *row)


def _placed(
    index: Index, method: str, end: str, handler: str, path: str, line: int, router: str | None = None
) -> Iterator[Route]:
    """A route that a reader tells: below its router, where it says which that is."""
    if router is None:
        yield Route(method, end, handler, path, line)
        return
    for start, own, told in starts(index, Hung(ON_ROUTER, path, line, router, handler), [end], frozenset()):
        yield Route(method, start + slashed(own) or "/", told.handler, told.path, told.line)


def _of_file(index: Index, path: str, places: dict[int, list[Form]]) -> Iterator[tuple[int, list[Route] | None]]:
    """The lines that a form fits, each with the routes that are read there; None for a line that adds none by itself."""
    lines = source_lines(index, path)
    if index.files[path].language in JVM and CLIENTS.search(source_text(index, path)):
        yield from ((number, None) for number in places)
        return
    for number, forms in places.items():
        chained = any(form.name == "router chain" for form in forms) and route_chain(index, path, number)
        text = chained or statement(lines, number, max(form.reach for form in forms))
        text = joined_texts(text) if path.endswith(".py") else text
        for form in forms:
            match = form.line.search(text)
            if not match or match.start() >= len(lines[number - 1]):
                continue
            if (
                form.handler == "next" and form.languages != PYTHON and annotated_class(index, path, number)
            ) or is_unrouted(index, form, text, path, number, match):
                yield number, None
                continue
            made = [*_routes_of(index, form, match, path, number)]
            groups = match.groupdict()
            named = form.languages == GO and groups.get("constant")
            adds = (made and not named) or adds_routes(index, form, path, groups.get("owner") or "")
            yield number, made if adds else None
            break


def _routes_of(index: Index, form: Form, match: re.Match[str], path: str, number: int) -> Iterator[Route]:
    lines, known = source_lines(index, path), prefixes(index)
    groups = match.groupdict()
    owner = _owner(form, groups, lines, number)
    handler = _handler(index, form, groups, path, number)
    below = annotated_class(index, path, number) if form.handler == "next" and form.languages == PYTHON else ""
    view = view_class(groups, below) if form.languages == PYTHON else ""
    known_methods = django_methods(index, path, handler, groups.get("rest") or "") if form.name == "Django" else []
    answers = known_methods or (view_methods(index, path, view) if view else []) or methods_of(form, groups)
    around = class_prefix(index, known.classes, path, number, form)
    whole = known.whole(path, form.name)
    own_version = method_version(index, path, number) if form.name == "NestJS" else None
    version = (around.version if around else "") if own_version is None else own_version
    found = paths_of(index, form, match, path, number) if form.name != "JAX-RS" else [path_beside(index, path, number)]
    ends = [end.rstrip("/") + form.tail for end in found] if form.tail else found
    inner = (around.prefix, *around.others) if around else ("",)
    made = starts(index, Hung(form, path, number, owner, handler), ends, computed_names(match))
    above = version_before(index, path, owner, groups.get("rest") or "") if form.name == "decorator" else ""
    for start, end, told, own in ((*item, own) for item in made for own in inner):
        full = _full(known, form, whole, above + start + version + own, end)
        if form.name == "ASP.NET attribute" and not (start + own or end) and groups.get("path") is None:
            if finds_by_name(index) and not any(finds_by_name(index)):
                continue
            full = conventional_path(index, path, number, handler)
        if around:
            full = with_tokens(full, around.name, handler).rstrip("/") or "/" if form.languages == SHARP else full
        if form.name == "DRF router":
            rows, bare = _of_viewset(index, Route("ANY", full, handler, path, number)), ends_bare(index, path, owner)
            kept = "" if end else full  # the router's own path ends as it is included
            yield from (row._replace(path=row.path.rstrip("/")) if bare and row.path != kept else row for row in rows)
            continue
        handed = told.handler != handler and form.name == "Flask rule"
        for method, own_handler in (handed and view_methods(index, told.path, told.handler)) or answers:
            answering = (own_handler or told.handler).removesuffix(AS_VIEW)
            yield Route(method, full, answering, told.path, told.line)


def _handler(index: Index, form: Form, groups: dict[str, str | None], path: str, number: int) -> str:
    """Who answers: the function that wrappers of Go hold, and in Laravel a method of the controller that the group names."""
    if form.handler == "next":
        below = annotated(index, path, number)
        return below.name if below else next_below(index, path, number, FUNCTIONS)
    handler = handler_of(form, groups, source_lines(index, path))
    if form.languages == GO:
        return wrapped_handler(index, groups, handler)
    if form.name == "Laravel" and handler.isidentifier() and (controller := block_controller(index, path, number)):
        return f"{controller}.{handler}"
    return handler


def _full(known: Prefixes, form: Form, whole: str, prefix: str, end: str) -> str:
    """A path below its prefix, and below what stands before the whole application where the path is not excepted from that."""
    if form.glued and prefix:
        return f"{prefix}{end}"
    full = _join(prefix, end, form.name)
    return full if full.strip("/") in known.excepted else _join(whole + prefix, end, form.name)


def _owner(form: Form, groups: dict[str, str | None], lines: list[str], number: int) -> str:
    """The router that a statement registers its route on, also one above a chain; "" for none."""
    owner = (groups.get("owner") or "").removeprefix("this.")
    if form.name == "Django":
        return list_around(lines, number)
    if form.languages == GO and not owner:
        return chained_router(lines, number)
    return owner


def _of_viewset(index: Index, route: Route) -> list[Route]:
    """The routes that a viewset has below its prefix, where its class tells them; else the prefix itself."""
    told = viewset_answers(index, route.file, route.handler)
    return [
        route._replace(method=answer.method, path=route.path + answer.tail, handler=f"{route.handler}.{answer.action}")
        for answer in told
    ] or [route]


def _join(prefix: str, path: str, form: str) -> str:
    if form in {"Django", "DRF router"}:
        path = path.lstrip("^").removesuffix("$")
        path = f"{path.rstrip('/')}/" if form == "DRF router" else path or "/"
    if path.startswith("~/"):
        return path[1:]
    if form == "ASP.NET attribute" and path.startswith("/"):  # it stands for itself, whatever the class says
        return path
    joined = f"{prefix.rstrip('/')}/{path.lstrip('/')}" if prefix or not path.startswith(("/", "*")) else path
    if form == "Laravel":
        return joined.rstrip("/") or "/"
    return joined.rstrip("/") if len(joined) > 1 and not path.endswith("/") else joined
