"""Files and classes that are clones as a whole: one row in place of the dozens that their functions and blocks make."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import by_key
from ..comparing.likeness import similarity
from ..comparing.verdicts import Verdicts
from ..noise.noise import not_code
from ..reading.corpus import Region
from .pairs import Match

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from ..reading.corpus import ClonedFile

__all__ = ["whole_matches"]

LEAST_ROWS = 20
"""Shorter files and classes are told by their functions."""

COVERED = 0.6
"""Share of a whole that known clones hold before it is compared."""

ALIKE = 0.75
"""Least share of equal token runs of two wholes."""

ONE_PART = 0.9
"""A whole that is nothing but one function is that function."""

MOST_COPIES = 60


Shared = tuple[Region, Region]
"""Where a known clone stands in its two files."""

Pair = tuple[int, int, "Sequence[Shared]"]
"""Two files by their number, and the clones that they share."""

Told = list[Any]
"""Where two wholes stand in their files, with names and kinds, how they are alike, their score, and the lines that clones hold of each."""


def whole_matches(
    files: Sequence[ClonedFile],
    known: Iterable[tuple[tuple[int, int], Shared]],
    verdicts: Verdicts,
    *,
    focus: Collection[int] | None,
    threshold: float,
) -> list[Match]:
    """The pairs of files and of classes that are the same or nearly so.

    Args:
        files: where to look.
        known: the clones of functions and blocks among them, by the numbers of the two files: what these share tells whether they
            are worth comparing.
        verdicts: what is known of these files.
        focus, threshold: as for `clones`.
    """
    shared = by_key(known)
    for pair in _equal_files(files, focus):
        shared.setdefault(pair, [])
    pairs = [(*pair, clones) for pair, clones in sorted(shared.items())]
    told = verdicts.of(pairs, _about, lambda pair: list(_compare(files, *pair)))
    return [
        Match(
            one,
            other,
            (_region(files[one], *here), _region(files[other], *there)),
            match,
            score,
            (frozenset(mine), frozenset(theirs)),
        )
        for (one, other, _), found in told
        for here, there, match, score, mine, theirs in found
        if score >= threshold
    ]


def _equal_files(files: Sequence[ClonedFile], focus: Collection[int] | None) -> Iterator[tuple[int, int]]:
    """Files whose every row is the same, with the first of them."""
    rows = ((number, file.fingerprint.rows) for number, file in enumerate(files))
    groups = by_key((array("I", held).tobytes(), number) for number, held in rows if len(held) >= LEAST_ROWS)
    for group in groups.values():
        for number in group[1:MOST_COPIES]:
            if focus is None or number in focus or group[0] in focus:
                yield group[0], number


def _about(pair: Pair) -> tuple[int, int, str]:
    one, other, clones = pair
    return one, other, Verdicts.digest("w", *(side[1:3] + side[4:] for clone in clones for side in clone))


def _region(file: ClonedFile, start: int, end: int, name: str, kind: str) -> Region:
    return Region(file.path, start, end, file.path.rpartition("/")[2] if kind == "file" else name, kind)


def _compare(files: Sequence[ClonedFile], one: int, other: int, clones: Sequence[Shared]) -> Iterator[Told]:
    """The two files as wholes, else the classes of them that are."""
    here, there = files[one], files[other]
    if here.language != there.language:
        return
    if one != other and (told := _match(here, there, here.whole(), there.whole(), clones)):
        yield told
        return
    for (first, second), inside in _by_classes(here.classes, there.classes, clones).items():
        if told := _match(here, there, first, second, inside):
            yield told


def _by_classes(
    here: Sequence[Region], there: Sequence[Region], clones: Sequence[Shared]
) -> dict[tuple[Region, Region], list[Shared]]:
    """Pairs of classes → the clones that stand in both."""
    found: dict[tuple[Region, Region], list[Shared]] = {}
    if len(clones) > 1:
        for clone in clones:
            for first in _around(clone[0], here):
                for second in _around(clone[1], there):
                    if first != second:
                        found.setdefault((first, second), []).append(clone)
    return {pair: inside for pair, inside in found.items() if len(inside) > 1}


def _around(part: Region, wholes: Sequence[Region]) -> list[Region]:
    return [whole for whole in wholes if whole.start_line <= part.start_line and part.end_line <= whole.end_line]


def _match(here: ClonedFile, there: ClonedFile, first: Region, second: Region, clones: Sequence[Shared]) -> Told | None:
    """Two wholes, if known clones hold most of both, or all is the same."""
    shared = _lines(first, [clone[0] for clone in clones]), _lines(second, [clone[1] for clone in clones])
    if clones and None in shared:
        return None
    says_nothing = not_code(here.language).match
    if sum(not says_nothing(row) for row in here.rows_of(first)) < LEAST_ROWS:
        return None
    mine, theirs = here.tokens_in(first), there.tokens_in(second)
    share = similarity(mine, theirs)
    match, score = "similar", round(0.7 + 0.25 * (share - ALIKE) / (1 - ALIKE), 3)
    if mine.exact_key == theirs.exact_key:
        match, score, shared = "exact", 1.0, (None, None)
    elif mine.semi == theirs.semi:
        match, score = "renamed", 0.95
    elif share < ALIKE:
        return None
    sides = zip(shared, (first, second), strict=True)
    lines = (sorted(held or range(whole.start_line, whole.end_line + 1)) for held, whole in sides)
    return [first[1:], second[1:], match, score, *lines]


def _lines(whole: Region, parts: Sequence[Region]) -> frozenset[int] | None:
    """The lines of a whole that its parts hold; None where they are too few, or one part is nearly all of it."""
    if whole.length < LEAST_ROWS or sum(part.length for part in parts) < COVERED * whole.length:
        return None
    if any(part.kind != "block" and part.length >= ONE_PART * whole.length for part in parts):
        return None
    lines = frozenset(line for part in parts for line in range(part.start_line, part.end_line + 1))
    return lines if len(lines) >= COVERED * whole.length else None
