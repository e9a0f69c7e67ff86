"""The longest sequence that two have in common: how much of two pieces of code stands in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["longest_common"]


def longest_common(mine: Sequence[int], theirs: Sequence[int], most: int) -> int | None:
    """The length of the longest sequence that both have in the same order; None with more than `most` pairs of equal entries.

    All of `theirs` is worked on at once, one bit an entry of it: a bit is cleared for each entry by which the sequence grows
    (Hyyrö, "Bit-parallel LCS-length computation revisited", 2004).
    """
    places: dict[int, int] = {}
    bit = 1
    for value in theirs:
        places[value] = places.get(value, 0) | bit
        bit <<= 1
    if len(mine) * len(theirs) > most and sum(places.get(value, 0).bit_count() for value in mine) > most:
        return None
    left = bit - 1
    for value in mine:
        if value in places:
            grown = left & places[value]
            left = (left + grown) | (left - grown)
    return len(theirs) - (left & (bit - 1)).bit_count()
