"""The graph of an index: what each file imports, where that leads, and the edges between files."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .facts import Import
from .gathering import by_key
from .indexed_files import IndexedFiles
from .rows import IndexedLink, edge_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from .rows import Edge

__all__ = ["IndexedGraph"]

LINK_COLUMNS = "source.path, links.line, links.kind, specifier, ifnull(target.path, ''), links.name, alias, external, stdlib, reason"
LINKS = (
    f"SELECT {LINK_COLUMNS} FROM links JOIN files AS source ON source.id = source_id "  # noqa: S608 - constants
    "LEFT JOIN files AS target ON target.id = target_id"
)


class IndexedGraph(IndexedFiles):
    """The files of a workspace with the links between them."""

    def imports(self, path: str) -> list[Import]:
        """The imports of a file as written, in source order."""
        rows = self.rows(
            "SELECT line, kind, specifier, name, alias, form FROM imports JOIN files ON files.id = file_id WHERE path = ? ORDER BY seq",
            (path,),
        )
        return [Import._make(row) for row in rows]

    def links_from(self, path: str) -> list[IndexedLink]:
        """Where a file's imports lead, in source order."""
        return self._links("WHERE source.path = ? ORDER BY links.seq", (path,))

    def links_to(self, path: str) -> list[IndexedLink]:
        """Which imports lead to a file, by path and line."""
        condition = "target_id = (SELECT id FROM files WHERE path = ?)"
        return self._links(f"WHERE {condition} ORDER BY source.path, links.seq", (path,))

    def external_links(self) -> list[IndexedLink]:
        """Links that lead out of the workspace, by path and line."""
        return self._external

    def unresolved(self) -> list[IndexedLink]:
        """Imports that lead nowhere, by path and line."""
        return self._unresolved

    @cached_property
    def _external(self) -> list[IndexedLink]:
        return self._links("WHERE external <> '' ORDER BY source.path, links.seq", ())

    @cached_property
    def _unresolved(self) -> list[IndexedLink]:
        return self._links("WHERE reason <> '' ORDER BY source.path, links.seq", ())

    def _links(self, clause: str, parameters: Sequence[object]) -> list[IndexedLink]:
        return [
            IndexedLink._make((*row[:8], bool(row[8]), row[9])) for row in self.rows(f"{LINKS} {clause}", parameters)
        ]

    @cached_property
    def adjacency(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        """`(path → what it imports, path → what imports it)`, each sorted; files without edges are left out."""
        forward: dict[str, list[str]] = {}
        backward: dict[str, list[str]] = {}
        paths = self.paths
        pairs = self.rows(
            "SELECT DISTINCT source_id, target_id FROM links WHERE target_id IS NOT NULL AND target_id <> source_id"
        )
        for source, target in sorted((paths[source], paths[target]) for source, target in pairs):
            forward.setdefault(source, []).append(target)
            backward.setdefault(target, []).append(source)
        return (
            {key: tuple(value) for key, value in forward.items()},
            {key: tuple(value) for key, value in backward.items()},
        )

    def edges(self) -> list[Edge]:
        """All edges between files, by source and target; a file's links to itself are left out."""
        return self._edges

    @cached_property
    def _edges(self) -> list[Edge]:
        paths = self.paths
        rows = self.rows(
            "SELECT source_id, target_id, kind, line, name FROM links WHERE target_id IS NOT NULL AND target_id <> source_id"
        )
        grouped = by_key(((source, target), tuple(link)) for source, target, *link in rows)
        return sorted(edge_of(paths[source], paths[target], links) for (source, target), links in grouped.items())

    def edges_from(self, numbers: Iterable[int]) -> list[Edge]:
        """The edges that leave files, given by their ids, in that order: cheaper than all edges where they are few."""
        paths = self.paths
        statement = "SELECT target_id, kind, line, name FROM links WHERE source_id = ? AND target_id <> source_id"
        found: list[Edge] = []
        for number in numbers:
            grouped = by_key((target, tuple(link)) for target, *link in self.rows(statement, (number,)))
            found += sorted(edge_of(paths[number], paths[target], links) for target, links in grouped.items())
        return found

    def edges_of(self, path: str) -> tuple[list[Edge], list[Edge]]:
        """`(the edges that leave a file, the edges that enter it)`, each sorted: much cheaper than all edges."""
        number = self.file(path).id
        leaving = self._neighbours("target_id", "source_id", number)
        entering = self._neighbours("source_id", "target_id", number)
        return (
            sorted(edge_of(path, other, links) for other, links in leaving.items()),
            sorted(edge_of(other, path, links) for other, links in entering.items()),
        )

    def _neighbours(self, other: str, own: str, number: int) -> dict[str, list[tuple[str, int, str]]]:
        rows = self.rows(
            f"SELECT path, kind, line, name FROM links JOIN files ON id = {other} WHERE {own} = ? AND {other} <> {own}",  # noqa: S608 - constants
            (number,),
        )
        return by_key((path, tuple(link)) for path, *link in rows)
