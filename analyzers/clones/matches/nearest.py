"""Which functions are worth comparing with one: those that share its rarest chunks, the nearest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

__all__ = ["ASKED_SHARE", "CHUNK_SHARE", "FEWEST", "Nearest", "rarest"]

CHUNK_SHARE, ASKED_SHARE = 0.3, 0.2
"""The least share of the larger function's chunks that a candidate has too: no clone of the benchmark shares less. Lower where only
a few functions are asked about (a snippet): these may be formatted in another way, and comparing more candidates costs little."""

RAREST, FEWEST, MOST_HOLDERS = 12, 4, 200
"""At most, and at least, so many of a function's rarest chunks are looked up; between the two until their holders are too many."""


class Nearest:
    """The candidates that share most chunks with a function; of many similar ones only some are compared."""

    def __init__(self, chunks: Callable[[int], frozenset[int]], sizes: Callable[[int], int], least: float) -> None:
        self._chunks = chunks
        self._sizes = sizes
        self._least = least

    def of(self, number: int, others: list[int], most: int) -> list[int]:
        """Those of `others` that have a similar size and share enough chunks, the ones that share most first."""
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
