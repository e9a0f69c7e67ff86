"""The paths of a route: those that its statement gives, and what stands before them, once for each place where its router is mounted, or
the function that makes it called.

What stands before is told by the router that it is registered on, and by the blocks and the file around it. A framework with a way of
its own is a line of `ABOVE` or of `INSIDE`; its reader is imported where a route is its.
"""

from __future__ import annotations

from importlib import import_module
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.languages.families import SCRIPT
from ..workspace.code_places import FUNCTIONS, function_around, innermost
from .mounts.go_routers import base_of
from .prefixes.go_scopes import outer_router
from .prefixes.own_routers import computed_prefix
from .prefixes.route_helpers import Made, at_calls, calls_of, given_to, guards_of, helper_around, loops_of
from .prefixes.route_prefixes import MOST_MOUNTS, prefixes
from .text.jvm_paths import annotated_paths
from .text.route_blocks import block_constants, block_prefix
from .text.route_forms import GO, PYTHON, RUST, SHARP, Form
from .text.route_handlers import enclosed
from .text.route_source import PLACEHOLDER, UNKNOWN, path_text, slashed, source_lines
from .unseen_mounts import unmounted_routers
from .views.aspnet_paths import routes_beside
from .views.litestar_controllers import written_paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.index import Index
    from .prefixes.route_prefixes import Top

__all__ = ["Hung", "paths_of", "starts"]

DEEPEST = 4
NAME = re.compile(r"^(?:this\.)?[A-Za-z_]\w*$")
"""A router that a call hands on."""
MADE = re.compile(r"^(?:\w+\.)*\w*(?:Router|Blueprint)\((?:.*?\b(?:url_)?prefix\s*=\s*['\"]([^'\"]*)['\"])?", re.DOTALL)
ASSIGNED = re.compile(r"^\s*(\w+)\s*(?::[^=]+)?=(?!=)")
VARIABLE = re.compile(r"^\{([a-z_]\w*)\}$")
"""A path that is nothing but a variable."""


class Hung(NamedTuple):
    """A route, as far as it tells what stands before it; `owner` is the router it is registered on, as the line writes it."""

    form: Form
    path: str
    line: int
    owner: str
    handler: str
    depth: int = 0

    @property
    def router(self) -> str:
        """The name of the router object."""
        return self.owner.partition(".")[0] if self.form.languages == PYTHON else self.owner.rpartition(".")[2]


def starts(index: Index, route: Hung, ends: list[str], computed: frozenset[str]) -> Iterator[tuple[str, str, Hung]]:
    """`(start, path, route)` of every route that a statement makes; `computed` are the names that its paths are computed of."""
    before = _told(index, route, *INSIDE[route.form.name]) if route.form.name in INSIDE else ""
    inside = before + block_prefix(index, route.path, route.line)
    names = computed | block_constants(index, route.path, route.line)
    lines = source_lines(index, route.path)
    loops = loops_of(lines, route.line, names) if names else ()
    around = names | {source for _, source in loops}
    helper = helper_around(index, route.path, route.line, around) if names and route.form.handler == "same" else None
    if helper is not None and not calls_of(index, helper):
        helper = None  # nothing of the workspace is seen to call it: the path is told as it is written
        ends = [end for end in ends if PLACEHOLDER.sub("", inside + end).strip("/")]
    for end in ends:
        given = VARIABLE.match(end) if helper is None and route.form.languages in (PYTHON, SHARP) else None
        if given and given[1] in {name.rpartition(".")[2] for name in computed}:
            continue  # what a framework of the workspace's own is handed, not a route
        if helper is None:
            yield from ((start + inside, end, route) for start in _above(index, route))
            continue
        goes = route.form.languages == GO
        router = outer_router(index, route.path, route.line, route.owner) if goes else route.owner
        guards = guards_of(lines, route.line, helper.start_line)
        for made, file, line in at_calls(index, helper, Made(inside, end, route.handler, router, names, guards, loops)):
            named, own = VARIABLE.match(end), made.end
            if route.form.languages in (GO, SCRIPT) and named and not own.startswith("/"):
                before = base_of(index, helper, named[1]) if goes else ""
                if not before:
                    continue  # a function that hands on what is no path
                own = f"{before}/{own}"
            told = Hung(route.form, file, line, made.owner, made.handler)
            for start in _above(index, told) if told.owner else [""]:
                yield start + made.inside, own, told


def _above(index: Index, route: Hung) -> list[str]:
    if route.form.name not in ABOVE:
        return _of_script(index, route) if route.form.languages == SCRIPT else _of_router(index, route)
    found: list[str] = _told(index, route, *ABOVE[route.form.name])
    return found


def _told(index: Index, route: Hung, module: str, function: str, taken: tuple[str, ...]) -> Any:
    """What a reader says, which is imported here."""
    read = getattr(import_module(f".{module}", __package__), function)
    return read(index, *(attrgetter(field)(route) for field in taken))


def _of_router(index: Index, route: Hung) -> list[str]:
    """The prefixes of a router of Python or JavaScript, also of one that the function around is handed: those of what its calls give."""
    known = prefixes(index)
    maker = _maker(index, route) if route.form.languages == PYTHON else ""
    if made := _of_plugin(index, route.path, maker, 0):
        own = known.own.get((route.path, route.router))
        return [start + (own.prefix if own else "") for start in made]
    tops = known.tops(route.path, route.router)
    unseen = unmounted_routers(index)
    found = [
        (UNKNOWN if top.router in unseen else start) + top.prefix
        for top in tops
        for start in _handed(index, route, top)
    ]
    if route.form.languages == SCRIPT and not any(found) and (route.path, route.router) not in known.own:
        start = computed_prefix(index, route.path, route.router)
        return [start] if start else found
    return list(dict.fromkeys(found))[:MOST_MOUNTS]


def _maker(index: Index, route: Hung) -> str:
    """The function that has a route in its body, mostly on a router that it makes and returns: that around a call, and that which
    defines the handler below a decorator inside itself."""
    around = innermost(index, route.path, route.line, FUNCTIONS)
    names = around.qualname.split(".") if around else []
    decorated = source_lines(index, route.path)[route.line - 1].lstrip().startswith("@")
    return next(iter(names[-2:-1] if decorated else names[-1:]), "")


def _handed(index: Index, route: Hung, top: Top) -> list[str]:
    """What stands before a router that is a parameter, by the calls of its function; one empty prefix for any other."""
    path, name = top.router
    if not name or (path, name) in prefixes(index).own or route.depth >= DEEPEST:
        return [""]
    line = top.line or (route.line if path == route.path else 0)
    function = helper_around(index, path, line, frozenset({name}))
    if function is None:
        return [""]
    found = [
        start + hung[1]
        for place, number, given in calls_of(index, function)
        if (hung := _router_given(index, place, number, given_to(function, given).get(name, "")))
        for start in _above(index, route._replace(path=place, line=number, owner=hung[0], depth=route.depth + 1))
    ]
    if not found and route.form.languages == SCRIPT:  # nothing calls it: a plug-in may be registered
        found = _of_plugin(index, path, function_around(index, path, line), 0)
    return list(dict.fromkeys(found)) or [""]


def _router_given(index: Index, path: str, line: int, argument: str) -> tuple[str, str] | None:
    """The router that a call hands on and a prefix of its own: by its name, or made in the call, whose result has the name then:
    `pots = with_routes(APIRouter(prefix="/pots"))`. None for anything else."""
    if NAME.match(argument):
        return argument, ""
    lines = source_lines(index, path)
    made, named = MADE.match(argument), ASSIGNED.match(lines[line - 1] if line <= len(lines) else "")
    return (named[1], slashed(made[1] or "")) if made and named else None


def _of_script(index: Index, route: Hung) -> list[str]:
    """A plug-in of Fastify is mounted as a whole, and may be loaded by its folder."""
    from .text.script_routers import autoload_prefix

    plugin = _of_plugin(index, route.path, function_around(index, route.path, route.line), 0)
    return [autoload_prefix(index, route.path) + start for start in plugin or _of_router(index, route)]


def _of_plugin(index: Index, path: str, name: str, depth: int) -> list[str]:
    """The prefixes of a function that is mounted as a whole, through the functions that mount it; [] for any other."""
    known = prefixes(index)
    if not name or depth > DEEPEST or (path, name) not in known.mounts:
        return []
    found = [
        outer + top.prefix
        for top in known.tops(path, name)
        for outer in _of_plugin(index, top.router[0], function_around(index, top.router[0], top.line), depth + 1)
        or [""]
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS]


ABOVE: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "Axum": ("mounts.rust_mounts", "nest_prefixes", ("path", "line")),
    "utoipa": ("mounts.rust_mounts", "documented_prefixes", ("path", "handler")),
    "Go router": ("mounts.go_routers", "go_prefixes", ("path", "line", "router")),
    "ASP.NET minimal": ("views.aspnet_paths", "group_prefixes", ("path", "line", "router")),
    "Rust attribute": ("mounts.rust_mounts", "rocket_prefixes", ("path", "handler")),
    "Ktor": ("mounts.jvm_roots", "called_prefixes", ("path", "line")),
    "Litestar": ("views.litestar_controllers", "controller_prefixes", ("path", "line")),
}
"""Form → what reads what its router stands under: a module, its function, and what that takes of a route."""


INSIDE: Final[Mapping[str, tuple[str, str, tuple[str, ...]]]] = {
    "Laravel": ("mounts.laravel_routes", "file_prefix", ("path",)),
    "Symfony": ("mounts.symfony_routes", "controller_prefix", ("path",)),
    **dict.fromkeys(
        ("Spring", "JAX-RS", "Micronaut", "web socket"), ("mounts.jvm_roots", "root_path", ("path", "form.name"))
    ),
}
"""Form → what reads what its file and its module put before its path and the blocks around it, in the same way."""


# ---- The paths that one statement or annotation gives: mostly one, in some frameworks also a list


TEXTS = re.compile(r"""['"]([^'"]*)['"]""")
POSITIONAL = re.compile(r"(?:\s*+(?:,\s*+)?['\"][^'\"]*['\"])*+")
KEYED_PATH = re.compile(
    r"""\b(?:path|url)\s*:\s*(?:(?P<quote>['"`])(?P<path>(?:/|\$\{)[^'"`]*|)(?P=quote)|(?P<constant>[A-Za-z_][\w.]*))(?=\s*[,}])"""
)


def paths_of(index: Index, form: Form, match: re.Match[str], path: str, number: int) -> list[str]:
    """The paths of a match of a form; [] for what is no path after all."""
    rest = match.groupdict().get("rest") or ""
    if form.name == "Spring":
        return annotated_paths(index, path, rest)
    if form.name == "Litestar":
        return written_paths(index, path, enclosed(rest))
    if listed := match.groupdict().get("paths"):
        return TEXTS.findall(listed.replace("`", "'"))
    if form.name == "Flask resource":
        listed = POSITIONAL.match(rest)
        return TEXTS.findall(listed[0]) if listed else [""]
    groups = match.groupdict()
    if form.name == "ASP.NET attribute" and not any(groups.get(key) for key in ("path", "constant", "nameof")):
        return routes_beside(index, path, number)
    if groups.get("path") is not None or groups.get("constant") or groups.get("nameof"):
        query = "?" if form.languages == RUST else "?<"  # what Rocket reads from the query is no part of the path
        text = path_text(index, match, path).partition(query)[0]
        named = groups.get("constant") if form.languages in (GO, SCRIPT) and not text.startswith("/") else None
        handed = named and helper_around(index, path, number, frozenset({named}))  # told by who calls the function
        return [text] if handed or not named else []
    if form.name == "route object":
        keyed = KEYED_PATH.search(rest)
        return [path_text(index, keyed, path)] if keyed else []
    listed = re.match(
        r"\s*(?:\{\s*path\s*:\s*)?(?:.*?\b(?:value|path)\s*=\s*)?(?:[\[{]\s*([^\]}]*)[\]}]|(\"[^\"]*\"))", rest
    )
    found = TEXTS.findall(listed[1] or listed[2] or "") if listed and form.name != "JAX-RS" else []
    return found or [""]
