"""How alike two pieces of code are, told from their tokens: by those that they share, and by those that follow each other alike."""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

from ..reading.tokens import LITERAL, NAME

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..reading.tokens import Tokens

__all__ = [
    "SAME_TEXTS", "longest_common", "most_shared", "renaming", "runs", "same_literals", "same_texts", "shared_in_order", "shared_runs",
    "similarity", "with_added",
]  # fmt: skip

MOST_PLACES = 20_000
"""With more pairs of equal runs than this, which is one row over and over, their order says nothing."""

CONTAINED = 0.8
"""With this share of the smaller one's token runs in the other, in the same order, statements were only added to it."""

ADDED = 0.75
"""What was added counts this much against such a pair: each statement of a small function is a large share of it."""

SAME_TEXTS = 0.5
"""Pieces whose long literals have fewer lines than this share in common are other cases of one pattern."""

DIGITS = 2


def similarity(one: Tokens, other: Tokens) -> float:
    """Share of the larger one's token runs that the other has too, 0 to 1; locals and literals count as equal."""
    return shared_runs(runs(one), runs(other))


def runs(found: Tokens) -> frozenset[int]:
    """The runs of `GRAM` tokens of a piece, the second of a kind told from the first."""
    grams = found.grams
    numbered = set(grams)
    if len(numbered) < len(grams):
        for gram, times in Counter(grams).items():
            if times > 1:
                numbered.update([hash((gram, number)) for number in range(1, times)])
    return frozenset(numbered)


def shared_in_order(one: Tokens, other: Tokens) -> float:
    """The share of the larger one's token runs that the other has too and in the same order; see `ADDED` for what it only adds.

    Statements of one project often share their words: what makes a copy is that they follow each other alike.
    """
    equal = longest_common(one.grams, other.grams, MOST_PLACES)
    if equal is None:
        return similarity(one, other)
    smaller, larger = sorted((len(one.grams), len(other.grams)))
    return equal / max(1, with_added(smaller, larger) if equal >= CONTAINED * smaller else larger)


def with_added(smaller: int, larger: int) -> float:
    """What two sizes count as where one piece only adds to the other."""
    return smaller + ADDED * (larger - smaller)


def most_shared(one: Tokens, other: Tokens) -> float:
    """At most this is what `shared_in_order` gives; told without numbering the token runs."""
    again = min(len(one.grams) - len(one.kinds), len(other.grams) - len(other.kinds))
    return (len(one.kinds & other.kinds) + again) / max(1, with_added(*sorted((len(one.grams), len(other.grams)))))


def shared_runs(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the larger set that both have."""
    return len(one & other) / max(1, len(one), len(other))


def same_texts(one: Tokens, other: Tokens) -> float:
    """The share of the lines of their literals of several lines that two pieces have in common; 1 where there are none."""
    mine, theirs = (Counter(chain.from_iterable(found.texts.values())) for found in (one, other))
    return _in_common(mine, theirs) if mine or theirs else 1.0


def same_literals(one: Tokens, other: Tokens) -> float:
    """The share of their literals that two pieces have in common; numbers of one or two digits any two tables share."""
    views = (zip(found.raw, found.blind, strict=True) for found in (one, other))
    return _in_common(
        *(Counter(raw for raw, blind in view if blind == LITERAL and len(raw) > DIGITS) for view in views)
    )


def _in_common(mine: Counter[bytes], theirs: Counter[bytes]) -> float:
    return (mine & theirs).total() / max(1, mine.total(), theirs.total())


def renaming(one: Tokens, other: Tokens) -> float:
    """How far one shape-equal piece is the other with names replaced: 1 where each name always becomes the same one.

    Only names that occur again say something; with none of them the answer is 0.5.
    """
    pairs = Counter(
        (before.rstrip(b"("), after.rstrip(b"("))
        for before, after, blind in zip(one.raw, other.raw, one.blind, strict=False)
        if NAME in blind
    )
    times: Counter[bytes] = Counter()
    most: dict[bytes, int] = {}
    for (name, _), count in pairs.items():
        times[name] += count
        most[name] = max(count, most.get(name, 0))
    repeated = [name for name, count in times.items() if count > 1]
    total = sum(map(times.__getitem__, repeated))
    return sum(map(most.__getitem__, repeated)) / total if total else 0.5


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
