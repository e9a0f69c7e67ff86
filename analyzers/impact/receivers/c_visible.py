"""C, C++: the files whose text a file has in it, by its includes and theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.reached import reached
from ...per_index import read_once

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["included"]


@read_once
def included(index: Index, path: str) -> frozenset[str]:
    """A file and all that it includes, directly or through other files."""
    return frozenset(reached([path], lambda file: index.adjacency[0].get(file, ())))
