"""Matches as clones: where both sides stand and how large they are; those that are noise are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...in_shares import in_shares
from ..noise.noise import (
    FIELD_BY_FIELD,
    WRITTEN_FUNCTIONS,
    allowed,
    are_only_rows,
    is_boilerplate,
    is_compiled,
    is_declared,
    is_parameters,
    is_registration,
    is_repetitive,
    is_rows_of_calls,
    is_stub,
)
from ..noise.tables import (
    are_other_rows,
    are_records,
    has_code_beside,
    has_same_code_beside,
    hold_same_table,
    is_code_with_tables,
    is_data,
    is_declarations,
    is_rows_of_literals,
)
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

COPIED = 0.9
"""From this score on, a long one that is not quite the same is a copy."""

ONE_CALL = 0.9
"""A function calls nothing else where one call is this share of all."""

WRITTEN = [name.encode() for name in sorted(WRITTEN_FUNCTIONS)]

COMPILED = frozenset({"JavaScript", "TypeScript"})

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
    if _is_of_fields(clone):
        return True
    if clone.here.kind in {"block", "file"}:
        if _is_table(clone) or all(map(_is_handed_on, clone.files, clone.pieces)):
            return True
    elif _is_dictated(clone) or (clone.match != "exact" and _is_table_of_function(clone)):
        return True
    if _is_written(here, clone.here) and _is_written(there, clone.there):
        return True
    if clone.match == "similar" and are_only_rows(clone.score, *clone.tokens):
        return True
    if here.language in COMPILED and is_compiled(clone.tokens[0]):
        return True
    if is_declared(clone.here, clone.there) or is_stub(here, clone.here) or is_stub(there, clone.there):
        return True
    return allowed(here, clone.here) or allowed(there, clone.there)


def _is_handed_on(file: ClonedFile, piece: Piece) -> bool:
    return isinstance(piece, tuple) and not isinstance(piece, Region) and is_parameters(file, *piece)


def _is_written(file: ClonedFile, region: Region) -> bool:
    """Whether a region is, or holds nothing but, functions that a tool wrote."""
    if not any(map(file.mentions, WRITTEN)):
        return False
    names = (region.kind == "block" and file.held(region)) or [region.name]
    return all(is_boilerplate(name, WRITTEN_FUNCTIONS) for name in names)


def _is_of_fields(clone: Clone) -> bool:
    """Whether two lists of fields are alike, or what goes through them: other fields, or a few of the same among others."""
    kind = clone.here.kind
    by_field = (is_boilerplate(region.name, FIELD_BY_FIELD) for region in (clone.here, clone.there))
    if clone.match != "exact" and all(by_field):
        return True
    if kind == "file" or (clone.match == "exact" and (kind != "block" or clone.tokens[0].size >= LONG)):
        return False
    return all(map(is_declarations, clone.tokens))


def _is_table(clone: Clone) -> bool:
    """Whether a stretch holds data, registrations, or one row over and over; beside another one of its file also rows of one call."""
    first, apart = clone.tokens[0], clone.files[0] is not clone.files[1]
    if is_registration(first):
        return True
    if (data := is_data(first)) or is_rows_of_literals(first, surely=clone.match == "exact"):
        filled = is_code_with_tables(first) or (not data and is_rows_of_calls(first))
        return not (apart and clone.match == "exact" and clone.here.kind == "block" and filled)
    if clone.match == "exact" or clone.here.kind == "file":
        return not apart and is_repetitive(first)
    if apart:
        return clone.here.kind != "file" and is_repetitive(first)
    return is_repetitive(first) or is_rows_of_calls(first) or are_records(*clone.tokens)


def _is_table_of_function(clone: Clone) -> bool:
    """Whether a function returns a table, fills one and is told by its layout alone (`icon(name = "Star") {`), or has other rows."""
    first = clone.tokens[0]
    if is_data(first) and not hold_same_table(*clone.tokens):
        return not has_same_code_beside(*clone.tokens) and (clone.match != "renamed" or not has_code_beside(first))
    of_one_call = all(is_rows_of_calls(found, ONE_CALL) for found in clone.tokens)
    is_case = of_one_call and clone.zones == ("test", "test")
    if (is_case or clone.match == "similar") and are_other_rows(*clone.tokens, of_one_call=of_one_call):
        return True
    unnamed = (file.is_unnamed(piece) for file, piece in zip(clone.files, clone.pieces, strict=True))
    return all(unnamed) and is_rows_of_literals(first, surely=True)


def _is_dictated(clone: Clone) -> bool:
    """Whether both are functions whose text a framework or the language dictates: a long one is written by a person, and a copy
    where it is nearly the same."""
    if clone.match == "exact" or not (is_boilerplate(clone.here.name) and is_boilerplate(clone.there.name)):
        return False
    if clone.tokens[0].size < LONG:
        return True
    return clone.match == "similar" and clone.score < COPIED
