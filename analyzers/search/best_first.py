"""The best of many matches without looking at all: groups of them are opened in the order of what each can hold at best."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ...answers import Match

__all__ = ["Group", "best_first", "order_of"]

DIGITS = 3
"""Scores are told, and compared, to as many."""


class Group(NamedTuple):
    """Matches that are not looked at yet: none of them scores above `most`. Opened it gives matches, and smaller groups."""

    most: float
    open: Callable[[], tuple[list[Match], Iterable[Group]]]


def best_first(groups: Iterable[Group], limit: int) -> list[Match]:
    """The matches of the groups, best first: at least the best `limit` of them (0: all)."""
    found: list[Match] = []
    waiting = [(-group.most, number, group) for number, group in enumerate(groups)]
    heapq.heapify(waiting)
    opened = len(waiting)
    best: list[float] = []
    while waiting and not _enough(best, limit, -waiting[0][0]):
        matches, inner = heapq.heappop(waiting)[2].open()
        found += matches
        best = heapq.nlargest(limit, chain(best, (match["score"] for match in matches)))
        for group in inner:
            heapq.heappush(waiting, (-group.most, opened, group))
            opened += 1
    return sorted(found, key=order_of)


def _enough(best: list[float], limit: int, most: float) -> bool:
    """So many matches score above what the others can; `best` are the best scores so far, best first."""
    return 0 < limit <= len(best) and best[-1] > round(most, DIGITS)


def order_of(match: Match) -> tuple[float, int, int, str, int, str]:
    """Best first, of equals the shortest name, then the outermost file: the root's `vite.config.ts` before a package's."""
    path = match["path"]
    return (-match["score"], len(match["name"]), path.count("/"), path, match["line"] or 0, match["name"])
