"""Matches as clones: where both sides stand and how large they are; those that are noise are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...in_shares import in_shares
from ..noise.noise import FIELD_BY_FIELD, allowed, is_boilerplate, is_declared, is_registration, is_repetitive, is_stub
from ..noise.tables import is_data, is_declarations, is_rows_of_literals
from ..reading.corpus import Region
from .clone import Clone

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import Any

    from ..comparing.verdicts import Verdicts
    from ..matches.blocks import BlockMatch
    from ..matches.units import UnitMatch
    from ..matches.wholes import WholeMatch
    from ..reading.corpus import ClonedFile, Piece

__all__ = ["LONG", "Match", "made", "of_blocks", "of_units", "of_wholes"]

LONG = 100
"""Tokens of a set-up that repeats more than what its framework asks for."""

LEAST_SHARE = 500
"""So many matches are worth a process of their own."""


class Match(NamedTuple):
    """Two pieces that are alike: numbers of their files, the pieces, how they are alike, and their score."""

    one: int
    other: int
    pieces: tuple[Piece, Piece]
    match: str
    score: float


def of_units(found: Iterable[UnitMatch]) -> Iterator[Match]:
    """The matches of functions."""
    return (
        Match(match.one[0], match.other[0], (match.one[1], match.other[1]), match.match, match.score) for match in found
    )


def of_blocks(found: Iterable[BlockMatch]) -> Iterator[Match]:
    """The matches of stretches."""
    return (
        Match(match.one[0], match.other[0], (match.one[1:], match.other[1:]), match.match, match.score)
        for match in found
    )


def of_wholes(found: Iterable[WholeMatch]) -> Iterator[Match]:
    """The matches of files and classes."""
    return (Match(match.one, match.other, (match.here, match.there), match.match, match.score) for match in found)


def made(files: Sequence[ClonedFile], verdicts: Verdicts, matches: Iterable[Match]) -> Iterator[Clone | None]:
    """Each match as a clone, by what is known of its files or by reading them; None where it is noise."""
    matches = list(matches)
    known = {match: verdicts.find(match.one, match.other, _about(match)) for match in matches}
    unknown = [match for match, told in known.items() if told is None]
    for number in {number for match in unknown for number in (match.one, match.other)}:
        files[number].learn_names()
    for match, told in in_shares(lambda share: [(each, _told(files, each)) for each in share], unknown, LEAST_SHARE):
        verdicts.note(match.one, match.other, _about(match), told)
        known[match] = told
    return (_clone(files, match, known[match]) for match in matches)


def _about(match: Match) -> str:
    return f"c{match.pieces[0]} {match.pieces[1]} {match.match} {match.score}"


def _clone(files: Sequence[ClonedFile], match: Match, told: list[Any]) -> Clone | None:
    if not told:
        return None
    one, other = files[match.one], files[match.other]
    here, there = Region(one.path, *told[0]), Region(other.path, *told[1])
    return Clone(
        match.one, match.other, here, there, match.match, match.score, (one, other), match.pieces, (told[2], told[3])
    )


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
    return any(is_stub(file, region) or allowed(file, region) for file, region in sides)


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
    """Whether both are tables, or functions whose text a framework or the language dictates; a long one is written by a person."""
    names = (clone.here.name, clone.there.name)
    is_short = all(map(is_boilerplate, names)) and clone.tokens[0].size < LONG
    return clone.match != "exact" and (is_short or is_data(clone.tokens[0]))
