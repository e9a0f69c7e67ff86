"""Files and classes that are clones as a whole: one row in place of the dozens that their functions and blocks make."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.gathering import by_key
from ..comparing.likeness import similarity
from ..comparing.verdicts import Verdicts
from ..noise.noise import not_code
from ..reading.corpus import Region

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..reading.corpus import ClonedFile

__all__ = ["Found", "WholeMatch", "whole_matches"]

LEAST_ROWS = 20
"""Shorter files and classes are told by their functions."""

COVERED = 0.6
"""Share of a whole that known clones hold before it is compared."""

ALIKE = 0.75
"""Least share of equal token runs of two wholes."""

ONE_PART = 0.9
"""A whole that is nothing but one function is that function."""

MOST_COPIES = 60


class Found(NamedTuple):
    """A known clone: numbers of its files, `one` not after `other`, and where it stands in them."""

    one: int
    other: int
    here: Region
    there: Region


class WholeMatch(NamedTuple):
    """Two files or two classes; `shared` are the lines of each side that known clones hold."""

    one: int
    other: int
    here: Region
    there: Region
    match: str
    score: float
    shared: tuple[frozenset[int], frozenset[int]]


class Pair(NamedTuple):
    """Two files and the clones that they share."""

    one: int
    other: int
    clones: Sequence[Found]


def whole_matches(
    files: Sequence[ClonedFile],
    found: Iterable[Found],
    verdicts: Verdicts,
    *,
    focus: Collection[int] | None,
    threshold: float,
) -> list[WholeMatch]:
    """The pairs of files and of classes that are the same or nearly so.

    Args:
        files: where to look.
        found: the clones of functions and blocks among them: what two files share tells whether they are worth comparing.
        verdicts: what is known of these files.
        focus, threshold: as for `clone_units.unit_matches`.
    """
    shared = by_key(((clone.one, clone.other), clone) for clone in found)
    for pair in _equal_files(files, focus):
        shared.setdefault(pair, [])
    told = _told(files, verdicts, [Pair(*pair, clones) for pair, clones in sorted(shared.items())])
    return [match for match in told if match.score >= threshold]


def _equal_files(files: Sequence[ClonedFile], focus: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """Files whose every row is the same, with the first of them."""
    groups: dict[bytes, list[int]] = {}
    for number, file in enumerate(files):
        rows = file.fingerprint.rows
        if len(rows) >= LEAST_ROWS:
            groups.setdefault(array("I", rows).tobytes(), []).append(number)
    for group in groups.values():
        for number in group[1:MOST_COPIES]:
            if focus is None or number in focus or group[0] in focus:
                yield group[0], number


def _told(files: Sequence[ClonedFile], verdicts: Verdicts, pairs: Sequence[Pair]) -> Iterator[WholeMatch]:
    """The matches of some pairs of files, from kept verdicts where there are any, else by comparing."""
    for pair in pairs:
        found = verdicts.find(pair.one, pair.other, _about(pair))
        if found is None:
            found = list(map(_row, _compare(files, *pair)))
            verdicts.note(pair.one, pair.other, _about(pair), found)
        for here, there, match, score, mine, theirs in found:
            first, second = _region(files[pair.one].path, *here), _region(files[pair.other].path, *there)
            yield WholeMatch(pair.one, pair.other, first, second, match, score, (frozenset(mine), frozenset(theirs)))


def _about(pair: Pair) -> str:
    return Verdicts.digest("w", *(side[1:3] + side[4:] for clone in pair.clones for side in (clone.here, clone.there)))


def _row(match: WholeMatch) -> list[Any]:
    return [match.here[1:], match.there[1:], match.match, match.score, *map(sorted, match.shared)]


def _region(path: str, start: int, end: int, name: str, kind: str) -> Region:
    return Region(path, start, end, path.rpartition("/")[2] if kind == "file" else name, kind)


def _compare(files: Sequence[ClonedFile], one: int, other: int, clones: Sequence[Found]) -> Iterator[WholeMatch]:
    """The two files as wholes, else the classes of them that are."""
    here, there = files[one], files[other]
    if here.language != there.language:
        return
    if one != other:
        match = _match(files, one, other, here.whole(), there.whole(), clones)
        if match is not None:
            yield match
            return
    for (first, second), inside in _by_classes(here.classes, there.classes, clones).items():
        match = _match(files, one, other, first, second, inside)
        if match is not None:
            yield match


def _by_classes(
    here: Sequence[Region], there: Sequence[Region], clones: Sequence[Found]
) -> dict[tuple[Region, Region], list[Found]]:
    """Pairs of classes → the clones that stand in both."""
    found: dict[tuple[Region, Region], list[Found]] = {}
    if len(clones) > 1:
        for clone in clones:
            for first in _around(clone.here, here):
                for second in _around(clone.there, there):
                    if first != second:
                        found.setdefault((first, second), []).append(clone)
    return {pair: inside for pair, inside in found.items() if len(inside) > 1}


def _around(part: Region, wholes: Sequence[Region]) -> list[Region]:
    return [whole for whole in wholes if whole.start_line <= part.start_line and part.end_line <= whole.end_line]


def _match(
    files: Sequence[ClonedFile], one: int, other: int, first: Region, second: Region, clones: Sequence[Found]
) -> WholeMatch | None:
    """Two wholes, if known clones hold most of both, or all is the same."""
    shared = (_lines(first, [clone.here for clone in clones]), _lines(second, [clone.there for clone in clones]))
    if clones and None in shared:
        return None
    says_nothing = not_code(files[one].language).match
    if sum(not says_nothing(row) for row in files[one].rows_of(first)) < LEAST_ROWS:
        return None
    here, there = files[one].tokens_in(first), files[other].tokens_in(second)
    lines = (shared[0] or _all(first), shared[1] or _all(second))
    if here.exact_key == there.exact_key:
        return WholeMatch(one, other, first, second, "exact", 1.0, (_all(first), _all(second)))
    if here.semi == there.semi:
        return WholeMatch(one, other, first, second, "renamed", 0.95, lines)
    share = similarity(here, there)
    if share < ALIKE:
        return None
    return WholeMatch(one, other, first, second, "similar", round(0.7 + 0.25 * (share - ALIKE) / (1 - ALIKE), 3), lines)


def _all(whole: Region) -> frozenset[int]:
    return frozenset(range(whole.start_line, whole.end_line + 1))


def _lines(whole: Region, parts: Sequence[Region]) -> frozenset[int] | None:
    """The lines of a whole that its parts hold; None where they are too few, or one part is nearly all of it."""
    if whole.length < LEAST_ROWS or sum(part.length for part in parts) < COVERED * whole.length:
        return None
    if any(part.kind != "block" and part.length >= ONE_PART * whole.length for part in parts):
        return None
    lines = frozenset(line for part in parts for line in range(part.start_line, part.end_line + 1))
    return lines if len(lines) >= COVERED * whole.length else None
