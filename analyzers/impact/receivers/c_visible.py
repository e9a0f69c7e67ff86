"""C, C++: the files whose text a file has in it, by its includes and theirs; and the types without a name that hold members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.reached import reached
from ...per_index import read_once
from ..called import called_in
from .c_nodes import C_FAMILY
from .written_names import WITHOUT_NAME, holding

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["holders", "included"]


@read_once
def included(index: Index, path: str) -> frozenset[str]:
    """A file and all that it includes, directly or through other files."""
    return frozenset(reached([path], lambda file: index.adjacency[0].get(file, ())))


def holders(index: Index, path: str, qualname: str) -> list[str]:
    """The last name of the class that holds a member; of a type of C without a name also what it stands in."""
    found = [holder] if (holder := holding(path, qualname)) else []
    parts = qualname.split(".")[:-1]
    if len(parts) > 1 and index.files[path].language in C_FAMILY:
        start = len(parts) - 1
        while start and _is_field(index, path, parts[: start + 1]):
            start -= 1
        found += [WITHOUT_NAME.join(parts[start:])] if start < len(parts) - 1 else []
    return found


def _is_field(index: Index, path: str, parts: list[str]) -> bool:
    qualname = ".".join(parts)
    return any(item.qualname == qualname and item.kind == "field" for item in called_in(index, path, parts[-1]))
