"""Functions of Go that a list holds until a loop hands them their router: `adding = append(adding, addPots)`, later
`for _, add := range adding { add(v1) }`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..text.route_source import source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["loop_calls"]

LOOP = r"\bfor\s+\w+\s*,\s*(\w+)\s*:=\s*range\s+LIST\b"
FARTHEST = 6
"""Lines below the head of a loop in which it calls what it goes over."""


def loop_calls(index: Index, function: IndexedSymbol) -> Iterator[tuple[str, int, str]]:
    """`(file, line, arguments)` of the calls that loops over a list of the function's package make."""
    folder = function.path.rpartition("/")[0]
    held = re.compile(rf"\bappend\(\s*(\w+)\s*,[^()]*\b{function.name}\b")
    lists = {found[1] for path in _inside(index, function.name, folder) for found in _all(index, path, held)}
    for name in sorted(lists):
        for path in _inside(index, name, folder):
            yield from _in_loops(index, path, re.compile(LOOP.replace("LIST", name)))


def _in_loops(index: Index, path: str, loop: re.Pattern[str]) -> Iterator[tuple[str, int, str]]:
    lines = source_lines(index, path)
    for number, text in enumerate(lines, 1):
        if head := loop.search(text):
            call = re.compile(rf"\b{head[1]}\((.*)\)")
            for below in range(number, min(len(lines), number + FARTHEST)):
                if found := call.search(lines[below]):
                    yield path, below + 1, found[1]
                    break


def _inside(index: Index, name: str, folder: str) -> list[str]:
    """The files of a package that use a name."""
    return [
        path
        for path in index.files_using(name)
        if path.rpartition("/")[0] == folder and path.endswith(".go") and index.files[path].zone == "product"
    ]


def _all(index: Index, path: str, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    return (found for text in source_lines(index, path) if (found := pattern.search(text)))
