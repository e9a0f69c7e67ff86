"""Functions that are alike but for statements added, removed or changed: clones of type 3."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ...in_shares import in_shares
from ..comparing.likeness import longest_common, most_shared, shared_in_order, with_added
from ..noise.noise import are_only_rows
from .pairs import ASKED_SHARE, Candidates, Key

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from ..comparing.runs import EqualRows, Run, Stretch
    from ..comparing.verdicts import Verdicts
    from .pairs import Pairs, UnitMatch

__all__ = ["Similar"]

SIMILAR = 0.57
"""Least share of token runs in the same order for type 3; `_score` maps it to 0.7, the default threshold."""

SHORTER = 0.8
"""One side of a pair may be this much smaller than the least size: the copy that lost a statement."""

IN_ORDER = 0.3
"""Share of the larger function's chunks that a candidate has in the same order: below it stand a hundredth of the clones, and
a quarter of all candidates."""

MOST_PLACES = 5_000

LEAST_SHARE = 1_500
"""So many functions are worth a process of their own."""

LEAST_PAIRS = 4 * LEAST_SHARE

Pair = tuple[Key, Key]


class Similar:
    """The pairs of functions that share enough chunks and are alike enough token by token."""

    def __init__(self, pairs: Pairs, verdicts: Verdicts, copies: Collection[Key]) -> None:
        self._pairs = pairs
        self._verdicts = verdicts
        self._least = int(SHORTER * pairs.min_tokens)
        self._units = [key for key in pairs.of_size(self._least) if key not in copies]

    def matches(self) -> list[UnitMatch]:
        """Pairs found by what their functions call and reach for."""
        units, found = self._units, Candidates(self._pairs, self._units)

        def likely(numbers: Sequence[int]) -> list[Pair]:
            nearest = ((units[number], units[other]) for number in numbers for other in found.of(number))
            return [(min(pair), max(pair)) for pair in nearest]

        return self._matches(in_shares(likely, found.asked, LEAST_SHARE), "s", self._follow_alike)

    def filled(self, rows: EqualRows) -> list[UnitMatch]:
        """Pairs of functions most of which is in two stretches of equal lines, those inside long literals too."""
        runs = list(rows.long_runs())
        middles = self._middles({number for run in runs for number in (run.one, run.other)})

        def held(run: Run) -> list[list[int]]:
            here, there = (self._filled_by(rows.stretch(run, there=side), middles) for side in (False, True))
            return [[mine[1], theirs[1]] for mine in here for theirs in there]

        told = self._verdicts.of(runs, lambda run: (run.one, run.other, f"r{run.first} {run.last} {run.shift}"), held)
        found = (((run.one, one), (run.other, other)) for run, places in told for one, other in places)
        return self._matches(sorted({(min(pair), max(pair)) for pair in found}), "f")

    def _matches(
        self, found: Sequence[Pair], kind: str, may_be: Callable[[Key, Key], bool] | None = None
    ) -> list[UnitMatch]:
        """Those of some pairs that are clones, by what is known of them or by comparing."""
        pairs = self._pairs
        asked = [pair for pair in dict.fromkeys(found) if pair not in pairs.paired and pairs.may_pair(*pair)]
        scored = self._verdicts.of(
            asked,
            lambda pair: (pair[0][0], pair[1][0], f"{kind}{pair[0][1]} {pair[1][1]}"),
            lambda pair: self._compared(*pair, may_be),
            least=LEAST_PAIRS,
        )
        matches = (pairs.match(*pair, "similar", score) for pair, score in scored if score)
        return [match for match in matches if match is not None]

    def _follow_alike(self, one: Key, other: Key) -> bool:
        """Whether the chunks that two functions share follow each other alike: told without reading the files."""
        mine, theirs = self._pairs.chunks(one), self._pairs.chunks(other)
        equal = longest_common(mine, theirs, MOST_PLACES)
        least = IN_ORDER if self._pairs.focus is None else ASKED_SHARE
        return equal is None or equal >= least * max(len(mine), len(theirs))

    # ---- by equal lines

    def _middles(self, files: Collection[int]) -> dict[int, list[tuple[int, Key]]]:
        """The functions of some files by the middles of their bytes."""
        keys = (key for key in self._pairs.units if key[0] in files) if files else ()
        units = ((key, self._pairs.unit(key)) for key in keys)
        found = by_key((key[0], ((unit.start + unit.end) // 2, key)) for key, unit in units)
        return {number: sorted(held) for number, held in found.items()}

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

    def _compared(self, one: Key, other: Key, may_be: Callable[[Key, Key], bool] | None = None) -> float:
        """The score of a pair, 0 for no clones. The cheap reasons against it come first, then `may_be`, then the order of all."""
        pairs = self._pairs
        if pairs.are_rows(one, other) or self._are_small(one, other) or (may_be and not may_be(one, other)):
            return 0.0
        first, second = pairs.tokens(one), pairs.tokens(other)
        least = pairs.min_tokens
        if first.is_smaller(least) and second.is_smaller(least):
            return 0.0
        if first.is_smaller(self._least) or second.is_smaller(self._least):
            return 0.0
        smaller, larger = sorted((len(first.raw), len(second.raw)))
        if smaller < SIMILAR * with_added(smaller, larger) and pairs.threshold >= 0.7:
            return 0.0
        if _score(most_shared(first, second)) < pairs.threshold:
            return 0.0
        score = _score(shared_in_order(first, second))
        if score < pairs.threshold or are_only_rows(score, first, second):
            return 0.0
        renamed = first.shape_key == second.shape_key and pairs.unit(one).shape == pairs.unit(other).shape
        return 0.0 if renamed else score

    def _are_small(self, one: Key, other: Key) -> bool:
        """Whether two functions are certainly too small, told without splitting them into tokens."""
        most = sorted((self._pairs.unit(one).tokens, self._pairs.unit(other).tokens))
        return most[0] < self._least or most[1] < self._pairs.min_tokens


def _score(share: float) -> float:
    """The share of equal token runs as an estimate of the share of equal tokens: a changed token breaks several runs."""
    return 0.7 + 0.25 * (share - SIMILAR) / (1 - SIMILAR) if share >= SIMILAR else 0.7 * share / SIMILAR
