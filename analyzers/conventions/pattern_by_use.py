"""What shows that a file follows a pattern: the libraries it imports, and the names of the idiom that it defines or uses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ..impact.definitions import definitions_where
from .pattern_member import DEFINES, IMPORTS, OTHER_WORD, Member

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ..impact.definitions import Definition
    from .idioms import Idiom

__all__ = ["by_import", "by_names"]


def by_import(index: Index, idiom: Idiom) -> Iterator[Member]:
    """Files that import the library made for it."""
    if not idiom.modules:
        return
    marks = ",".join("?" * len(idiom.modules))
    inside = [f"{module}{separator}%" for module in idiom.modules for separator in "./"]
    begin = " OR ".join("specifier LIKE ?" for _ in inside)
    rows = index.rows(
        "SELECT source_id, min(specifier) FROM links "  # noqa: S608 - marks
        f"WHERE external <> '' AND (specifier IN ({marks}) OR {begin}) GROUP BY source_id",
        [*idiom.modules, *inside],
    )
    for source, specifier in sorted((index.paths[source], specifier) for source, specifier in rows):
        yield Member(index.files[source], None, f"imports {specifier}", IMPORTS)


def by_names(index: Index, idiom: Idiom, *, enough: bool) -> Iterator[Member]:
    """Files that define or use the idiom's names; one alone is weak."""
    counts: dict[str, list[str]] = {}
    for name in idiom.names:
        for path in index.files_using(name):
            counts.setdefault(path, []).append(name)
    for symbol in _defining(index, idiom.names):
        lines = symbol.end_line - symbol.start_line + 1
        yield Member(
            index.files[symbol.path], symbol, f"defines {symbol.name}", DEFINES - OTHER_WORD * enough, lines=lines
        )
    for path, names in sorted(counts.items()):
        if len(names) == 1 and names[0] in idiom.vague:
            continue
        weight = min(0.89, 0.45 + 0.15 * len(names))
        yield Member(index.files[path], None, f"uses {', '.join(names[:3])}", weight, tuple(names))


def _defining(index: Index, names: Sequence[str]) -> list[Definition]:
    """Top-level functions and classes of the idiom's own names: what the others use."""
    if not names:
        return []
    marks = ",".join("?" * len(names))
    condition = f"name IN ({marks}) AND qualname = name AND exported AND kind IN ('function', 'class', 'component')"
    return definitions_where(index, condition, names)
