"""Small collections: pairs gathered by their keys, a table of words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

__all__ = ["by_key", "words"]

Key = TypeVar("Key")
Value = TypeVar("Value")


def by_key(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Key → its values, in the order of the pairs."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def words(listed: str) -> frozenset[str]:
    """The words of a table that is written as text."""
    return frozenset(listed.split())
