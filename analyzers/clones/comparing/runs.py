"""Runs of equal statements or lines in two places: windows that stand in several, joined along their diagonals."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property, partial
from itertools import chain, combinations
from typing import TYPE_CHECKING, NamedTuple

from ...in_shares import aside
from ..reading.corpus import COMMON

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..reading.corpus import ClonedFile

__all__ = ["EqualRows", "Run", "Stretch"]

ROWS = 4
"""So many lines in a row have to be equal to start a run."""

CHUNKS = 4
"""So many statements in a row have to be equal to start a run; twice as many where all files are compared."""

FEW_FILES = 200
"""In so many the runs are found faster than a process begins."""

LONG = 8
"""So many lines are most of a function, not an idiom in it."""

GAP = 2
"""A run goes on over so many changed ones."""

SPREAD = 40
"""Windows that stand in more places than this are idioms."""

Stretch = tuple[int, int, int]
"""File number, start and end in bytes."""


class Run(NamedTuple):
    """Equal entries of two streams: positions `first` to `last` (half-open) in one, shifted by `shift` in the other."""

    one: int
    other: int
    shift: int
    first: int
    last: int


class EqualRows:
    """The runs of lines that some files have in common as they are written, and the runs of their chunks.

    Among all files of a workspace these are found aside: nobody asks for them before functions have been compared.
    """

    def __init__(self, files: Sequence[ClonedFile], focus: Collection[int] | None) -> None:
        self._files = files
        self._streams = [list(filter(None, file.fingerprint.rows)) for file in files]
        self._filled: dict[int, list[int]] = {}
        find = partial(_both, files, self._streams, focus)
        self._both = aside(find) if focus is None and len(files) > FEW_FILES else find

    @cached_property
    def _found(self) -> tuple[list[Run], list[Run]]:
        return self._both()

    @property
    def runs(self) -> list[Run]:
        """Equal lines."""
        return self._found[0]

    @property
    def runs_of_chunks(self) -> list[Run]:
        """Equal chunks, which are lines but for the names of locals and literals."""
        return self._found[1]

    def is_whole(self, run: Run) -> bool:
        """Whether all of a run is equal, without changed rows in between."""
        there = self._streams[run.other][run.first + run.shift : run.last + run.shift]
        return self._streams[run.one][run.first : run.last] == there

    def lines(self, run: Run, *, there: bool) -> tuple[int, int]:
        """The first and the last line of a run in one of its files, counted from 0."""
        number, shift = (run.other, run.shift) if there else (run.one, 0)
        filled = self._filled.get(number)
        if filled is None:
            rows = self._files[number].fingerprint.rows
            filled = self._filled[number] = [row for row, value in enumerate(rows) if value]
        return filled[run.first + shift], filled[run.last + shift - 1]

    def long_runs(self) -> Iterator[Run]:
        """Those that are most of a function."""
        return (run for run in self.runs if run.last - run.first >= LONG)

    def stretch(self, run: Run, *, there: bool) -> Stretch:
        """Where a run stands in one of its files."""
        number = run.other if there else run.one
        first, last = self.lines(run, there=there)
        starts = self._files[number].starts
        return number, starts[min(first, len(starts) - 1)], starts[min(last + 1, len(starts) - 1)]


def _both(
    files: Sequence[ClonedFile], streams: Sequence[Sequence[int]], focus: Collection[int] | None
) -> tuple[list[Run], list[Run]]:
    """The runs of lines, and those of chunks. No method: an object that held its own would stay until cycles are looked for."""
    languages = [file.kin for file in files]
    chunks = [file.fingerprint.chunks for file in files]
    window = CHUNKS if focus is not None else 2 * CHUNKS
    return list(equal_runs(streams, languages, focus, ROWS)), list(equal_runs(chunks, languages, focus, window))


def equal_runs(
    streams: Sequence[Sequence[int]], languages: Sequence[str], focus: Collection[int] | None, window: int
) -> Iterator[Run]:
    """Windows that stand in several places, joined along each diagonal of two files."""
    diagonals: dict[tuple[int, int, int], list[int]] = {}
    for held in _places(streams, window) if focus is None else _places_of(streams, window, focus):
        for (one, here), (other, there) in combinations(held, 2):
            if (focus is None or one in focus or other in focus) and languages[one] == languages[other]:
                diagonals.setdefault((one, other, there - here), []).append(here)
    for (one, other, shift), positions in sorted(diagonals.items()):
        yield from _joined(one, other, shift, sorted(positions), window)


def _windows(stream: Sequence[int], window: int) -> list[int]:
    return list(map(hash, zip(*(stream[at:] for at in range(window)), strict=False)))


def _places_of(
    streams: Sequence[Sequence[int]], window: int, focus: Collection[int]
) -> Iterator[list[tuple[int, int]]]:
    """(Stream, position) of each window of the streams in focus that stands elsewhere too; others are looked at only where
    all of one may stand."""
    places: dict[int, list[tuple[int, int]]] = {}
    for number in focus:
        for position, value in enumerate(_windows(streams[number], window)):
            places.setdefault(value, []).append((number, position))
    known = frozenset(chain.from_iterable(streams[number] for number in focus))
    for number, stream in enumerate(streams):
        if number not in focus:
            for position in _filled_windows(stream, known, window):
                held = places.get(hash(tuple(stream[position : position + window])))
                if held is not None:
                    held.append((number, position))
    yield from (sorted(held) for held in places.values() if 1 < len(held) <= COMMON)


def _filled_windows(stream: Sequence[int], known: frozenset[int], window: int) -> Iterator[int]:
    """The positions of the windows of which each entry is known."""
    marks, filled = bytes(map(known.__contains__, stream)), b"\1" * window
    position = marks.find(filled)
    while position >= 0:
        yield position
        position = marks.find(filled, position + 1)


def _places(streams: Sequence[Sequence[int]], window: int) -> Iterator[list[tuple[int, int]]]:
    """(Stream, position) of each window that stands in several places; the many that stand once cost no object, and those with
    an entry that stands once are not looked at."""
    again = _standing_again(streams)
    full = re.compile(b"\1{%d,}" % window)
    hashed = [
        (number, run.start(), _windows(stream[run.start() : run.end()], window))
        for number, stream in enumerate(streams)
        for run in full.finditer(bytes(map(again.__contains__, stream)))
    ]
    times = Counter(chain.from_iterable([values for _, _, values in hashed]))
    wanted = {value for value, count in times.items() if 1 < count <= SPREAD}
    places: dict[int, list[tuple[int, int]]] = {}
    for number, first, values in hashed:
        if not wanted.isdisjoint(values):
            for position, value in enumerate(values, first):
                if value in wanted:
                    places.setdefault(value, []).append((number, position))
    yield from places.values()


def _standing_again(streams: Sequence[Sequence[int]]) -> set[int]:
    """The entries that stand in several places."""
    return {value for value, count in Counter(chain.from_iterable(streams)).items() if count > 1}


def _joined(one: int, other: int, shift: int, positions: list[int], window: int) -> Iterator[Run]:
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
            yield Run(one, other, shift, first, end)
        if position is not None:
            first = last = position
