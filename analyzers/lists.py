"""Lists in answers: ranked, cut at a limit, and honest about the cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

__all__ = ["IS_CUT", "copied", "counted", "cut", "fit", "how_cut"]

Item = TypeVar("Item")


def cut(items: Sequence[Item], limit: int) -> tuple[list[Item], bool]:
    """The first `limit` items (all for 0), and whether any were left out."""
    if limit and len(items) > limit:
        return list(items[:limit]), True
    return list(items), False


IS_CUT = "cut to the first: "


def how_cut(what: str, shown: int, total: int) -> str:
    """How much of a list an answer shows, and how to get the rest."""
    return f"{IS_CUT}{what} {shown} of {total} (limit=0 shows all)"


def copied(value: Any) -> Any:
    """A JSON value of its own, for one who changes it: lists and objects new, tuples and the rest as they are."""
    if isinstance(value, dict):
        return {key: copied(item) for key, item in value.items()}
    if isinstance(value, list):
        return [copied(item) for item in value]
    return value


def counted(number: int, what: str) -> str:
    """`1 file`, `2 files`: a number with what is counted, whose plural takes an s."""
    return f"{number} {what}{'s' if number != 1 else ''}"


COMPACT_CHARACTERS = 9_500
"""A default answer stays below this: about 2,500 tokens."""


def fit(answer: Any, lists: Sequence[list[Any]], least: int = 0) -> None:
    """Shortens the longest of an answer's lists, row by row, until the whole answer is compact.

    Args:
        answer: the JSON object that holds the lists.
        lists: lists inside it that may be cut; ranked, so that the last rows matter least.
        least: so many rows stay of each.
    """
    import json

    rows = [[len(json.dumps(row, ensure_ascii=False)) + 2 for row in items] for items in lists]
    sizes, left = [sum(row) for row in rows], len(json.dumps(answer, ensure_ascii=False))
    while left > COMPACT_CHARACTERS:
        longest = max(range(len(lists)), key=lambda at: sizes[at] if len(lists[at]) > least else 0, default=None)
        if longest is None or len(lists[longest]) <= least:
            return
        lists[longest].pop()
        size = rows[longest].pop()
        sizes[longest] -= size
        left -= size
