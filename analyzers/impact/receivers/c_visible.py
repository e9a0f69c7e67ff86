"""C, C++: the files whose text a file has in it, by its includes and theirs."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...per_index import read_once

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["included"]


@read_once
def included(index: Index, path: str) -> frozenset[str]:
    """A file and all that it includes, directly or through other files."""
    found = {path}
    queue = deque([path])
    while queue:
        for other in index.adjacency[0].get(queue.popleft(), ()):
            if other not in found:
                found.add(other)
                queue.append(other)
    return frozenset(found)
