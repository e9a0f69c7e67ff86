"""Ruby: the syntax trees of files, kept while names are looked up in them, and what stands around a place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from ..changes.changes import parse

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

    from ....indexer.index import Index

__all__ = ["chain_at", "tree_of"]

MOST_SOURCE: Final = 3_000_000
"""Bytes of source whose trees are kept; they take some thirty times as many (1,000 files of rubocop 110 MB)."""


def tree_of(index: Index, path: str) -> Tree | None:
    """The tree of a file; None where it can't be parsed."""
    trees = _trees(index)
    if path not in trees.kept:
        source = index.read(path)
        trees.make_room(len(source))
        parsed = parse(path, source, "Ruby", indexed=True)
        trees.kept[path] = parsed.tree if parsed is not None else None
    return trees.kept[path]


class _Trees:
    """The trees of the files asked for last: each is asked for once for every name in it."""

    def __init__(self) -> None:
        self.kept: dict[str, Tree | None] = {}
        self._bytes = 0

    def make_room(self, size: int) -> None:
        """Forgets all where more than MOST_SOURCE would be kept."""
        self._bytes += size
        if self._bytes > MOST_SOURCE:
            self.kept.clear()
            self._bytes = size


@per_index
def _trees(index: Index) -> _Trees:
    del index
    return _Trees()


def chain_at(tree: Tree, start: int) -> list[Node]:
    """The nodes around a place, outermost first."""
    cursor, found = tree.walk(), [tree.root_node]
    while cursor.goto_first_child_for_byte(start) is not None and cursor.node is not None:
        found.append(cursor.node)
    return found if found[-1].start_byte <= start < found[-1].end_byte else []
