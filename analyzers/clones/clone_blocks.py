"""Runs of equal statements in two places, longer than chance: blocks inside functions, and stretches of whole files."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from .clone_corpus import COMMON
from .clone_noise import NOT_CODE
from .clone_tokens import similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from .clone_corpus import ClonedFile
    from .clone_units import UnitMatch

__all__ = ["BlockMatch", "block_matches"]

ROWS = 4
CHUNKS = 4
"""So many rows or chunks in a row have to be equal to start a run."""

GAP = 2
"""A run goes on over so many changed ones."""

SPREAD = 40
"""Windows that stand in more places than this are idioms."""

LEAST_LINES = 5
LEAST_CHUNKS = 4
ALIKE = 0.6


CLOSING = re.compile(rb"\s*(?:[)\]}]|$)")


class BlockMatch(NamedTuple):
    """Two stretches, each as (file number, start byte, end byte); `one` before `other`."""

    one: tuple[int, int, int]
    other: tuple[int, int, int]
    match: str
    score: float


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


class _Run(NamedTuple):
    """Equal chunks of two files: positions `first` to `last` (half-open) in one, shifted by `shift` in the other."""

    one: int
    other: int
    shift: int
    first: int
    last: int


def block_matches(
    files: Sequence[ClonedFile],
    units: Sequence[UnitMatch],
    *,
    focus: Collection[int] | None,
    min_tokens: int,
    threshold: float,
) -> list[BlockMatch]:
    """All pairs of stretches that are equal but for the names of locals, literals and layout.

    Args:
        units: functions known to be clones: what lies in both of two such is left out.
        files, focus, min_tokens, threshold: as for `clone_units.unit_matches`.
    """
    finder = _Finder(files, units, focus, min_tokens, threshold)
    finder.rows()
    finder.chunks()
    return sorted(finder.found)


class _Finder:
    def __init__(
        self,
        files: Sequence[ClonedFile],
        units: Sequence[UnitMatch],
        focus: Collection[int] | None,
        min_tokens: int,
        threshold: float,
    ) -> None:
        self.files = files
        self.focus = focus
        self.min_tokens = min_tokens
        self.threshold = threshold
        self.languages = [file.language for file in files]
        self.found: list[BlockMatch] = []
        self.classes, self.chunk_classes = _classes(files, units)

    def rows(self) -> None:
        """Stretches copied as they are."""
        filled = [[row for row, value in enumerate(file.fingerprint.rows) if value] for file in self.files]
        streams = [[file.fingerprint.rows[row] for row in rows] for file, rows in zip(self.files, filled, strict=True)]
        for run in self._runs(streams, ROWS):
            if run.last - run.first < LEAST_LINES or (self._is_rows(run) and not _is_whole(run, streams)):
                continue
            self._compare(run, self._rows_of(run.one, filled, run, 0), self._rows_of(run.other, filled, run, run.shift))

    def _rows_of(self, number: int, filled: Sequence[list[int]], run: _Run, shift: int) -> tuple[int, int] | None:
        """Where the rows of a run stand in one of its files, in bytes."""
        file = self.files[number]
        first, last = filled[number][run.first + shift], filled[number][run.last + shift - 1]
        starts = file.starts
        return _cut(file, last - first + 1, lambda row: (starts[first + row], starts[first + row + 1]))

    def _runs(self, streams: Sequence[Sequence[int]], window: int) -> Iterator[_Run]:
        return _runs(streams, self.languages, self.focus, window)

    def chunks(self) -> None:
        """Stretches equal but for the names of locals and literals."""
        streams = [file.fingerprint.chunks for file in self.files]
        for run in self._runs(streams, CHUNKS if self.focus is not None else 2 * CHUNKS):
            if self._is_rows(run) or self._is_known(run) or run.last - run.first < LEAST_CHUNKS:
                continue
            one, other = self.files[run.one], self.files[run.other]
            here = one.chunk_places(run.first, run.last)
            there = other.chunk_places(run.first + run.shift, run.last + run.shift)
            if here and there:
                self._compare(run, _cut(one, len(here), here.__getitem__), _cut(other, len(there), there.__getitem__))

    def _is_rows(self, run: _Run) -> bool:
        """Whether both stand in one file of tests: cases of one thing, alike by their nature unless they are the same."""
        return run.one == run.other and self.files[run.one].zone == "test"

    def _is_known(self, run: _Run) -> bool:
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

    def _compare(self, run: _Run, here: tuple[int, int] | None, there: tuple[int, int] | None) -> None:
        if (
            here is None
            or there is None
            or not self._holders(run.one, here).isdisjoint(self._holders(run.other, there))
        ):
            return
        one, other = self.files[run.one], self.files[run.other]
        if min(_line_count(one, here), _line_count(other, there)) < LEAST_LINES:
            return
        first, second = one.tokens_of(*here), other.tokens_of(*there)
        if min(first.size, second.size) < self.min_tokens:
            return
        if first.exact_key == second.exact_key:
            match, score = "exact", 1.0
        elif self._is_rows(run):
            return
        elif first.semi == second.semi:
            match, score = "renamed", 0.95
        else:
            share = similarity(first, second)
            match, score = "similar", 0.7 + 0.25 * (share - ALIKE) / (1 - ALIKE)
        if score >= max(self.threshold, 0.7):
            self.found.append(BlockMatch((run.one, *here), (run.other, *there), match, round(score, 3)))


def _runs(
    streams: Sequence[Sequence[int]], languages: Sequence[str], focus: Collection[int] | None, window: int
) -> Iterator[_Run]:
    """Windows that stand in several places, joined along each diagonal of two files."""
    diagonals: dict[tuple[int, int, int], list[int]] = {}
    for held in _places(streams, window, SPREAD if focus is None else COMMON):
        for (one, here), (other, there) in combinations(held, 2):
            if (focus is None or one in focus or other in focus) and languages[one] == languages[other]:
                diagonals.setdefault((one, other, there - here), []).append(here)
    for (one, other, shift), positions in sorted(diagonals.items()):
        yield from _joined(one, other, shift, sorted(positions), window)


def _is_whole(run: _Run, streams: Sequence[Sequence[int]]) -> bool:
    """Whether all of a run is equal, without changed rows in between."""
    there = streams[run.other][run.first + run.shift : run.last + run.shift]
    return streams[run.one][run.first : run.last] == there


def _places(streams: Sequence[Sequence[int]], window: int, most: int) -> Iterator[list[tuple[int, int]]]:
    """(Stream, position) of each window that stands in two to `most` places; the many that stand once cost no object."""
    hashed = [list(map(hash, zip(*(stream[at:] for at in range(window)), strict=False))) for stream in streams]
    times = Counter(chain.from_iterable(hashed))
    wanted = {value for value, count in times.items() if 1 < count <= most}
    places: dict[int, list[tuple[int, int]]] = {}
    for number, values in enumerate(hashed):
        if not wanted.isdisjoint(values):
            for position, value in enumerate(values):
                if value in wanted:
                    places.setdefault(value, []).append((number, position))
    yield from places.values()


def _joined(one: int, other: int, shift: int, positions: list[int], window: int) -> Iterator[_Run]:
    """Overlapping and near windows of one diagonal as runs; a run in one file ends before its own copy."""
    first = last = positions[0]
    for position in [*positions[1:], None]:
        if (
            position is not None
            and position - last <= window + GAP
            and not (one == other and position + window - first > shift)
        ):
            last = position
            continue
        end = last + window
        if one != other or end - first <= shift:
            yield _Run(one, other, shift, first, end)
        if position is not None:
            first = last = position


def _cut(file: ClonedFile, count: int, place: Callable[[int], tuple[int, int]]) -> tuple[int, int] | None:
    """The bytes of some lines, without imports and annotations at either end and brackets that close what is not inside.

    Args:
        file: that has them.
        count: how many lines.
        place: where one of them stands, counted from 0.
    """
    source = file.source
    first, last = 0, count
    while first < last and NOT_CODE.match(source, *place(first)):
        first += 1
    while first < last and NOT_CODE.match(source, *place(last - 1)):
        last -= 1
    if first == last:
        return None
    begin = place(first)[0]
    depth = _depth(source[begin : place(last - 1)[1]])
    while last < count and depth > 0 and CLOSING.match(source, *place(last)):
        depth += _depth(source[slice(*place(last))])
        last += 1
    return _trimmed(file, (begin, place(last - 1)[1]))


def _depth(text: bytes) -> int:
    """How many brackets are open at the end of a text, those in strings and comments counted too."""
    return sum(map(text.count, (b"(", b"[", b"{"))) - sum(map(text.count, (b")", b"]", b"}")))


def _trimmed(file: ClonedFile, place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    text = file.source[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _line_count(file: ClonedFile, place: tuple[int, int]) -> int:
    return file.source.count(b"\n", *place) + 1
