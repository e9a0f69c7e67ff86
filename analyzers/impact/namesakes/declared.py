"""Which files see what a C or C++ source defines: those that include a header that declares it, themselves or through headers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.languages.families import HEADERS
from ....indexer.reached import reached
from ...per_index import read_once

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index, IndexedSymbol
    from ..occurrences import Definition

__all__ = ["including", "is_declared_to", "is_defined_for_header"]

TYPES = frozenset({"struct", "union", "enum", "class", "type"})
"""Kinds of what is called like a function or variable and is no declaration of it."""


def is_declared_to(index: Index, path: str, definition: Definition) -> bool:
    """A file includes a header that declares a definition, or one that does."""
    return path in _declared_to(index, definition)


@read_once
def _declared_to(index: Index, definition: Definition) -> frozenset[str]:
    return including(index, {item.path for item in _declarations(index, definition)})


def is_defined_for_header(index: Index, definition: Definition) -> bool:
    """A header declares it, and no file but its own defines it."""
    path, qualname = definition
    headers = {item.path for item in _declarations(index, definition)} - {path}
    named = index.symbols(name=qualname.rpartition(".")[2])
    return bool(headers) and all(item.path in {path, *headers} for item in named if item.qualname == qualname)


def _declarations(index: Index, definition: Definition) -> list[IndexedSymbol]:
    """What headers say of a definition; nothing of what only its own file can use."""
    path, qualname = definition
    symbols = [item for item in index.symbols(name=qualname.rpartition(".")[2]) if item.qualname == qualname]
    own = [item for item in symbols if item.path == path]
    if path.endswith(HEADERS):
        return own
    if own and not any(item.exported and item.kind != "namespace" for item in own):
        return []
    types = {item.kind in TYPES for item in own}
    return [item for item in symbols if item.path.endswith(HEADERS) and (not own or (item.kind in TYPES) in types)]


def including(index: Index, files: Iterable[str]) -> frozenset[str]:
    """The files that include one of these, directly or through other headers, and these themselves."""
    starts = set(files)
    users = index.adjacency[1]
    return frozenset(
        reached(starts, lambda file: users.get(file, ()) if file in starts or file.endswith(HEADERS) else ())
    )
