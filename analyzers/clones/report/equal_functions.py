"""Functions of equal shape and equal calls, from their fingerprints alone: a quick measure of duplication."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.fingerprints.fingerprint import unpack_plain
from ....indexer.fingerprints.spans import UNNAMED
from ....indexer.gathering import by_key
from ...per_index import per_index
from ..noise.noise import boilerplate_paths, is_boilerplate
from ..reading.corpus import KIN
from ..reading.sources import SKIPPED_ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....answers import Place
    from ....indexer.index import Index

__all__ = ["equal_functions"]

LEAST_BYTES = 250
"""About 50 tokens, the least size of `check_duplicates`."""

Shape = tuple[str, int, int]
"""Language, punctuation and number of chunks: what functions must share before their chunks are compared."""
Member = tuple[str, int]
Function = tuple[Member, "Sequence[int]", int, int]
"""A function: its place, and its chunks as a range of its file's."""


@per_index
def equal_functions(index: Index) -> list[dict[str, Any]]:
    """Classes of functions that are equal but for names of locals, literals, layout and comments, largest first.

    No file is read and no code compared: what `check_duplicates` finds beyond (similar functions, blocks, files) is not
    counted here.

    Returns:
        Rows of {lines, places}: lines of the largest function of a class, and its places by path and line.
    """
    alike = by_key((shape, function) for shape, function in _functions(index))
    groups = (group for functions in alike.values() if len(functions) > 1 for group in _equal(functions))
    classes = [_class(index, members) for members in groups if len(members) > 1]
    rows = [
        {"lines": max(place["end_line"] - place["start_line"] + 1 for place in places), "places": places}
        for places in classes
        if len(places) > 1
    ]
    return sorted(rows, key=lambda row: (-row["lines"] * (len(row["places"]) - 1), str(row["places"])))


def _equal(functions: Iterable[Function]) -> Iterable[list[Member]]:
    groups = by_key((tuple(chunks[first:last]), member) for member, chunks, first, last in functions)
    return groups.values()


def _functions(index: Index) -> Iterator[tuple[Shape, Function]]:
    """The named functions that lie in no other, by shape; their place is their path and the id of their symbol."""
    query = (
        "SELECT path, language, zone, files.id, data FROM fingerprints JOIN files ON files.id = file_id ORDER BY path"
    )
    boilerplate = boilerplate_paths(index.files)
    for path, language, zone, file_id, data in index.rows(query):
        if zone in SKIPPED_ZONES or path in boilerplate:
            continue
        units, chunks, _ = unpack_plain(data)
        named = [
            (start, -end, seq, first, last, shape)
            for seq, first, last, shape, start, end, _ in units
            if seq != UNNAMED and end - start >= LEAST_BYTES
        ]
        outer = 0
        for _, end, seq, first, last, shape in sorted(named):
            if end < outer:
                outer = end
                yield (
                    (KIN.get(language, language), shape, last - first),
                    ((path, (file_id << 20) + seq), chunks, first, last),
                )


def _class(index: Index, members: list[Member]) -> list[Place]:
    """Where the functions of a class stand; those whose text a framework dictates are left out."""
    places: list[Place] = []
    for path, symbol in members:
        for name, start, end in index.rows(
            "SELECT qualname, start_line, end_line FROM symbols WHERE id = ?", (symbol,)
        ):
            if not is_boilerplate(name):
                places.append({"path": path, "start_line": start, "end_line": end, "name": name})
    return sorted(places, key=lambda place: (place["path"], place["start_line"]))
