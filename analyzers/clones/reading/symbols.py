"""The definitions of a file that the clone finder names, from the index or just read."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.facts import Symbol
    from ....indexer.index import Index

__all__ = ["Named", "ReadSymbols", "StoredSymbols", "Symbols"]

CLASSES = frozenset({"class", "struct", "trait", "object", "interface"})

Named = tuple[str, str, int]
"""Dotted path, kind and first line of a definition."""


class Symbols(Protocol):
    """The definitions of a file."""

    def learn(self) -> None:
        """Gets ready to answer without a database."""

    def named(self, seq: int) -> Named:
        """One of them, by its position among them."""

    def classes(self) -> list[tuple[str, str, int, int]]:
        """Dotted path, kind, first and last line of each class."""


class StoredSymbols:
    """Of a file of the index; all of them are read with the first."""

    def __init__(self, index: Index, file_id: int) -> None:
        self._index = index
        self._first = file_id << 20

    @cached_property
    def _all(self) -> dict[int, tuple[str, str, int, int]]:
        query = "SELECT id, qualname, kind, start_line, end_line FROM symbols WHERE id >= ? AND id < ? ORDER BY id"
        return {row[0]: row[1:] for row in self._index.rows(query, (self._first, self._first + (1 << 20)))}

    def learn(self) -> None:
        """Reads them, so that a copy of this process needs no database."""
        _ = self._all

    def named(self, seq: int) -> Named:
        found = self._all.get(self._first + seq)
        return found[:3] if found else ("", "function", 0)

    def classes(self) -> list[tuple[str, str, int, int]]:
        return [found for found in self._all.values() if found[1] in CLASSES]


class ReadSymbols:
    """Of a file that is not in the index as it stands."""

    def __init__(self, symbols: Sequence[Symbol]) -> None:
        self._symbols = symbols

    def learn(self) -> None:
        """They are at hand."""

    def named(self, seq: int) -> Named:
        return self._symbols[seq][:3]

    def classes(self) -> list[tuple[str, str, int, int]]:
        return [
            (item.qualname, item.kind, item.start_line, item.end_line) for item in self._symbols if item.kind in CLASSES
        ]
