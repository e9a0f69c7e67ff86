"""Which functions are worth comparing with one: those that share its rarest chunks, the nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

__all__ = ["ASKED_SHARE", "CHUNK_SHARE", "FEWEST", "Nearest", "rarest"]

CHUNK_SHARE = 0.3
ASKED_SHARE = 0.2
"""Share of the larger function's chunks that a candidate has in common: below it no pair of the benchmark is lost. Of few that
are asked about, which may be laid out in another way, more are compared."""

RAREST = 12
FEWEST = 4
MOST_HOLDERS = 200
"""A function's rarest chunks, as many of them as are held by so many functions in all, but not fewer than a few."""


class Nearest:
    """The candidates that share most chunks with a function: in a crowd of alike ones, some stand for all."""

    def __init__(self, chunks: Callable[[int], frozenset[int]], sizes: Callable[[int], int], least: float) -> None:
        self._chunks = chunks
        self._sizes = sizes
        self._least = least

    def of(self, number: int, others: list[int], most: int) -> list[int]:
        """Those of the functions `others` that are of a size and share chunks enough, the nearest first."""
        chunks, sizes = self._chunks, self._sizes
        mine, size = chunks(number), sizes(number)
        count, low, high = len(mine), 0.4 * size, 2.5 * size
        ranked = []
        for other in others:
            if low < sizes(other) < high:
                theirs = chunks(other)
                share = len(mine & theirs) / max(count, len(theirs))
                if share >= self._least:
                    ranked.append((-share, other))
        ranked.sort()
        return [other for _, other in ranked[:most]]


def rarest(found: frozenset[int], spread: Counter[int], most: int) -> list[int]:
    """The rarest chunks that a function shares with others: its likely clones have one of them too."""
    shared = sorted([(spread[value], value) for value in found if 1 < spread[value] <= most])[:RAREST]
    total = 0
    for position, (times, _) in enumerate(shared):
        total += times
        if total > MOST_HOLDERS and position >= FEWEST:
            del shared[position:]
            break
    return [value for _, value in shared]
