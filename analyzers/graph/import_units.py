"""What can import each other in a circle: files, and in Go packages, whose files are compiled as one and name each other freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Edge, Index

__all__ = ["BY_FOLDER", "between_units", "unit_of"]

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
            found.append(
                edge if source == edge.source and target == edge.target else edge._replace(source=source, target=target)
            )
    return found


def unit_of(index: Index, path: str) -> str:
    """The file itself, or the folder of a Go file."""
    return path.rpartition("/")[0] or "." if index.files[path].language == BY_FOLDER else path
