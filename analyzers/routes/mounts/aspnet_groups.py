"""Route groups of ASP.NET that a method is handed: `api.MapGroup("/pots").WithTags("Pots").MapPots()`.

The prefixes are those of the call, by what stands before its name in the statement, or among its arguments.
https://learn.microsoft.com/aspnet/core/fundamentals/minimal-apis/route-handlers#route-groups
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.route_prefixes import MOST_MOUNTS, prefixes
from ..text.route_source import UNKNOWN, line_number, product_texts, slashed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["group_prefixes"]

GROUPED = re.compile(r"\.MapGroup\(\s*[$@]?\"([^\"]*)\"")
HANDED = re.compile(r"\(\s*(\w+)((?:\.\w+\([^()]*\))*)\s*[,)]")
"""The first argument of a call, with the calls chained to it."""
STARTS = re.compile(r"^\s*(?:return\s+|(?:var|\w+)\s+\w+\s*=\s*|\w+\s*=\s*|await\s+)?(\w+)")
PARAMETER = re.compile(r"\b(RouteGroupBuilder|IEndpointRouteBuilder|WebApplication)\??\s+(\w+)")
COMMENT = re.compile(r"(?<!:)//[^\n]*")
DEEPEST = 6
LONGEST = 600
"""Letters before a call in which its statement begins."""


class Call(NamedTuple):
    """A call that hands a method its group: the name of the builder, and the groups made on the way."""

    path: str
    line: int
    owner: str
    prefix: str


def group_prefixes(index: Index, path: str, line: int, owner: str, depth: int = 0) -> list[str]:
    """The prefix of a route that is registered on `owner`, once for each place where its method is called."""
    known = prefixes(index)
    below, root = known.of_router(path, owner), known.root(path, owner)
    method = innermost(index, path, line, FUNCTIONS) if depth < DEEPEST else None
    kind = {name: kind for kind, name in PARAMETER.findall(method.signature)}.get(root) if method else None
    calls = (
        [call for call in _calls(index, method) if (call.path, call.line) != (path, line)] if method and kind else []
    )
    if kind == "RouteGroupBuilder" and not calls:  # a group stands below a path, unlike a whole application
        return [UNKNOWN + end for end in below]
    above = [
        f"{start}{call.prefix}"
        for call in calls[:MOST_MOUNTS]
        for start in group_prefixes(index, call.path, call.line, call.owner, depth + 1)
    ]
    return list(dict.fromkeys(start + end for start in above or [""] for end in below))[:MOST_MOUNTS]


@read_once
def _calls(index: Index, method: IndexedSymbol) -> tuple[Call, ...]:
    """Where a method is called: by its name where it is the only one of it, else by its class (`Pots.Map(group)`)."""
    rivals = [symbol for symbol in index.symbols(name=method.name) if symbol.path.endswith(".cs")]
    if len(rivals) == 1:
        return tuple(_read(index, method, method.name))
    owner = method.qualname.rpartition(".")[0].rpartition(".")[2]
    alike = [symbol for symbol in rivals if f".{symbol.qualname}".endswith(f".{owner}.{method.name}")]
    return tuple(_read(index, method, f"{owner}.{method.name}")) if owner and len(alike) == 1 else ()


def _read(index: Index, method: IndexedSymbol, called: str) -> Iterator[Call]:
    named = re.compile(rf"(?P<before>[.\w]?)\b{re.escape(called)}\(")
    for path, text in product_texts(index, index.files_using(method.name), {"C#"}):
        for match in named.finditer(text):
            line = line_number(text, match.start())
            if path == method.path and method.start_line <= line <= method.end_line:
                continue
            if call := _call(text, match):
                yield Call(path, line, *call)


def _call(text: str, match: re.Match[str]) -> tuple[str, str] | None:
    """The builder and the groups of a call; None where neither can be told."""
    given = HANDED.match(text, match.end() - 1)
    if given:
        chain, owner = given[2], given[1]
    else:
        before = COMMENT.sub("", text[max(0, match.start() - LONGEST) : match.end("before")])
        chain = re.split(r";|[{}](?=\s*\n)", before)[-1]
        first = STARTS.match(chain)
        if first is None:
            return None
        owner = first[1]
    return owner, "".join(slashed(part) for part in GROUPED.findall(chain))
