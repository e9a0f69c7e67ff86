"""Runs of equal statements in two places, longer than chance: blocks inside functions, and stretches of whole files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.tokens import most_tokens
from ...in_shares import in_shares
from ..comparing.likeness import SAME_TEXTS, same_texts, similarity
from ..noise.places import Place, cut, kept, line_count, rows_of
from ..reading.corpus import LEAST_BYTES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..comparing.runs import EqualRows, Run
    from ..comparing.verdicts import Verdicts
    from ..reading.corpus import ClonedFile
    from .units import UnitMatch

__all__ = ["BlockMatch", "block_matches"]

LEAST_LINES = 5
LEAST_CODE = 3
"""A stretch with fewer lines of code is text: of a comment, of a literal."""

LEAST_CHUNKS = 4
LEAST_SHARE = 2_000
"""So many stretches are worth a process of their own."""

ALIKE = 0.6


class BlockMatch(NamedTuple):
    """Two stretches, each as (file number, start byte, end byte); `one` before `other`."""

    one: tuple[int, int, int]
    other: tuple[int, int, int]
    match: str
    score: float


JudgedRun = tuple["Run", bool]
"""A run, and whether it is one of rows; else it is one of chunks."""

Judged = list[Any]
"""Start and end in bytes on both sides, the match, and the score; without the last two where it was not compared; empty where
it is no clone."""

LEFT_OUT = 4

Ranges = dict[int, list[tuple[int, int, int]]]


def _classes(files: Sequence[ClonedFile], units: Sequence[UnitMatch]) -> tuple[Ranges, Ranges]:
    """File number → (start, end, clone class) of its functions that have clones, in bytes and in chunks."""
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(key: tuple[int, int]) -> tuple[int, int]:
        while parent.setdefault(key, key) != key:
            parent[key] = parent[parent[key]]
            key = parent[key]
        return key

    for match in units:
        parent[root(match.one)] = root(match.other)
    numbers = {key: number for number, key in enumerate(sorted({root(key) for key in parent}))}
    found: Ranges = {}
    chunks: Ranges = {}
    for key in list(parent):
        unit, group = files[key[0]].fingerprint.units[key[1]], numbers[root(key)]
        found.setdefault(key[0], []).append((unit.start, unit.end, group))
        chunks.setdefault(key[0], []).append((unit.first, unit.last, group))
    return found, chunks


def block_matches(
    files: Sequence[ClonedFile],
    units: Sequence[UnitMatch],
    equal_rows: EqualRows,
    verdicts: Verdicts,
    *,
    min_tokens: int,
    threshold: float,
) -> list[BlockMatch]:
    """All pairs of stretches that are equal but for the names of locals, literals and layout.

    Args:
        units: functions known to be clones: what lies in both of two such is left out.
        equal_rows: the lines that the files have in common.
        verdicts: what is known of stretches of these files.
        files, min_tokens, threshold: as for `clone_units.unit_matches`.
    """
    finder = _Finder(files, units, equal_rows, min_tokens, threshold)
    runs = [*((run, True) for run in finder.rows()), *((run, False) for run in finder.chunks())]
    return sorted(_match(item, *judged) for item, judged in _judged(finder, verdicts, runs))


def _judged(finder: _Finder, verdicts: Verdicts, runs: Sequence[JudgedRun]) -> Iterator[tuple[JudgedRun, Judged]]:
    """Where each run stands in its files, and the match and the score if it is a clone; known ones are not compared again.

    One that lies in two functions that are clones of each other is left out before it is compared, so that it may be known
    where a run stands and nothing more.
    """
    unknown = []
    for item in runs:
        run, of_rows = item
        known = verdicts.find(run.one, run.other, f"b{run.first} {run.last} {run.shift} {of_rows:d}")
        if known is None or (len(known) == LEFT_OUT and not finder.is_held(run, known)):
            unknown.append(item)
        elif len(known) > LEFT_OUT and not finder.is_held(run, known):
            yield item, known
    for item, judged in in_shares(finder.compared, unknown, LEAST_SHARE):
        run, of_rows = item
        verdicts.note(run.one, run.other, f"b{run.first} {run.last} {run.shift} {of_rows:d}", judged)
        if len(judged) > LEFT_OUT:
            yield item, judged


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
        self.classes, self.chunk_classes = _classes(files, units)

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

    def compared(self, runs: Sequence[JudgedRun]) -> list[tuple[JudgedRun, Judged]]:
        """What there is to say of each of some runs."""
        return [(item, self._compare(item[0], *self._places(*item))) for item in runs]

    def is_held(self, run: Run, judged: Judged) -> bool:
        """Whether a run lies in two functions of one clone class."""
        here, there = (judged[0], judged[1]), (judged[2], judged[3])
        return not self._holders(run.one, here).isdisjoint(self._holders(run.other, there))

    def _places(self, run: Run, of_rows: bool) -> tuple[Place | None, Place | None]:
        return self._places_of_rows(run) if of_rows else self._places_of_chunks(run)

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

    def _is_known(self, run: Run) -> bool:
        """Whether the chunks lie in two functions of one clone class, told without reading the files."""
        here = {
            group
            for first, last, group in self.chunk_classes.get(run.one, ())
            if first <= run.first and run.last <= last
        }
        return not here.isdisjoint(
            group
            for first, last, group in self.chunk_classes.get(run.other, ())
            if first <= run.first + run.shift and run.last + run.shift <= last
        )

    def _holders(self, number: int, place: tuple[int, int]) -> set[int]:
        """The clone classes of the functions around a stretch."""
        start, end = place
        return {group for first, last, group in self.classes.get(number, ()) if first <= start and end <= last}

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


def _match(item: JudgedRun, start: int, end: int, begin: int, last: int, match: str, score: float) -> BlockMatch:
    run = item[0]
    return BlockMatch((run.one, start, end), (run.other, begin, last), match, score)
