"""Actions of ASP.NET's controllers that only the conventional route leads to: no attribute names their verb or path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_forms import SHARP
from ..text.route_source import product_files, source_lines
from ..views.aspnet_paths import attributes_start, class_head, conventional_path, finds_by_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["aspnet_conventions"]

CONTROLLER = re.compile(r"\bclass\s+\w+Controller\b[^{]*:\s*[\w.]*Controller\b")
ACTION = re.compile(
    r"^\s*public\s+(?:(?:async|virtual|override)\s+)*(?:Task<\s*)?(?:I?ActionResult\b|\w*(?:View|Json|File|Redirect\w*|Content)Result\b)"
    r"(?:<[^>]*>)?\s*>?\s+(?P<name>\w+)\s*\("
)
ROUTED = re.compile(r"\[(?:[\w, ]+,\s*)?(?:Http\w+|Route|NonAction|ApiController|AcceptVerbs)\b")


def aspnet_conventions(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of the public actions of controllers without routes of their own.

    https://learn.microsoft.com/aspnet/core/mvc/controllers/routing#set-up-conventional-route
    """
    if not any(finds_by_name(index)):
        return
    for path in product_files(index, index.files, SHARP):
        for symbol in index.symbols(path, kinds=("class",)) if path.endswith("Controller.cs") else ():
            yield from _of_class(index, path, source_lines(index, path), symbol)


def _of_class(
    index: Index, path: str, lines: list[str], symbol: IndexedSymbol
) -> Iterator[tuple[str, str, str, str, int]]:
    head = class_head(lines, symbol.start_line)
    if not CONTROLLER.search(head) or ROUTED.search(head):
        return
    for number in range(symbol.start_line, symbol.end_line + 1):
        if (found := ACTION.match(lines[number - 1])) and not ROUTED.search(_attributes(lines, number)):
            route = conventional_path(index, path, number, found["name"])
            yield "ANY", route, found["name"], path, number


def _attributes(lines: list[str], number: int) -> str:
    """The attributes above a line."""
    return " ".join(lines[attributes_start(lines, number) : number - 1])
