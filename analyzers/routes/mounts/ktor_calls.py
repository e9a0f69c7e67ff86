"""Functions of Ktor that hold routes for others: `fun Route.pots() { get("/pots") }`, called as `route("/api") { pots() }`.

https://ktor.io/docs/server-routing.html#route_extension_function
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...workspace.code_places import FUNCTIONS, innermost
from ..prefixes.route_helpers import calls_of
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_blocks import block_prefix

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["called_prefixes"]

DEEPEST = 6
HOLDS = re.compile(r"\bfun\s+(?:<[^>]*>\s*)?(?:Route|Routing|RootRoute)\.")


def called_prefixes(index: Index, path: str, line: int, depth: int = 0) -> list[str]:
    """What stands before a route by the blocks in which the function around it is called, once for each call."""
    function = innermost(index, path, line, FUNCTIONS)
    if function is None or depth >= DEEPEST or not HOLDS.search(index.lines(path)[function.start_line - 1]):
        return [""]
    found = [
        start + block_prefix(index, place, number)
        for place, number, _ in calls_of(index, function)
        if not function.start_line <= number <= function.end_line or place != path
        for start in called_prefixes(index, place, number, depth + 1)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]
