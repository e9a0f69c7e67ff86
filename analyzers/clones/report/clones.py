"""Clones by content: all matches between some files, without those inside one another and without noise, best first."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ....indexer.collection import no_collection
from ....indexer.program import program_state
from ..comparing.runs import EqualRows
from ..comparing.verdicts import Verdicts, kept_verdicts
from ..matches.blocks import block_matches
from ..matches.equal import Equal
from ..matches.pairs import Match, Pairs
from ..matches.similar import Similar
from ..matches.wholes import whole_matches
from ..noise.noise import boilerplate_paths
from ..reading.inner_tests import TESTED_INSIDE
from .made import made

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from ..matches.pairs import UnitMatch
    from ..reading.corpus import ClonedFile, Region
    from .clone import Clone

__all__ = ["clones"]

INSIDE = 0.8
"""A match is part of a larger one of the same files where so much of both sides lies in it."""

STEP = 32

CERTAINTY = 6
"""How much a larger piece has to make up for a lower score: half of a long function is less to act on than all of a short one."""

ZONE_WEIGHT = {"product": 1.0, "test": 0.25, "example": 0.2, "docs": 0.2}


@no_collection()
def clones(
    files: Sequence[ClonedFile],
    *,
    focus: Collection[int] | None = None,
    min_tokens: int = 50,
    threshold: float = 0.7,
    root: Path | None = None,
) -> list[Clone]:
    """The clones among some files, most useful first.

    Args:
        files: where to look.
        focus: numbers of the files of which one side has to be, and is made the first one; None for all.
        min_tokens: smaller ones are left out.
        threshold: lowest score.
        root: the workspace beside whose index is kept what this finds of its files, for the next time.
    """
    if focus is None:
        boilerplate = boilerplate_paths(file.path for file in files)
        files = [file for file in files if file.path not in boilerplate]
    if root is None:
        return _clones(files, Verdicts(files), focus, min_tokens, threshold)
    known, keep = kept_verdicts(root, (program_state(), min_tokens, threshold))
    verdicts = Verdicts(files, known)
    found = _clones(files, verdicts, focus, min_tokens, threshold)
    keep(verdicts)
    return found


def _clones(
    files: Sequence[ClonedFile], verdicts: Verdicts, focus: Collection[int] | None, min_tokens: int, threshold: float
) -> list[Clone]:
    rows = EqualRows(files, focus)
    for file in files:
        if file.language in TESTED_INSIDE:
            _ = file.definitions  # read here: copies of this process ask no database which of them are tests
    pairs = Pairs(files, focus, min_tokens, threshold)
    units = _functions(pairs, rows, verdicts)
    blocks = block_matches(files, units, rows, verdicts, min_tokens=min_tokens, threshold=threshold)
    functions = [Match(one[0], other[0], (one[1], other[1]), match, score) for one, other, match, score in units]
    found = list(made(files, verdicts, [*functions, *blocks]))
    known = (((clone.one, clone.other), (clone.here, clone.there)) for clone in found)
    found += made(files, verdicts, whole_matches(files, known, verdicts, focus=focus, threshold=threshold))
    return sorted(_outermost([_ordered(clone, focus) for clone in found]), key=_rank)


def _functions(pairs: Pairs, rows: EqualRows, verdicts: Verdicts) -> list[UnitMatch]:
    """All pairs of functions that are clones; in a crowd of equal ones, each paired with the first and the likest."""
    equal = Equal(pairs, verdicts)
    found = set(equal.matches())
    similar = Similar(pairs, verdicts, equal.copies)
    found.update(similar.matches(), similar.filled(rows))
    return sorted(found.union(chain.from_iterable(map(equal.of_twins, found))))


def _ordered(clone: Clone, focus: Collection[int] | None) -> Clone:
    """With the side in focus first, of two in focus or none the later path, as the copy."""
    if focus is not None and (clone.one in focus) != (clone.other in focus):
        return clone if clone.one in focus else clone.turned()
    return clone.turned() if clone.one <= clone.other else clone


def _outermost(found: Sequence[Clone]) -> list[Clone]:
    """Without those that lie inside a larger one between the same files."""
    kept: list[Clone] = []
    near: dict[tuple[int, int, int], list[Clone]] = {}
    for clone in sorted(found, key=_size_order):
        middle = (clone.here.start_line + clone.here.end_line) // 2 // STEP
        if any(_inside(clone, other) for other in near.get((clone.one, clone.other, middle), ())):
            continue
        kept.append(clone)
        for step in range(clone.here.start_line // STEP, clone.here.end_line // STEP + 1):
            near.setdefault((clone.one, clone.other, step), []).append(clone)
    return kept


def _size_order(clone: Clone) -> tuple[object, ...]:
    return (-clone.here.length - clone.there.length, clone.here.kind == "block", -clone.score, clone.here, clone.there)


def _inside(clone: Clone, other: Clone) -> bool:
    return _covered(clone.here, other.here) >= INSIDE and _covered(clone.there, other.there) >= INSIDE


def _covered(region: Region, by: Region) -> float:
    shared = min(region.end_line, by.end_line) - max(region.start_line, by.start_line) + 1
    return shared / region.length


def _rank(clone: Clone) -> tuple[float, str, int, str, int]:
    weight = max(ZONE_WEIGHT.get(zone, 0.2) for zone in clone.zones)
    value = weight * clone.score**CERTAINTY * min(clone.sizes)
    return (-round(value, 3), clone.here.path, clone.here.start_line, clone.there.path, clone.there.start_line)
