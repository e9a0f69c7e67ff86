"""Functions that are alike but for statements added, removed or changed: clones of type 3."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from .clone_candidates import candidates
from .clone_tokens import longest_common, most_shared, shared_in_order
from .in_shares import in_shares

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .clone_pairs import Key, Pairs, UnitMatch
    from .clone_runs import Stretch

__all__ = ["Similar"]

SIMILAR = 0.545
"""Least share of token runs in the same order for type 3; `_score` maps it to 0.7, the default threshold."""

SHORTER = 0.8
"""One side of a pair may be this much smaller than the least size: the copy that lost a statement."""

IN_ORDER = 0.3
"""Share of the larger function's chunks that a candidate has in the same order: below it stand a hundredth of the clones, and
a quarter of all candidates."""

MOST_PLACES = 5_000

LEAST_SHARE = 1_500
"""So many functions are worth a process of their own."""


class Similar:
    """The pairs of functions that share enough chunks and are alike enough token by token."""

    def __init__(self, pairs: Pairs, copies: Collection[Key]) -> None:
        self._pairs = pairs
        self._units = [key for key in pairs.units if key not in copies]
        self._compared: set[tuple[Key, Key]] = set()

    def matches(self) -> list[UnitMatch]:
        """Pairs found by what their functions call and reach for."""
        found = in_shares(self._compared_with, candidates(self._pairs, self._units), LEAST_SHARE)
        self._pairs.paired.update((match.one, match.other) for match in found)
        return found

    def _compared_with(self, candidates: Sequence[tuple[int, list[int]]]) -> list[UnitMatch]:
        """The functions with those of their candidates that they are alike."""
        units = self._units
        pairs = ((units[number], units[other]) for number, others in candidates for other in others)
        compared = (
            self._compare(one, other)
            for one, other in ((min(pair), max(pair)) for pair in pairs)
            if self._follow_alike(one, other)
        )
        return [match for match in compared if match is not None]

    def _follow_alike(self, one: Key, other: Key) -> bool:
        """Whether the chunks that two functions share follow each other alike: told without reading the files."""
        mine, theirs = self._pairs.chunks(one), self._pairs.chunks(other)
        equal = longest_common(mine, theirs, MOST_PLACES)
        return equal is None or equal >= IN_ORDER * max(len(mine), len(theirs))

    # ---- by equal lines

    def filled(self, stretches: Iterable[tuple[Stretch, Stretch]]) -> Iterator[UnitMatch]:
        """Pairs of functions most of which is in two stretches of equal lines, those inside long literals too."""
        pairs = list(stretches)
        files = {stretch[0] for pair in pairs for stretch in pair}
        middles: dict[int, list[tuple[int, Key]]] = {}
        for key in self._pairs.units if files else ():
            if key[0] in files:
                unit = self._pairs.unit(key)
                middles.setdefault(key[0], []).append(((unit.start + unit.end) // 2, key))
        for held in middles.values():
            held.sort()
        for here, there in pairs:
            for one in self._filled_by(here, middles):
                for other in self._filled_by(there, middles):
                    match = self._compare(min(one, other), max(one, other))
                    if match is not None:
                        yield match

    def _filled_by(self, stretch: Stretch, middles: Mapping[int, Sequence[tuple[int, Key]]]) -> list[Key]:
        """The functions half of which or more is in a stretch: their middles are in it."""
        number, start, end = stretch
        held = middles.get(number, ())
        inside = held[bisect_left(held, (start, ())) : bisect_right(held, (end, (number + 1, 0)))]
        return [key for _, key in inside if 2 * self._overlap(key, start, end) >= self._pairs.size(key)]

    def _overlap(self, key: Key, start: int, end: int) -> int:
        unit = self._pairs.unit(key)
        return min(end, unit.end) - max(start, unit.start)

    # ---- one pair

    def _compare(self, one: Key, other: Key) -> UnitMatch | None:
        pairs = self._pairs
        if (one, other) in self._compared or (one, other) in pairs.paired or not pairs.may_pair(one, other):
            return None
        self._compared.add((one, other))
        if pairs.are_rows(one, other):
            return None
        first, second = pairs.tokens(one), pairs.tokens(other)
        least = pairs.min_tokens
        if first.is_smaller(least) and second.is_smaller(least):
            return None
        if first.is_smaller(int(SHORTER * least)) or second.is_smaller(int(SHORTER * least)):
            return None
        if (
            min(len(first.raw), len(second.raw)) < SIMILAR * max(len(first.raw), len(second.raw))
            and pairs.threshold >= 0.7
        ):
            return None
        if _score(most_shared(first, second)) < pairs.threshold:
            return None
        score = _score(shared_in_order(first, second))
        if score < pairs.threshold or first.shape_key == second.shape_key:
            return None
        return pairs.match(one, other, "similar", score)


def _score(share: float) -> float:
    """The share of equal token runs as an estimate of the share of equal tokens: a changed token breaks several runs."""
    return 0.7 + 0.25 * (share - SIMILAR) / (1 - SIMILAR) if share >= SIMILAR else 0.7 * share / SIMILAR
