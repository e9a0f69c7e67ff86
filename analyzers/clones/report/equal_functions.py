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
    from collections.abc import Iterator

    from ....answers import Place
    from ....indexer.index import Index

__all__ = ["equal_functions"]

LEAST_BYTES = 250
"""About 50 tokens, the least size of `check_duplicates`."""

Member = tuple[str, int]
"""The place of a function: its path, and the id of its symbol."""


@per_index
def equal_functions(index: Index) -> list[dict[str, Any]]:
    """Classes of functions that are equal but for names of locals, literals, layout and comments, largest first.

    No file is read and no code compared: what `check_duplicates` finds beyond (similar functions, blocks, files) is not
    counted here.

    Returns:
        Rows of {lines, places}: lines of the largest function of a class, and its places by path and line.
    """
    classes = [_class(index, members) for members in by_key(_functions(index)).values() if len(members) > 1]
    rows = [
        {"lines": max(place["end_line"] - place["start_line"] + 1 for place in places), "places": places}
        for places in classes
        if len(places) > 1
    ]
    return sorted(rows, key=lambda row: (-row["lines"] * (len(row["places"]) - 1), str(row["places"])))


def _functions(index: Index) -> Iterator[tuple[tuple[object, ...], Member]]:
    """The named functions that lie in no other, by what equal ones share: language, punctuation and chunks."""
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
                equal = (KIN.get(language, language), shape, chunks[first:last].tobytes())  # bytes are hashed at once
                yield equal, (path, (file_id << 20) + seq)


def _class(index: Index, members: list[Member]) -> list[Place]:
    """Where the functions of a class stand; those whose text a framework dictates are left out."""
    places: list[Place] = []
    for path, symbol in members:
        query = "SELECT qualname, start_line, end_line FROM symbols WHERE id = ?"
        for name, start, end in index.rows(query, (symbol,)):
            if not is_boilerplate(name):
                places.append({"path": path, "start_line": start, "end_line": end, "name": name})
    return sorted(places, key=lambda place: (place["path"], place["start_line"]))
