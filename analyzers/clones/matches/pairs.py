"""Which functions of some files are compared, what each is, and which pairs are clones already."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.fingerprints.fingerprint import Fingerprint
from ....indexer.fingerprints.spans import UNNAMED
from ..reading.corpus import COMMON, LEAST_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ....indexer.fingerprints.fingerprint import Unit
    from ..reading.corpus import ClonedFile, Piece
    from ..reading.tokens import Tokens

__all__ = ["ASKED_SHARE", "Candidates", "Key", "Match", "Pairs", "UnitMatch"]

Key = tuple[int, int]
"""File number and unit number of a function."""


class Match(NamedTuple):
    """Two pieces that are alike: numbers of their files, `one` not after `other`, the pieces, how they are alike, and their score."""

    one: int
    other: int
    pieces: tuple[Piece, Piece]
    match: str
    score: float
    shared: tuple[frozenset[int], frozenset[int]] | None = None
    """The lines of each side that known clones hold, where the pieces are whole files or classes."""


class UnitMatch(NamedTuple):
    """Two functions, each as (file number, unit number), `one` before `other`; `match` is `exact | renamed | similar`."""

    one: Key
    other: Key
    match: str
    score: float


class Pairs:
    """The functions that are large enough, and the pairs of them that were found to be clones.

    Attributes:
        files: where to look.
        focus: numbers of the files of which one side of a pair has to be; None for all.
        min_tokens: smaller functions are left out.
        threshold: lowest score.
        units: the functions, by file.
        paired: pairs that are clones.
    """

    def __init__(
        self, files: Sequence[ClonedFile], focus: Collection[int] | None, min_tokens: int, threshold: float
    ) -> None:
        self.files = files
        self.focus = focus
        self.min_tokens = min_tokens
        self.threshold = threshold
        self.units = self.of_size(0)
        self.paired: set[tuple[Key, Key]] = set()

    def of_size(self, least: int) -> list[Key]:
        """The functions that may have so many tokens."""
        smallest = int(LEAST_BYTES * self.min_tokens)
        return [
            (number, position)
            for number, file in enumerate(self.files)
            for position, unit in enumerate(file.fingerprint.units)
            if unit.tokens >= least and unit.end - unit.start >= smallest
        ]

    def match(self, one: Key, other: Key, match: str, score: float) -> UnitMatch | None:
        """Notes a pair as clones, where its score is enough and it is new."""
        if score < self.threshold or (one, other) in self.paired:
            return None
        self.paired.add((one, other))
        return UnitMatch(one, other, match, round(score, 3))

    def may_pair(self, one: Key, other: Key) -> bool:
        """Not one inside the other, of the same family of languages, and in focus."""
        if not self.in_focus(one, other) or self.files[one[0]].kin != self.files[other[0]].kin:
            return False
        a, b = self.unit(one), self.unit(other)
        return one[0] != other[0] or a.end <= b.start or b.end <= a.start

    def are_rows(self, one: Key, other: Key) -> bool:
        """Whether both are cases of one thing, alike by their nature unless they are the same: of one file of tests, or
        callbacks of one function."""
        if one[0] != other[0]:
            return False
        if self.is_test(one) and self.is_test(other):
            return True
        first, last = self.unit(one), self.unit(other)
        return first.seq == last.seq == UNNAMED and any(
            unit.start < first.start and last.end < unit.end for unit in self.files[one[0]].fingerprint.units
        )

    def is_test(self, key: Key) -> bool:
        """Whether it is a test or part of one."""
        return self.files[key[0]].zone_at(key[1]) == "test"

    def in_focus(self, *keys: Key) -> bool:
        """Whether one of some functions is in focus."""
        return self.focus is None or any(key[0] in self.focus for key in keys)

    def unit(self, key: Key) -> Unit:
        """A function's place and fingerprint."""
        return self.files[key[0]].fingerprint.units[key[1]]

    def size(self, key: Key) -> int:
        """Its bytes."""
        unit = self.unit(key)
        return unit.end - unit.start

    def is_smaller(self, key: Key, least: int) -> bool:
        """Whether it certainly has fewer tokens than that, told without splitting it into these."""
        return self.unit(key).tokens < least

    def chunks(self, key: Key) -> Sequence[int]:
        """The hashes of its chunks."""
        unit = self.unit(key)
        return self.files[key[0]].fingerprint.chunks[unit.first : unit.last]

    def tokens(self, key: Key) -> Tokens:
        """Its tokens."""
        return self.files[key[0]].unit_tokens(key[1])


# ---- Which are worth comparing: for each one in question those that share most of its rarest chunks and are nearest to it


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
