"""What an edge between folders or packages rests on: the import lines of its files, or the line of a manifest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index
from .graph_levels import declared, placer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...answers import Evidence, GraphEdge, Neighbour
    from ...indexer.index import Index

__all__ = ["prove_edges", "prove_neighbours"]

SHOWN = 2


def prove_edges(index: Index, level: str, edges: Iterable[GraphEdge]) -> None:
    """Adds to each edge of a level above files where it is written."""
    found = _evidence(index, level)
    for edge in edges:
        edge["evidence"] = found.get((edge["source"], edge["target"]), [])


def prove_neighbours(index: Index, level: str, node: str, imports: list[Neighbour], importers: list[Neighbour]) -> None:
    """Adds to each direct neighbour of a node where the edge to it, or from it, is written."""
    found = _evidence(index, level)
    for rows, pair in ((imports, lambda other: (node, other)), (importers, lambda other: (other, node))):
        for row in rows:
            if row["distance"] == 1:
                row["evidence"] = found.get(pair(row["path"]), [])


@per_index
def _evidence(index: Index, level: str) -> Mapping[tuple[str, str], list[Evidence]]:
    """Edge → up to two places in different files: a manifest's line, then imports, those that run at import before others."""
    place = placer(index, level)
    found: dict[tuple[str, str], list[Evidence]] = {}
    if level == "package":
        for source, target, manifest, line in declared(index):
            found.setdefault((source, target), [_place(manifest, line)])
    for edge in sorted(index.edges(), key=lambda item: (item.kind != "static", item.source, item.target)):
        rows = found.setdefault((place(edge.source), place(edge.target)), [])
        if len(rows) < SHOWN and not any(row["path"] == edge.source for row in rows):
            rows.append(_place(edge.source, min(filter(None, edge.lines), default=0)))
    return found


def _place(path: str, line: int) -> Evidence:
    return {"path": path, "line": line} if line else {"path": path}
