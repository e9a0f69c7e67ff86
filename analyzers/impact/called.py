"""The definitions of a bare name, by file: a search asks for a name once for each place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from ..per_index import read_once

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...indexer.index import Index, IndexedSymbol

__all__ = ["all_called", "called_in", "first_of", "is_unbuilt"]


def called_in(index: Index, path: str, name: str) -> list[IndexedSymbol]:
    """Those of one file, in source order. The list is shared: nobody changes it."""
    return _by_file(index, name).get(path, [])


def all_called(index: Index, name: str) -> list[IndexedSymbol]:
    """Those of the workspace, in path and source order."""
    return [item for found in _by_file(index, name).values() for item in found]


@read_once
def first_of(index: Index, path: str) -> Mapping[str, IndexedSymbol]:
    """Dotted path → the first of a file's definitions that has it."""
    return {item.qualname: item for item in reversed(index.symbols(path))}


def is_unbuilt(path: str) -> bool:
    """Go: no package has what stands in a file that is called so."""
    return path.endswith(".go") and path.rpartition("/")[2].startswith(("_", "."))


@read_once
def _by_file(index: Index, name: str) -> Mapping[str, list[IndexedSymbol]]:
    return by_key((item.path, item) for item in index.symbols(name=name) if not is_unbuilt(item.path))
