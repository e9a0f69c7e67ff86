"""Functions that are alike but for statements added, removed or changed: clones of type 3."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from .clone_corpus import COMMON
from .clone_nearest import FEWEST, Nearest, rarest
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

LOOKED_AT = 16

IN_ORDER = 0.3
"""Share of the larger function's chunks that a candidate has in the same order: below it stand a hundredth of the clones, and
a quarter of all candidates."""

MOST_PLACES = 5_000

CROWD = 100
"""In the report of a whole workspace, a chunk of more functions than this brings no candidates."""

NEAREST = 5
NEAREST_BEFORE = 8
"""So many candidates of each function are compared with it: of all, or of those before it, which then find it less often."""

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
        pairs, units = self._pairs, self._units
        chunks = [frozenset(pairs.chunks(key)) for key in units]
        spread = Counter(chain.from_iterable(chunks))
        most = COMMON if pairs.focus else CROWD
        asked = [number for number, key in enumerate(units) if pairs.in_focus(key)]
        rare = {number: rarest(chunks[number], spread, most) for number in asked}
        if pairs.focus is None:
            self._add_rare_neighbours(rare)
        nearest = Nearest(chunks, [pairs.size(key) for key in units])
        candidates = [
            (number, nearest.of(number, others, NEAREST if pairs.focus is not None else NEAREST_BEFORE))
            for number, others in self._likely(chunks, rare)
        ]
        found = in_shares(self._compared_with, [item for item in candidates if item[1]], LEAST_SHARE)
        pairs.paired.update((match.one, match.other) for match in found)
        return found

    def _add_rare_neighbours(self, rare: dict[int, list[int]]) -> None:
        """Gives functions of common chunks alone (`assertEqual(`) what tells them: two of these in a row."""
        plain = [number for number, values in rare.items() if len(values) < FEWEST]
        neighbours = {}
        for number in plain:
            held = self._pairs.chunks(self._units[number])
            neighbours[number] = frozenset(map(hash, pairwise(held)))
        spread = Counter(chain.from_iterable(neighbours.values()))
        for number, found in neighbours.items():
            rare[number] = [*rare[number], *rarest(found, spread, CROWD)]

    def _likely(
        self, chunks: Sequence[frozenset[int]], rare: Mapping[int, Sequence[int]]
    ) -> Iterator[tuple[int, list[int]]]:
        """Number of each function asked for, and those of the others that share most of its rare chunks.

        With a focus, of all others; in a whole workspace, of those before it.
        """
        pairs, rows = self._pairs, _ranges(self._units)
        holders = self._holders(chunks, rare) if pairs.focus is not None else {}
        for number, values in rare.items():
            hits = Counter(chain.from_iterable([holders.get(value, ()) for value in values]))
            if pairs.focus is None:
                for value in values:
                    holders.setdefault(value, []).append(number)
            key = self._units[number]
            low, high = rows[key[0]] if pairs.files[key[0]].zone == "test" else (number, number + 1)
            others = [other for other in hits if other < low or other >= high]
            if others:
                yield number, sorted(others, key=hits.__getitem__, reverse=True)[:LOOKED_AT]

    def _holders(self, chunks: Sequence[frozenset[int]], rare: Mapping[int, Sequence[int]]) -> dict[int, list[int]]:
        """Rare chunk → all functions that hold it."""
        wanted = set(chain.from_iterable(rare.values()))
        found: dict[int, list[int]] = {}
        for number, held in enumerate(chunks):
            for value in rare[number] if number in rare else held & wanted:
                found.setdefault(value, []).append(number)
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
        middles: dict[int, list[tuple[int, Key]]] = {}
        for key in self._pairs.units:
            unit = self._pairs.unit(key)
            middles.setdefault(key[0], []).append(((unit.start + unit.end) // 2, key))
        for held in middles.values():
            held.sort()
        for here, there in stretches:
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


def _ranges(units: Sequence[Key]) -> dict[int, tuple[int, int]]:
    """File number → where its functions stand in a list by file."""
    found: dict[int, tuple[int, int]] = {}
    for number, (file, _) in enumerate(units):
        found[file] = (found.get(file, (number, 0))[0], number + 1)
    return found


def _score(share: float) -> float:
    """The share of equal token runs as an estimate of the share of equal tokens: a changed token breaks several runs."""
    return 0.7 + 0.25 * (share - SIMILAR) / (1 - SIMILAR) if share >= SIMILAR else 0.7 * share / SIMILAR
