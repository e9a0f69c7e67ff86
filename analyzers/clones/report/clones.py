"""Clones by content: all matches between some files, without those inside one another and without noise, best first."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from ....indexer.collection import no_collection
from ....indexer.program import program_state
from ..comparing.likeness import same_literals
from ..comparing.runs import EqualRows
from ..comparing.verdicts import Verdicts, kept_verdicts
from ..matches.blocks import block_matches
from ..matches.equal import Equal
from ..matches.pairs import Match, Pairs
from ..matches.similar import Similar
from ..matches.wholes import whole_matches
from ..noise.noise import (
    FIELD_BY_FIELD,
    allowed,
    are_translated_tests,
    boilerplate_paths,
    is_boilerplate,
    is_declared,
    is_head_alone,
    is_registration,
    is_repetitive,
    is_translation,
)
from ..noise.tables import is_data, is_declarations, is_rows_of_literals
from ..reading.corpus import Region
from ..reading.definitions import TESTED_INSIDE
from .clone import Clone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from pathlib import Path
    from typing import Any

    from ..matches.pairs import UnitMatch
    from ..reading.corpus import ClonedFile

__all__ = ["LONG", "clones"]

INSIDE = 0.8
"""A match is part of a larger one of the same files where so much of both sides lies in it."""

STEP = 32

CERTAINTY = 6
"""How much a larger piece has to make up for a lower score: half of a long function is less to act on than all of a short one."""

LONG = 100
"""Tokens of a set-up that repeats more than what its framework asks for."""

COPIED = 0.3
"""A function that is mostly a table is a copy of another one that has so many of the same literals."""

LEAST_SHARE = 500
"""So many matches are worth a process of their own."""

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
        files = [file for file in files if file.path not in boilerplate and not is_translation(file)]
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
    found = list(_made(files, verdicts, [*functions, *blocks]))
    known = (((clone.one, clone.other), (clone.here, clone.there)) for clone in found)
    found += _made(files, verdicts, whole_matches(files, known, verdicts, focus=focus, threshold=threshold))
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


# ---- Matches as clones: where both sides stand and how large they are; those that are noise are left out


def _made(files: Sequence[ClonedFile], verdicts: Verdicts, matches: Sequence[Match]) -> Iterator[Clone]:
    """The matches as clones, by what is known of their files or by reading them; without those that are noise."""

    def learn(match: Match) -> None:
        for number in (match.one, match.other):
            _ = files[number].definitions

    told = verdicts.of(matches, _about, lambda match: _told(files, match), least=LEAST_SHARE, learn=learn)
    return (
        _clone(files, match, verdict)
        for match, verdict in told
        if verdict and not are_translated_tests(files[match.one], files[match.other])
    )


def _about(match: Match) -> tuple[int, int, str]:
    return match.one, match.other, f"c{match.pieces[0]} {match.pieces[1]} {match.match} {match.score}"


def _clone(files: Sequence[ClonedFile], match: Match, told: list[Any]) -> Clone:
    one, other = files[match.one], files[match.other]
    here, there = Region(one.path, *told[0]), Region(other.path, *told[1])
    return Clone(*match[:2], here, there, *match[3:5], (one, other), match.pieces, (told[2], told[3]), match.shared)


def _told(files: Sequence[ClonedFile], match: Match) -> list[Any]:
    """Lines, name and kind of both sides, and their sizes; empty for noise."""
    one, other = files[match.one], files[match.other]
    here, there = one.region_at(match.pieces[0]), other.region_at(match.pieces[1])
    found = Clone(0, 0, here, there, match.match, match.score, (one, other), match.pieces, (0, 0))
    if _is_noise(found):
        return []
    first, second = found.tokens
    return [here[1:], there[1:], first.size, second.size]


def _is_noise(clone: Clone) -> bool:
    here, there = clone.files
    if _is_of_fields(clone) or is_declared(clone.here, clone.there):
        return True
    if _is_table(clone) if clone.here.kind in {"block", "file"} else _is_dictated(clone):
        return True
    sides = ((here, clone.here), (there, clone.there))
    return any(is_head_alone(file, region) or allowed(file, region) for file, region in sides)


def _is_of_fields(clone: Clone) -> bool:
    """Whether two lists of fields are alike, or what goes through them: other fields, or a few of the same among others."""
    kind, names = clone.here.kind, (clone.here.name, clone.there.name)
    if clone.match != "exact" and all(is_boilerplate(name, FIELD_BY_FIELD) for name in names):
        return True
    if kind == "file" or (clone.match == "exact" and (kind != "block" or clone.tokens[0].size >= LONG)):
        return False
    return all(map(is_declarations, clone.tokens))


def _is_table(clone: Clone) -> bool:
    """Whether a stretch holds data, registrations, or one row over and over."""
    first, apart, is_exact = clone.tokens[0], clone.files[0] is not clone.files[1], clone.match == "exact"
    if is_registration(first) or is_data(first) or is_rows_of_literals(first, surely=is_exact):
        return True
    return not (apart and (is_exact or clone.here.kind == "file")) and is_repetitive(first)


def _is_dictated(clone: Clone) -> bool:
    """Whether both are tables of other literals, or functions whose text a framework or the language dictates; a long one is written by a
    person."""
    names = (clone.here.name, clone.there.name)
    is_short = all(map(is_boilerplate, names)) and clone.tokens[0].size < LONG
    return clone.match != "exact" and (is_short or (is_data(clone.tokens[0]) and same_literals(*clone.tokens) < COPIED))
