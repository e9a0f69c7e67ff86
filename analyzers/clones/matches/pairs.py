"""Which functions of some files are compared, what each is, and which pairs are clones already."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....indexer.fingerprints.spans import UNNAMED
from ..reading.corpus import LEAST_BYTES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ....indexer.fingerprints.fingerprint import Unit
    from ..reading.corpus import ClonedFile, Piece
    from ..reading.tokens import Tokens

__all__ = ["Key", "Match", "Pairs", "UnitMatch"]

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
