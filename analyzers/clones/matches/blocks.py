"""Runs of equal statements in two places, longer than chance: blocks inside functions, and stretches of whole files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import connected
from ....indexer.tokens import most_tokens
from ..comparing.likeness import SAME_TEXTS, same_texts, similarity
from ..noise.places import Place, cut, kept, line_count, rows_of
from ..reading.corpus import LEAST_BYTES
from .pairs import Key, Match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..comparing.runs import EqualRows, Run
    from ..comparing.verdicts import Verdicts
    from ..reading.corpus import ClonedFile
    from .pairs import UnitMatch

__all__ = ["block_matches"]

LEAST_LINES = 5
LEAST_CODE = 3
"""A stretch with fewer lines of code is text: of a comment, of a literal."""

LEAST_CHUNKS = 4
LEAST_SHARE = 2_000
"""So many stretches are worth a process of their own."""

ALIKE = 0.6


JudgedRun = tuple["Run", bool]
"""A run, and whether it is one of rows; else it is one of chunks."""

Judged = list[Any]
"""Start and end in bytes on both sides, the match, and the score; without the last two where it was not compared; empty where
it is no clone."""

LEFT_OUT = 4

Ranges = dict[int, list[tuple[int, int, Key]]]
"""File number → start and end of its functions that have clones, and one that stands for their clone class."""


def block_matches(
    files: Sequence[ClonedFile],
    units: Sequence[UnitMatch],
    equal_rows: EqualRows,
    verdicts: Verdicts,
    *,
    min_tokens: int,
    threshold: float,
) -> list[Match]:
    """All pairs of stretches that are equal but for the names of locals, literals and layout.

    One that lies in two functions that are clones of each other is left out before it is compared, so that it may be known
    where a run stands and nothing more.

    Args:
        units: functions known to be clones: what lies in both of two such is left out.
        equal_rows: the lines that the files have in common.
        verdicts: what is known of stretches of these files.
        files, min_tokens, threshold: as for `clones`.
    """
    finder = _Finder(files, units, equal_rows, min_tokens, threshold)
    judged = verdicts.of(
        [*((run, True) for run in finder.rows()), *((run, False) for run in finder.chunks())],
        lambda item: (item[0].one, item[0].other, f"b{item[0].first} {item[0].last} {item[0].shift} {item[1]:d}"),
        finder.compare,
        least=LEAST_SHARE,
        is_stale=lambda item, told: told is None or (len(told) == LEFT_OUT and not finder.is_held(item[0], told)),
    )
    return sorted(
        Match(run.one, run.other, ((told[0], told[1]), (told[2], told[3])), *told[LEFT_OUT:])
        for (run, _), told in judged
        if len(told) > LEFT_OUT and not finder.is_held(run, told)
    )


class _Finder:
    def __init__(
        self,
        files: Sequence[ClonedFile],
        units: Sequence[UnitMatch],
        equal_rows: EqualRows,
        min_tokens: int,
        threshold: float,
    ) -> None:
        self.files = files
        self.equal_rows = equal_rows
        self.min_tokens = min_tokens
        self.smallest = int(LEAST_BYTES * min_tokens)
        self.threshold = threshold
        self.bytes: Ranges = {}
        self.chunks_of: Ranges = {}
        for (number, position), group in connected((match.one, match.other) for match in units).items():
            unit = files[number].fingerprint.units[position]
            self.bytes.setdefault(number, []).append((unit.start, unit.end, group))
            self.chunks_of.setdefault(number, []).append((unit.first, unit.last, group))

    def rows(self) -> Iterator[Run]:
        """Stretches copied as they are."""
        rows = self.equal_rows
        for run in rows.runs:
            if run.last - run.first >= LEAST_LINES and not (self._is_rows(run) and not rows.is_whole(run)):
                yield run

    def chunks(self) -> Iterator[Run]:
        """Stretches equal but for the names of locals and literals."""
        for run in self.equal_rows.runs_of_chunks:
            if run.last - run.first >= LEAST_CHUNKS and not self._is_rows(run) and not self._is_known(run):
                yield run

    def compare(self, item: JudgedRun) -> Judged:
        """What there is to say of a run."""
        run, of_rows = item
        return self._compare(run, *(self._places_of_rows(run) if of_rows else self._places_of_chunks(run)))

    def is_held(self, run: Run, judged: Judged) -> bool:
        """Whether a run lies in two functions of one clone class."""
        return _is_in_one(self.bytes, (run.one, judged[0], judged[1]), (run.other, judged[2], judged[3]))

    def _is_known(self, run: Run) -> bool:
        """The same told by its chunks, without reading the files."""
        there = (run.other, run.first + run.shift, run.last + run.shift)
        return _is_in_one(self.chunks_of, (run.one, run.first, run.last), there)

    def _places_of_rows(self, run: Run) -> tuple[Place | None, Place | None]:
        one, other, rows = self.files[run.one], self.files[run.other], self.equal_rows
        _, start, end = rows.stretch(run, there=False)
        if most_tokens(one.source[start:end]) < self.min_tokens:
            return None, None
        return rows_of(one, *rows.lines(run, there=False)), rows_of(other, *rows.lines(run, there=True))

    def _places_of_chunks(self, run: Run) -> tuple[Place | None, Place | None]:
        one, other = self.files[run.one], self.files[run.other]
        here = one.chunk_places(run.first, run.last)
        there = other.chunk_places(run.first + run.shift, run.last + run.shift)
        if not here or not there:
            return None, None
        return cut(one, len(here), here.__getitem__), cut(other, len(there), there.__getitem__)

    def _is_rows(self, run: Run) -> bool:
        """Whether both stand in one file of tests: cases of one thing, alike by their nature unless they are the same."""
        return run.one == run.other and self.files[run.one].zone == "test"

    def _are_cases(self, run: Run, here: Place, there: Place) -> bool:
        """The same where tests stand in the file that they test."""
        file = self.files[run.one]
        return run.one == run.other and file.zone_of(*here) == file.zone_of(*there) == "test"

    def _compare(self, run: Run, here: Place | None, there: Place | None) -> Judged:
        if here is None or there is None:
            return []
        found = [*here, *there]
        if self.is_held(run, found):
            return found
        here, there = kept(self.files[run.one], here), kept(self.files[run.other], there)
        if self.is_held(run, found := [*here, *there]):  # as it is asked of the verdict that is kept
            return found
        if self._is_small(run, here, there):
            return []
        match, score = self._likeness(run, here, there)
        return [*here, *there, match, round(score, 3)] if score >= max(self.threshold, 0.7) else []

    def _is_small(self, run: Run, here: Place, there: Place) -> bool:
        if min(here[1] - here[0], there[1] - there[0]) < self.smallest:
            return True
        return min(line_count(self.files[run.one], here), line_count(self.files[run.other], there)) < LEAST_LINES

    def _likeness(self, run: Run, here: Place, there: Place) -> tuple[str, float]:
        """How alike two stretches are, 0 where they are no clones."""
        one, other = self.files[run.one], self.files[run.other]
        first, second = one.tokens_of(*here), other.tokens_of(*there)
        if first.is_smaller(self.min_tokens) or second.is_smaller(self.min_tokens):
            return "", 0.0
        if one.lines_of_code(*here) < LEAST_CODE:
            return "", 0.0
        if first.exact_key == second.exact_key:
            return "exact", 1.0
        if self._are_cases(run, here, there) or same_texts(first, second) < SAME_TEXTS:
            return "", 0.0
        if first.semi == second.semi:
            return "renamed", 0.95
        share = similarity(first, second)
        return "similar", 0.7 + 0.25 * (share - ALIKE) / (1 - ALIKE)


def _is_in_one(held: Ranges, *places: tuple[int, int, int]) -> bool:
    """Whether two places, each by the number of its file, lie in functions of one clone class."""
    around = ((start, end, held.get(number, ())) for number, start, end in places)
    here, there = ({group for first, last, group in of if first <= start and end <= last} for start, end, of in around)
    return not here.isdisjoint(there)
