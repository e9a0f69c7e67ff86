"""Small collections: pairs gathered by their keys or by what they connect, tables of words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

__all__ = ["by_key", "connected", "word_table", "words"]

Key = TypeVar("Key")
Value = TypeVar("Value")


def by_key(pairs: Iterable[tuple[Key, Value]]) -> dict[Key, list[Value]]:
    """Key → its values, in the order of the pairs."""
    found: dict[Key, list[Value]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return found


def connected(pairs: Iterable[tuple[Key, Key]]) -> dict[Key, Key]:
    """Each of what pairs connect, through others too → the one that stands for all of them, in the order of the pairs."""
    above: dict[Key, Key] = {}

    def first(key: Key) -> Key:
        while (other := above.setdefault(key, key)) != key:
            above[key] = key = above[other]
        return key

    for one, other in pairs:
        above[first(other)] = first(one)
    return {key: first(key) for key in above}


def words(listed: str) -> frozenset[str]:
    """The words of a table that is written as text."""
    return frozenset(listed.split())


def word_table(listed: str) -> dict[str, frozenset[str]]:
    """The words of each name (`a: b c`) of a table that is written as text, on lines or with `|` between; a name may come again."""
    pairs = by_key(entry.strip().partition(":")[::2] for entry in re.split(r"[|\n]", listed) if entry.strip())
    return {name: words(" ".join(told)) for name, told in pairs.items()}
