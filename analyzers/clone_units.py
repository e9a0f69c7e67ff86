"""Functions that are clones of each other: candidates by their fingerprints, each compared token by token."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from .clone_corpus import COMMON
from .clone_tokens import renaming, similarity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..indexer.fingerprint import Unit
    from .clone_corpus import ClonedFile
    from .clone_tokens import Tokens

__all__ = ["UnitMatch", "unit_matches"]

CHUNK_SHARE = 0.3
"""Share of the larger function's chunks that a candidate has in common: below it no pair of the benchmark is lost."""

SIMILAR = 0.5
"""Least share of token runs for type 3; `_score` maps it to 0.7, the default threshold."""

CONSISTENT = 0.75
"""Functions equal in shape alone are clones where their names map one to one this often."""

RENAMED_SCORE = 0.95
LARGEST_GROUP = 60

Key = tuple[int, int]


class UnitMatch(NamedTuple):
    """Two functions, each as (file number, unit number), `one` before `other`; `match` is `exact | renamed | similar`."""

    one: Key
    other: Key
    match: str
    score: float


def unit_matches(
    files: Sequence[ClonedFile], *, focus: Collection[int] | None, min_tokens: int, threshold: float
) -> list[UnitMatch]:
    """All pairs of functions that are clones; within a class of equal ones, each paired with the first.

    Args:
        files: where to look.
        focus: numbers of the files of which one side of a pair has to be; None for all.
        min_tokens: smaller functions are left out.
        threshold: lowest score.
    """
    finder = _Finder(files, focus, min_tokens, threshold)
    return sorted({*finder.equal(), *finder.similar()})


class _Finder:
    def __init__(
        self, files: Sequence[ClonedFile], focus: Collection[int] | None, min_tokens: int, threshold: float
    ) -> None:
        self.files = files
        self.focus = focus
        self.min_tokens = min_tokens
        self.threshold = threshold
        smallest = 2 * min_tokens
        self.units = [
            (number, position)
            for number, file in enumerate(files)
            for position, unit in enumerate(file.fingerprint.units)
            if unit.end - unit.start >= smallest
        ]
        self.paired: set[tuple[Key, Key]] = set()

    # ---- types 1 and 2

    def equal(self) -> Iterator[UnitMatch]:
        """Pairs of equal shape."""
        shapes: dict[int, list[Key]] = {}
        for key in self.units:
            shapes.setdefault(self._shape(key), []).append(key)
        for group in shapes.values():
            if len(group) > 1 and self._in_focus(*group):
                yield from self._equal_in(group)

    def _equal_in(self, group: list[Key]) -> Iterator[UnitMatch]:
        classes: dict[bytes, list[Key]] = {}
        for key in group:
            found = self._tokens(key)
            if found.count >= self.min_tokens:
                classes.setdefault(found.shape_key(), []).append(key)
        for members in classes.values():
            for one, other in self._pairs(members):
                match = self._compare_equal(one, other)
                if match is not None:
                    yield match

    def _pairs(self, members: list[Key]) -> Iterator[tuple[Key, Key]]:
        """Each member with the first of its own names, the firsts with each other."""
        groups: dict[bytes, list[Key]] = {}
        for key in members:
            groups.setdefault(b"\0".join(self._tokens(key).semi), []).append(key)
        for group in groups.values():
            if self.focus is None:
                yield from ((group[0], other) for other in group[1:])
            else:
                yield from combinations(group[:LARGEST_GROUP], 2)
        yield from combinations([group[0] for group in groups.values()][:LARGEST_GROUP], 2)

    def _compare_equal(self, one: Key, other: Key) -> UnitMatch | None:
        if not self._may_pair(one, other):
            return None
        first, second = self._tokens(one), self._tokens(other)
        if first.exact_key() == second.exact_key():
            return self._match(one, other, "exact", 1.0)
        if first.semi == second.semi:
            return self._match(one, other, "renamed", RENAMED_SCORE)
        consistent = renaming(first, second)
        if consistent < CONSISTENT:
            return None
        same = similarity(first, second)
        return self._match(one, other, "renamed", 0.7 + 0.2 * consistent * max(same, 0.2))

    # ---- type 3

    def similar(self) -> Iterator[UnitMatch]:
        """Pairs that share enough chunks and are alike enough token by token."""
        chunks = {key: frozenset(self._chunks(key)) for key in self.units}
        spread = Counter(value for found in chunks.values() for value in found)
        holders: dict[int, list[Key]] = {}
        for key, found in chunks.items():
            for value in _rarest(found, spread):
                holders.setdefault(value, []).append(key)
        for key, found in chunks.items():
            if self.focus is not None and key[0] not in self.focus:
                continue
            others = {other for value in _rarest(found, spread) for other in holders[value]}
            for other in sorted(others):
                if other == key or (other < key and (self.focus is None or other[0] in self.focus)):
                    continue
                if len(found & chunks[other]) >= CHUNK_SHARE * max(len(found), len(chunks[other])):
                    match = self._compare_similar(min(key, other), max(key, other))
                    if match is not None:
                        yield match

    def _compare_similar(self, one: Key, other: Key) -> UnitMatch | None:
        if (one, other) in self.paired or not self._may_pair(one, other):
            return None
        a, b = self._unit(one), self._unit(other)
        if not 0.4 < (a.end - a.start) / (b.end - b.start) < 2.5:
            return None
        first, second = self._tokens(one), self._tokens(other)
        if min(first.count, second.count) < self.min_tokens or first.shape_key() == second.shape_key():
            return None
        return self._match(one, other, "similar", _score(similarity(first, second)))

    # ---- shared

    def _match(self, one: Key, other: Key, match: str, score: float) -> UnitMatch | None:
        if score < self.threshold or (one, other) in self.paired:
            return None
        self.paired.add((one, other))
        return UnitMatch(one, other, match, round(score, 3))

    def _may_pair(self, one: Key, other: Key) -> bool:
        """Not one inside the other, of the same family of languages, and in focus."""
        if not self._in_focus(one, other) or self.files[one[0]].language != self.files[other[0]].language:
            return False
        a, b = self._unit(one), self._unit(other)
        return one[0] != other[0] or a.end <= b.start or b.end <= a.start

    def _in_focus(self, *keys: Key) -> bool:
        return self.focus is None or any(key[0] in self.focus for key in keys)

    def _unit(self, key: Key) -> Unit:
        return self.files[key[0]].fingerprint.units[key[1]]

    def _shape(self, key: Key) -> int:
        return int(self._unit(key).shape)

    def _chunks(self, key: Key) -> Sequence[int]:
        unit = self._unit(key)
        return self.files[key[0]].fingerprint.chunks[unit.first : unit.last]

    def _tokens(self, key: Key) -> Tokens:
        return self.files[key[0]].unit_tokens(key[1])


def _rarest(found: frozenset[int], spread: Counter[int]) -> list[int]:
    """The rarest chunks of a function: two functions with `CHUNK_SHARE` in common have one of these in common."""
    ranked = sorted(found, key=lambda value: (spread[value], value))
    prefix = len(ranked) - int(CHUNK_SHARE * len(ranked)) + (1 if ranked else 0)
    return [value for value in ranked[:prefix] if 1 < spread[value] <= COMMON]


def _score(share: float) -> float:
    """The share of equal token runs as an estimate of the share of equal tokens: a changed token breaks several runs."""
    return 0.7 + 0.25 * (share - SIMILAR) / (1 - SIMILAR) if share >= SIMILAR else 0.7 * share / SIMILAR
