"""Which functions are worth comparing: for each one in question those that share most of its rarest chunks and are nearest to it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from ....indexer.fingerprints.fingerprint import Fingerprint
from ..reading.corpus import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .pairs import Key, Pairs

__all__ = ["ASKED_SHARE", "Candidates"]

LOOKED_AT = 16
LONG = 120
"""A function of so many tokens that shares but one rare chunk with more others than that is compared with all of these: a long test among
many that call the same."""

CROWD = 100
"""In the report of a whole workspace, a chunk of more functions than this brings no candidates."""

NEAREST = 5
NEAREST_BEFORE = 8
"""So many candidates of each function are compared with it: of all, or of those before it, which then find it less often."""

CHUNK_SHARE, ASKED_SHARE = 0.3, 0.2
"""The least share of the larger function's chunks that a candidate has too: hardly a clone of the benchmark shares less, short tests that
are none do. Lower where few functions are asked about (a snippet): they may be formatted in another way, and more cost little."""

RAREST, FEWEST, MOST_HOLDERS = 12, 4, 200
"""At most, and at least, so many of a function's rarest chunks are looked up; between the two until their holders are too many."""


class Candidates:
    """For each function in question those to compare with it: with a focus among all others, else among those before it.

    Attributes:
        asked: the numbers of the functions in question, which may be asked about one by one, in any order.
    """

    def __init__(self, pairs: Pairs, units: Sequence[Key]) -> None:
        """Notes who holds which chunk.

        Args:
            pairs: what is compared.
            units: functions by file, one of each kind.
        """
        self._pairs = pairs
        self._units = units
        self._holders: dict[int, list[int]] = {}
        self._known: list[frozenset[int]] = []
        self._sizes = list(map(pairs.size, units))
        self._least = CHUNK_SHARE if pairs.focus is None else ASKED_SHARE
        self._rare = self._in_workspace() if pairs.focus is None else self._in_focus(pairs.focus)
        self._own_tests = _own_tests(pairs, units, self._rare)
        self.asked: Sequence[int] = list(self._rare)

    def of(self, number: int) -> list[int]:
        """Those to compare with one of the functions in question: of a similar size, that share enough chunks, the nearest first."""
        mine, size = self._chunks(number), self._sizes[number]
        ranked = []
        for other in self._likely(number):
            if 0.4 * size < self._sizes[other] < 2.5 * size:
                theirs = self._chunks(other)
                share = len(mine & theirs) / max(len(mine), len(theirs))
                if share >= self._least:
                    ranked.append((-share, other))
        ranked.sort()
        return [other for _, other in ranked[: NEAREST_BEFORE if self._pairs.focus is None else NEAREST]]

    def _chunks(self, number: int) -> frozenset[int]:
        """The chunks of one of the functions."""
        return self._known[number] if self._known else frozenset(self._pairs.chunks(self._units[number]))

    def _in_workspace(self) -> dict[int, list[int]]:
        pairs, units = self._pairs, self._units
        self._known = chunks = [frozenset(pairs.chunks(key)) for key in units]
        spread = Counter(chain.from_iterable(chunks))
        rare = {number: _rarest(held, spread, CROWD) for number, held in enumerate(chunks)}
        _add_rare_neighbours(pairs, units, rare)
        for number, values in rare.items():
            for value in values:
                self._holders.setdefault(value, []).append(number)
        return rare

    def _in_focus(self, focus: Iterable[int]) -> dict[int, list[int]]:
        """Of the functions outside the focus only the chunks count that one inside has too."""
        pairs, units, files = self._pairs, self._units, frozenset(focus)
        asked = {number: frozenset(pairs.chunks(key)) for number, key in enumerate(units) if key[0] in files}
        wanted = frozenset(chain.from_iterable(asked.values()))
        near = frozenset(_holding(pairs, units, wanted))
        held = {
            number: asked.get(number) or wanted.intersection(pairs.chunks(key))
            for number, key in enumerate(units)
            if number in asked or number in near
        }
        spread = Counter(chain.from_iterable(held.values()))
        rare = {number: _rarest(chunks, spread, COMMON) for number, chunks in asked.items()}
        worth = frozenset(chain.from_iterable(rare.values()))
        for number, shared in held.items():
            for value in rare[number] if number in rare else shared & worth:
                self._holders.setdefault(value, []).append(number)
        return rare

    def _likely(self, number: int) -> list[int]:
        """Those of the other functions that share most of its rare chunks; cases of one thing, in a file of tests, do not count."""
        held = [self._holders.get(value, []) for value in self._rare[number]]
        if self._pairs.focus is None:
            held = [others[: bisect_left(others, number)] for others in held]
        hits = Counter(chain.from_iterable(held))
        low, high = self._own_tests.get(number, (number, number + 1))
        others = [other for other in hits if other < low or other >= high]
        others.sort(key=hits.__getitem__, reverse=True)
        is_vague = len(others) > LOOKED_AT and hits[others[LOOKED_AT]] == 1
        return others[: CROWD if is_vague and not self._pairs.is_smaller(self._units[number], LONG) else LOOKED_AT]


def _holding(pairs: Pairs, units: Sequence[Key], wanted: frozenset[int]) -> Iterator[int]:
    """The numbers of the functions that have one of some chunks: each file is looked through once."""
    file, held, marks = -1, Fingerprint((), (), ()), b""
    for number, key in enumerate(units):
        if key[0] != file:
            file = key[0]
            held = pairs.files[file].fingerprint
            marks = bytes(map(wanted.__contains__, held.chunks))
        _, first, last, *_ = held.units[key[1]]
        if marks.find(1, first, last) >= 0:
            yield number


def _add_rare_neighbours(pairs: Pairs, units: Sequence[Key], rare: dict[int, list[int]]) -> None:
    """Gives functions of common chunks alone (`assertEqual(`) what tells them: two of these in a row."""
    plain = [number for number, values in rare.items() if len(values) < FEWEST]
    neighbours = {number: frozenset(map(hash, pairwise(pairs.chunks(units[number])))) for number in plain}
    spread = Counter(chain.from_iterable(neighbours.values()))
    for number, found in neighbours.items():
        rare[number] = [*rare[number], *_rarest(found, spread, CROWD)]


def _own_tests(pairs: Pairs, units: Sequence[Key], asked: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Number of each function asked for that is a test → from where to where the tests of its file stand."""
    mine = {number: units[number][0] for number in asked if pairs.is_test(units[number])}
    wanted = set(mine.values())
    ranges: dict[int, tuple[int, int]] = {}
    for number, key in enumerate(units):
        if key[0] in wanted and pairs.is_test(key):
            ranges[key[0]] = (ranges.get(key[0], (number, 0))[0], number + 1)
    return {number: ranges[file] for number, file in mine.items()}


def _rarest(found: frozenset[int], spread: Counter[int], most: int) -> list[int]:
    """The rarest chunks that a function shares with others: its likely clones have one of them too."""
    shared = sorted([(spread[value], value) for value in found if 1 < spread[value] <= most])[:RAREST]
    total = 0
    for position, (times, _) in enumerate(shared):
        total += times
        if total > MOST_HOLDERS and position >= FEWEST:
            del shared[position:]
            break
    return [value for _, value in shared]
