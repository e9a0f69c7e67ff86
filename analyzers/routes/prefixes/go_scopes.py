"""Routers of Go and C# by where they stand: several functions of a file may have an `api := r.Group(...)`, and a literal is handed one:
`api.Group(func(r chi.Router) { r.Get(...) })`, where `r` stands for `api`; the path of that call is a block's (route_blocks).

`api@12` is the `api` of the block that begins on line 12, `api@` one that its function is handed.
"""

from __future__ import annotations

from bisect import bisect
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ...workspace.code_places import FUNCTIONS, innermost
from ..text.route_blocks import brackets
from ..text.route_source import line_number, source_lines, source_text

if TYPE_CHECKING:
    from collections.abc import Container

    from ....indexer.index import Index

__all__ = ["bare_name", "chained_router", "local_name", "local_parent", "outer_router", "visible_name"]

ARGUMENTS = r"\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)"
LITERAL = re.compile(
    rf"\b(?P<outer>\w+)(?:\s*\.\s*\w+{ARGUMENTS})*\s*\.\s*(?:Route|Group)\(\s*(?:\"[^\"\n]*\"\s*,\s*)?func\s*\(\s*(?P<inner>\w+)\s+[*\w.]+\s*\)\s*(?P<open>\{{)"
)
DEEPEST = 8
MOST_ARGUMENTS = 24
"""Lines that the middlewares of one call may go on over."""


def local_name(index: Index, path: str, line: int, name: str) -> str:
    """What a variable that a line makes is called; its own name outside of functions. What it only assigns is its function's."""
    blocks, text = _blocks_around(index, path, line), source_lines(index, path)[line - 1]
    return f"{name}@{blocks[0 if ':=' in text else -1]}" if blocks else name


def visible_name(index: Index, known: Container[tuple[str, str]], path: str, line: int, name: str) -> str:
    """What a name on a line means: a variable of the blocks around, a parameter, else whatever else the file calls so (a field)."""
    function = innermost(index, path, line, FUNCTIONS)
    if function is None:
        return name
    for block in _blocks_around(index, path, line):
        if (path, local := f"{name}@{block}") in known:
            return local
    return f"{name}@" if re.search(rf"[(,]\s*{re.escape(name)}\b(?!\.)", function.signature) else name


def _blocks_around(index: Index, path: str, line: int) -> list[int]:
    """The lines on which the blocks around a line begin, the innermost first, the function's last."""
    function = innermost(index, path, line, FUNCTIONS)
    start = function.start_line if function else 0
    around = [max(first, start) for first, last in _blocks(index, path) if first < line <= last and last > start]
    return (around or [start]) if function else []


@read_once
def _blocks(index: Index, path: str) -> list[tuple[int, int]]:
    """The first and last line of everything in braces, the inner ones first."""
    text = source_text(index, path)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    pairs = [pair for pair in brackets(text).items() if text[pair[0]] == "{"]
    return sorted(((bisect(starts, first), bisect(starts, last)) for first, last in pairs), reverse=True)


def local_parent(index: Index, known: Container[tuple[str, str]], path: str, line: int, parent: str, owner: str) -> str:
    """The same for the router that a line makes another one of; `r = r.Group("/api")` means the one before."""
    return f"{parent}@" if parent == owner else visible_name(index, known, path, line, parent)


def bare_name(name: str) -> str:
    """The name as it is written."""
    return name.partition("@")[0]


class Closure(NamedTuple):
    """The lines of a function literal, the name of its router inside and that of the router which hands it on."""

    first: int
    last: int
    inner: str
    outer: str


def outer_router(index: Index, path: str, line: int, owner: str) -> str:
    """The router outside of all function literals that `owner` stands for on a line."""
    for _ in range(DEEPEST):
        around = [item for item in _closures(index, path) if item.inner == owner and item.first <= line <= item.last]
        if not around:
            break
        innermost = max(around, key=lambda item: item.first)
        owner, line = innermost.outer, innermost.first - 1
    return owner


def chained_router(lines: list[str], number: int) -> str:
    """The router of a chain that a line goes on with: `r` of `r.With(` some lines above, or of lines that end with the dot."""
    bare = lines[number - 1].lstrip()
    open_brackets = len(bare) - len(bare.lstrip(")"))
    for text in reversed(lines[max(0, number - 1 - MOST_ARGUMENTS) : number - 1]):
        if open_brackets <= 0 and not text.rstrip().endswith("."):
            break
        open_brackets += text.count(")") - text.count("(")
        if open_brackets <= 0 and (found := re.match(r"\s*(\w+)\.", text)):
            return found[1]
    return ""


@read_once
def _closures(index: Index, path: str) -> list[Closure]:
    text = source_text(index, path)
    found = list(LITERAL.finditer(text))
    closing = brackets(text) if found else {}
    return [
        Closure(line_number(text, at) + 1, line_number(text, closing[at]), match["inner"], match["outer"])
        for match in found
        if (at := match.start("open")) in closing
    ]
