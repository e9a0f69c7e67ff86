"""Where things stand in code: words on lines, lines in definitions, files near a framework."""

from __future__ import annotations

from bisect import bisect_right
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ...indexer.index import Index
    from ...indexer.rows import IndexedSymbol

FUNCTIONS = ("function", "method")
TYPES = frozenset({"class", "enum", "interface", "object", "struct", "trait", "type"})
"""Kinds of symbols."""


def word_places(index: Index, path: str, words: Collection[str]) -> dict[str, tuple[int, ...]]:
    """Word → the lines of a file on which it stands as an identifier, ascending; words that it doesn't use are left out."""
    places = index.places(path, words)
    return {word: tuple(sorted({*use.bare, *use.attribute})) for word, use in places.items()}


def innermost(index: Index, path: str, line: int, kinds: tuple[str, ...] = ()) -> IndexedSymbol | None:
    """The innermost definition around a line, of some kinds (of any for none); None outside of all."""
    around = (symbol for symbol in definitions_around(index, path, line) if not kinds or symbol.kind in kinds)
    return max(around, key=lambda symbol: symbol.start_line, default=None)


def definitions_around(index: Index, path: str, line: int) -> list[IndexedSymbol]:
    """All definitions around a line, in the order of their beginnings."""
    spans = _spans(index, path)
    at, found = bisect_right(spans.starts, line) - 1, []
    while at >= 0:
        if spans.symbols[at].end_line >= line:
            found.append(spans.symbols[at])
        at = spans.outer[at]
    return found[::-1]


class _Spans(NamedTuple):
    """The definitions of a file by where they begin, and for each the last of those before that it may lie in; -1 for none."""

    starts: list[int]
    symbols: list[IndexedSymbol]
    outer: list[int]


@per_index
def _spans(index: Index, path: str) -> _Spans:
    symbols = sorted(index.symbols(path), key=lambda symbol: symbol.start_line)
    outer: list[int] = []
    for at, symbol in enumerate(symbols):
        before = at - 1
        while before >= 0 and symbols[before].end_line < symbol.start_line:
            before = outer[before]
        outer.append(before)
    return _Spans([symbol.start_line for symbol in symbols], symbols, outer)


def function_around(index: Index, path: str, line: int) -> str:
    """The name of the innermost function or method around a line; "" outside of all."""
    around = innermost(index, path, line, FUNCTIONS)
    return around.name if around else ""


def next_below(index: Index, path: str, line: int, kinds: tuple[str, ...]) -> str:
    """The name of the definition that an attribute on a line belongs to, which may begin below it; "" for none."""
    spans = _spans(index, path)
    around = (symbol for symbol in definitions_around(index, path, line) if symbol.end_line > line)
    later = map(spans.symbols.__getitem__, range(bisect_right(spans.starts, line), len(spans.symbols)))
    return next((symbol.name for symbol in chain(around, later) if symbol.kind in kinds), "")


@per_index
def _imported_roots(index: Index) -> Mapping[str, Mapping[str, list[str]]]:
    """What imports name (the package, and the module as written), by its first part → ids of the files that import it, as text."""
    beyond = (
        "SELECT external, specifier, group_concat(source_id) FROM links "
        "WHERE external <> '' OR substr(specifier, 1, 1) <> '.' GROUP BY 1, 2"
    )
    found: dict[str, dict[str, list[str]]] = {}
    for external, specifier, sources in index.rows(beyond):
        for name in {external, specifier} - {""}:
            found.setdefault(_first_part(name), {}).setdefault(name, []).append(sources)
    return found


def _first_part(name: str) -> str:
    return name.partition(".")[0].partition("/")[0]


def importers(index: Index, packages: Iterable[str]) -> frozenset[str]:
    """Files that import one of the packages or a module below it (`flask`, `flask.views`, `@nestjs/common`)."""
    roots = _imported_roots(index)
    chosen = [
        ids
        for package in packages
        for name, found in roots.get(_first_part(package), {}).items()
        if name == package or name.startswith((f"{package}.", f"{package}/"))
        for ids in found
    ]
    return frozenset(index.paths[int(file)] for file in {file for ids in chosen for file in ids.split(",")})


def files_near(index: Index, centre: Iterable[str]) -> frozenset[str]:
    """The given files, with those that import one of them or are imported by one."""
    known = {index.files[path].id for path in centre}
    if not known:
        return frozenset()
    marks = ",".join(map(str, sorted(known)))
    rows = index.rows(
        f"SELECT source_id, target_id FROM links WHERE target_id IN ({marks}) "  # noqa: S608 - numbers
        f"UNION SELECT source_id, target_id FROM links WHERE source_id IN ({marks}) AND target_id IS NOT NULL"
    )
    return frozenset(index.paths[file] for file in known.union(*rows))


def is_hidden(path: str) -> bool:
    """Whether a folder on the path is hidden: what stands there (`.github/scripts/`, `.devcontainer/`) serves the repository."""
    return path.startswith(".") or "/." in path
