"""The rows of an index as analyzers see them: typed, and free of what only the store knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = [
    "Edge", "File", "IndexedLink", "IndexedSymbol", "Problem", "Use", "edge_of", "listed", "strongest", "symbol_of",
]  # fmt: skip

KINDS = ("static", "reexport", "conditional", "lazy", "dynamic", "type_only")
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}
"""The kinds of an import, strongest first: of several links between two files the strongest names the edge."""


class File(NamedTuple):
    """A file of the workspace.

    Attributes:
        language: Linguist's name; "" where unknown or binary.
        zone: `product | test | fixture | example | docs | generated | vendored`.
        size: bytes.
        module: the package or namespace that it declares.
        parsed: 0 not parsed, 1 parsed, 2 parsed with syntax errors.
        in_language_bar: whether GitHub's language bar counts it: code or markup that is neither vendored, generated nor documentation.
    """

    id: int
    path: str
    language: str
    zone: str
    size: int
    module: str
    parsed: int
    lines: int
    code_lines: int
    comment_lines: int
    blank_lines: int
    in_language_bar: int


class IndexedSymbol(NamedTuple):
    """A definition; see `facts.Symbol`. `complexity` is McCabe's, 0 for what is not a function."""

    id: int
    path: str
    name: str
    qualname: str
    kind: str
    start_line: int
    end_line: int
    signature: str
    doc: str
    exported: bool
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    complexity: int


class IndexedLink(NamedTuple):
    """A resolved import of `source`; see `facts.Link`."""

    source: str
    line: int
    kind: str
    specifier: str
    target: str
    name: str
    alias: str
    external: str
    stdlib: bool
    reason: str


class Edge(NamedTuple):
    """All links from one file to another.

    Attributes:
        kind: the strongest of the links' kinds (`KINDS`).
        lines: where the links stand, ascending, each once.
        symbols: names of the target that the source imports, sorted; "*" for all.
    """

    source: str
    target: str
    kind: str
    lines: tuple[int, ...]
    symbols: tuple[str, ...]


class Use(NamedTuple):
    """Where a name occurs in a file as an identifier, comments and strings left out.

    Attributes:
        bare: lines where it stands alone, ascending.
        attribute: lines where it follows a `.`, `->` or `::`, ascending.
    """

    bare: tuple[int, ...]
    attribute: tuple[int, ...]


class Problem(NamedTuple):
    """What could not be taken in."""

    path: str
    stage: str
    line: int
    message: str


def edge_of(source: str, target: str, links: list[tuple[str, int, str]]) -> Edge:
    """The edge that the links between two files make: `(kind, line, name)` each."""
    if len(links) == 1:
        kind, line, name = links[0]
        return Edge(source, target, kind, (line,), (name,) if name else ())
    kinds, lines, names = map(set, zip(*links, strict=True))
    return Edge(source, target, strongest(kinds), tuple(sorted(lines)), tuple(sorted(names - {""})))


def symbol_of(row: Sequence[Any]) -> IndexedSymbol:
    """A row of the symbols' columns."""
    return IndexedSymbol._make((*row[:9], bool(row[9]), listed(row[10]), listed(row[11]), row[12]))


def listed(text: str) -> tuple[str, ...]:
    """The texts of a column that holds several."""
    return tuple(text.split("\n")) if text else ()


def strongest(kinds: Iterable[str]) -> str:
    """The kind that binds two files most: what always runs before what runs sometimes before what never runs."""
    return min(kinds, key=_RANK.__getitem__)
