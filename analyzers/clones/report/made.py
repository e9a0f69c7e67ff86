"""Matches as clones: where both sides stand and how large they are; those that are noise are left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..noise.noise import FIELD_BY_FIELD, allowed, is_boilerplate, is_declared, is_registration, is_repetitive, is_stub
from ..noise.tables import is_data, is_declarations, is_rows_of_literals
from ..reading.corpus import Region
from .clone import Clone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..comparing.verdicts import Verdicts
    from ..matches.pairs import Match
    from ..reading.corpus import ClonedFile

__all__ = ["LONG", "made"]

LONG = 100
"""Tokens of a set-up that repeats more than what its framework asks for."""

LEAST_SHARE = 500
"""So many matches are worth a process of their own."""


def made(files: Sequence[ClonedFile], verdicts: Verdicts, matches: Sequence[Match]) -> Iterator[Clone]:
    """The matches as clones, by what is known of their files or by reading them; without those that are noise."""

    def learn(match: Match) -> None:
        for number in (match.one, match.other):
            _ = files[number].definitions

    told = verdicts.of(matches, _about, lambda match: _told(files, match), least=LEAST_SHARE, learn=learn)
    return (_clone(files, match, verdict) for match, verdict in told if verdict)


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
