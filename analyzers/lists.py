"""Lists in answers: ranked, cut at a limit, and honest about the cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

__all__ = ["cut", "words"]

Item = TypeVar("Item")


def cut(items: Sequence[Item], limit: int) -> tuple[list[Item], bool]:
    """The first `limit` items (all for 0), and whether any were left out."""
    if limit and len(items) > limit:
        return list(items[:limit]), True
    return list(items), False


def words(listed: str) -> frozenset[str]:
    """The words of a table that is written as text."""
    return frozenset(listed.split())
