"""What can import each other in a circle: files, and in Go packages, whose files are compiled as one and name each other freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .cycles import RUNS_AT_IMPORT, components

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ...indexer.index import Edge, Index

__all__ = ["BY_FOLDER", "between_units", "edges_in_circles", "unit_of"]

BY_FOLDER: Final = "Go"
"""The language whose packages are folders: only these make cycles."""
GO_TEST: Final = "_test.go"
"""Tests of a Go package may import what imports it."""


def between_units(index: Index, edges: Iterable[Edge]) -> list[Edge]:
    """The edges between what can make a cycle, from unit to unit."""
    found = []
    for edge in edges:
        source, target = unit_of(index, edge.source), unit_of(index, edge.target)
        if source != target and not edge.source.endswith(GO_TEST):
            found.append(edge._replace(source=source, target=target))
    return found


def edges_in_circles(index: Index, zones: Collection[str]) -> list[Edge]:
    """The edges of the files of some zones, from unit to unit, between what imports each other in a circle at import time.

    Most files stand in no circle, and their edges need not be made.
    """
    kinds = ",".join(f"'{kind}'" for kind in sorted(RUNS_AT_IMPORT))
    rows = index.rows(
        "SELECT DISTINCT source_id, target_id FROM links "  # noqa: S608 - constants
        f"WHERE target_id IS NOT NULL AND target_id <> source_id AND kind IN ({kinds})"
    )
    units = {number: unit_of(index, path) for number, path in index.paths.items()}
    sources = {number for number, path in index.paths.items() if index.files[path].zone in zones}
    following: dict[str, list[str]] = {}
    for source, target in rows:
        if source in sources and units[source] != units[target]:
            following.setdefault(units[source], []).append(units[target])
    ring = {unit: at for at, members in enumerate(components(following)) for unit in members}
    wanted = sorted((number for number in sources if units[number] in ring), key=index.paths.__getitem__)
    return [
        edge
        for edge in between_units(index, index.edges_from(wanted))
        if ring.get(edge.source) == ring.get(edge.target)
    ]


def unit_of(index: Index, path: str) -> str:
    """The file itself, or the folder of a Go file."""
    return path.rpartition("/")[0] or "." if index.files[path].language == BY_FOLDER else path
