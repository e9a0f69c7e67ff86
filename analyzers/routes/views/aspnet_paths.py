"""The paths of ASP.NET's actions that no attribute of their verb gives, the actions that only the conventional route leads to, and route
groups that a method is handed: `api.MapGroup("/pots").WithTags("Pots").MapPots()`, by what stands before its name or among its arguments.

https://learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/route-handlers#route-groups
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from ...per_index import per_index, read_once
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.go_scopes import bare_name, visible_name
from ..prefixes.route_helpers import Site
from ..prefixes.route_prefixes import MOST_MOUNTS, prefixes
from ..text.route_forms import SHARP
from ..text.route_source import (
    UNKNOWN,
    annotated,
    definition_text,
    line_number,
    path_text,
    product_files,
    product_texts,
    slashed,
    source_lines,
)
from .class_views import classes_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = [
    "aspnet_conventions", "conventional_path", "finds_by_name", "group_prefixes", "has_verb", "routes_beside", "with_tokens",
]  # fmt: skip

ROUTE_BESIDE = re.compile(r"Route\(\s*\"([^\"]*)\"")
VERB_BESIDE = re.compile(r"(?:Http(?:Get|Post|Put|Patch|Delete|Head|Options)|AcceptVerbs|NonAction)\b")
PARAMETER = re.compile(r"\{(controller|action)(?::\w+)*(?:=(\w+))?\}")
"""A route's parameter that stands for the names of the code: `{action=Index}`."""
MAPPING = words("MapControllerRoute MapAreaControllerRoute MapRoute MapDefaultControllerRoute UseMvcWithDefaultRoute")
BY_NAME = re.compile(
    r"\b(?:MapDefaultControllerRoute|UseMvcWithDefaultRoute)\(|\bMap(?:Area)?(?:Controller)?Route\([^;]*\{controller\b"
)
AREA = re.compile(r"Area\(\s*(?:\"(?P<path>[^\"]*)\"|(?P<constant>[A-Za-z_][\w.]*))")
ACTION = re.compile(
    r"^\s*public\s+(?:(?:async|virtual|override)\s+)*(?:Task<\s*)?(?:I?ActionResult\b|\w*(?:View|Json|File|Redirect\w*|Content)Result\b)"
    r"(?:<[^>]*>)?\s*>?\s+(?P<name>\w+)\s*\("
)
ROUTED = re.compile(r"(?:Http\w+|Route|NonAction|ApiController|AcceptVerbs)\b")
GROUPED = re.compile(r"\.MapGroup\(\s*[$@]?\"([^\"]*)\"")
HANDED = re.compile(r"\(\s*(\w+)((?:\.\w+\([^()]*\))*)\s*[,)]")
"""The first argument of a call, with the calls chained to it."""
BY_INTERFACE = (
    r"\b[a-z]\w*\.{1}\(\s*(\w+)\s*\)|\bnameof\({0}\.{1}\)[^}}]*?\.Invoke\(\s*null\s*,\s*(?:\[|new\b[^{{;]*\{{)\s*(\w+)"
)
COMPUTED = r"\b{}\s*=[^;]*\.MapGroup\(\s*[a-z]\w*\s*\)"
"""A group below what each class tells of itself."""
STARTS = re.compile(r"^\s*(?:return\s+|(?:var|\w+)\s+\w+\s*=\s*|\w+\s*=\s*|await\s+)?(\w+)")
BUILDER = re.compile(r"\b(RouteGroupBuilder|IEndpointRouteBuilder|WebApplication)\??\s+(\w+)")
COMMENT = re.compile(r"(?<!:)//[^\n]*")
DEEPEST = 6
LONGEST = 600
"""Letters before a call in which its statement begins."""


def routes_beside(index: Index, path: str, number: int) -> list[str]:
    """The paths of the `[Route]`s among the attributes beside one on a line; one that is "" where there is none."""
    around = annotated(index, path, number)
    return [found[1] for text in (around.decorators if around else ()) if (found := ROUTE_BESIDE.match(text))] or [""]


def has_verb(index: Index, path: str, number: int) -> bool:
    """Whether an attribute beside one on a line names a method, which then tells the route."""
    around = annotated(index, path, number)
    return around is not None and any(map(VERB_BESIDE.match, around.decorators))


def with_tokens(path: str, controller: str, action: str) -> str:
    """A path with its tokens put in: `[action]`, and `{action=Index}`, which may be left out for that default."""
    named = {"controller": controller.removesuffix("Controller"), "action": action.removesuffix("Async")}
    for token, value in named.items():
        path = path.replace(f"[{token}]", value)
    return PARAMETER.sub(lambda found: "" if named[found[1]] == found[2] else named[found[1]], path)


@per_index
def finds_by_name(index: Index) -> list[bool]:
    """Of each file that maps conventional routes, whether one finds controllers and actions by their names: others lead to those that
    they name."""
    mapping = {path for word in MAPPING for path in index.files_using(word)}
    return [BY_NAME.search(text) is not None for _, text in product_texts(index, mapping, SHARP)]


def conventional_path(index: Index, path: str, number: int, handler: str) -> str:
    """The path of an action that no attribute gives one: by the default route `{controller=Home}/{action=Index}`.

    https://learn.microsoft.com/aspnet/core/mvc/controllers/routing#set-up-conventional-route
    """
    around = innermost(index, path, number, ("class",))
    name = around.name.removesuffix("Controller") if around else ""
    action = handler.rpartition(".")[2].removesuffix("Async")
    parts = [name, *([action] if action != "Index" else [])]
    area = _area(index, around) if around else ""
    return area or "/" if parts == ["Home"] else f"{area}/" + "/".join(filter(None, parts))


@read_once
def _area(index: Index, controller: IndexedSymbol) -> str:
    """The area of a controller (`/Admin`), its own or that of a class which it extends; "" for none."""
    chain = (controller, *classes_above(index, controller))
    told = ((item.path, found) for item in chain for found in map(AREA.match, item.decorators) if found)
    return next((slashed(path_text(index, found, path)) for path, found in told), "")


def aspnet_conventions(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of the public actions of controllers without routes of their own.

    https://learn.microsoft.com/aspnet/core/mvc/controllers/routing#set-up-conventional-route
    """
    if not any(finds_by_name(index)):
        return
    for path in product_files(index, index.files, SHARP):
        for symbol in index.symbols(path, kinds=("class",)) if path.endswith("Controller.cs") else ():
            yield from _of_class(index, symbol)


def _of_class(index: Index, symbol: IndexedSymbol) -> Iterator[tuple[str, str, str, str, int]]:
    named = symbol.name.endswith("Controller") and "".join(symbol.bases[:1]).endswith("Controller")
    if not named or _is_routed(symbol):
        return
    lines = source_lines(index, symbol.path)
    for number in range(symbol.start_line, symbol.end_line + 1):
        found = ACTION.match(lines[number - 1])
        if found and not _is_routed(innermost(index, symbol.path, number, FUNCTIONS)):
            route = conventional_path(index, symbol.path, number, found["name"])
            yield "ANY", route, found["name"], symbol.path, number


def _is_routed(symbol: IndexedSymbol | None) -> bool:
    """Whether an attribute of a class or of a method tells its route."""
    return symbol is not None and any(map(ROUTED.match, symbol.decorators))


def group_prefixes(index: Index, path: str, line: int, owner: str, depth: int = 0) -> list[str]:
    """The prefix of a route that is registered on `owner`, once for each place where its method is called."""
    known = prefixes(index)
    owner = visible_name(index, known.own, path, line, owner)
    below, root = known.of_router(path, owner), bare_name(known.root(path, owner))
    method = innermost(index, path, line, FUNCTIONS) if depth < DEEPEST else None
    kind = {name: kind for kind, name in BUILDER.findall(method.signature)}.get(root) if method else None
    handed = _calls(index, method) if method and kind else ()
    calls = [call for call in handed if (call.path, call.line) != (path, line)]
    if kind == "RouteGroupBuilder" and not calls:  # a group stands below a path, unlike a whole application
        return [UNKNOWN + end for end in below]
    above = [
        f"{start}{call.prefix}"
        for call in calls[:MOST_MOUNTS]
        for start in group_prefixes(index, call.path, call.line, call.owner, depth + 1)
    ]
    return list(dict.fromkeys(start + end for start in above or [""] for end in below))[:MOST_MOUNTS]


@read_once
def _calls(index: Index, method: IndexedSymbol) -> tuple[Site, ...]:
    """Where a method is called: by its name where it is the only one of it, else by its class (`Pots.Map(group)`)."""
    rivals = [symbol for symbol in index.symbols(name=method.name) if symbol.path.endswith(".cs")]
    if len(rivals) == 1:
        return tuple(_read(index, method, method.name))
    owner = method.qualname.rpartition(".")[0].rpartition(".")[2]
    alike = [symbol for symbol in rivals if f".{symbol.qualname}".endswith(f".{owner}.{method.name}")]
    found = tuple(_read(index, method, f"{owner}.{method.name}")) if owner and len(alike) == 1 else ()
    return found or tuple(_by_interface(index, method, owner))


def _by_interface(index: Index, method: IndexedSymbol, owner: str) -> Iterator[Site]:
    """Where a method is called of whatever class has its interface: `endpoint.Map(group)`, or by reflection."""
    bases = {base for symbol in index.symbols(method.path, name=owner, kinds=("class",)) for base in symbol.bases}
    for base in sorted(base for base in bases if index.symbols(name=base, kinds=("interface",))):
        called = re.compile(BY_INTERFACE.format(re.escape(base), method.name))
        for path, text in product_texts(index, index.files_using(base), {"C#"}):
            for match in called.finditer(text):
                line, builder = line_number(text, match.end()), match[1] or match[2]
                around = innermost(index, path, line, FUNCTIONS)
                inside = definition_text(index, around) if around else ""
                if re.search(rf"\b{re.escape(base)}\b", inside) and not re.search(COMPUTED.format(builder), inside):
                    yield Site(path, line, builder, "")


def _read(index: Index, method: IndexedSymbol, called: str) -> Iterator[Site]:
    named = re.compile(rf"(?P<before>[.\w]?)\b{re.escape(called)}\(")
    for path, text in product_texts(index, index.files_using(method.name), {"C#"}):
        for match in named.finditer(text):
            line = line_number(text, match.start())
            if path == method.path and method.start_line <= line <= method.end_line:
                continue
            if call := _call(text, match):
                yield Site(path, line, *call)


def _call(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """The builder and the groups of a call; None where neither can be told."""
    first, chain = HANDED.match(text, match.end() - 1), ""
    if first is None:
        before = COMMENT.sub("", text[max(0, match.start() - LONGEST) : match.end("before")])
        chain = re.split(r";|[{}](?=\s*\n)", before)[-1]
        first = STARTS.match(chain)
    return (first[1], "".join(slashed(part) for part in GROUPED.findall(chain or first[2]))) if first else None
