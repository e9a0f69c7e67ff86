"""Clones by content: all matches between some files, without those inside one another and without noise, best first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.collection import no_collection
from .clone_blocks import BlockMatch, block_matches
from .clone_hints import hint
from .clone_noise import (
    allowed,
    is_boilerplate,
    is_boilerplate_path,
    is_compiled,
    is_data,
    is_declared,
    is_registration,
    is_repetitive,
    is_rows_of_calls,
    is_stub,
)
from .clone_runs import EqualRows
from .clone_units import UnitMatch, unit_matches
from .clone_wholes import Found, WholeMatch, whole_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ...answers import Duplicate, Place
    from .clone_corpus import ClonedFile, Region
    from .clone_tokens import Tokens

__all__ = ["Clone", "clones", "hint_of", "row"]

INSIDE = 0.8
"""A match is part of a larger one of the same files where so much of both sides lies in it."""

LONG = 100
"""Tokens of a set-up that repeats more than what its framework asks for."""

WEAK = 0.85
"""Below this score rows of the same call are alike by their nature."""

COMPILED = frozenset({"JavaScript", "TypeScript"})

STEP = 32

CERTAINTY = 6
"""How much a larger piece has to make up for a lower score: half of a long function is less to act on than all of a short one."""

ZONE_WEIGHT = {"product": 1.0, "test": 0.25, "example": 0.2, "docs": 0.2}


class Clone(NamedTuple):
    """Two regions that are clones, numbers of their files, the files, and their tokens."""

    one: int
    other: int
    here: Region
    there: Region
    match: str
    score: float
    files: tuple[ClonedFile, ClonedFile]
    tokens: tuple[Tokens, Tokens]
    shared: tuple[frozenset[int], frozenset[int]] | None = None
    """The equal lines of each side, where they are not all."""

    def turned(self) -> Clone:
        """With the other side first."""
        return self._replace(
            one=self.other, other=self.one, here=self.there, there=self.here, files=self.files[::-1],
            tokens=self.tokens[::-1], shared=self.shared and self.shared[::-1],
        )  # fmt: skip


@no_collection()
def clones(
    files: Sequence[ClonedFile], *, focus: Collection[int] | None = None, min_tokens: int = 50, threshold: float = 0.7
) -> list[Clone]:
    """The clones among some files, most useful first.

    Args:
        files: where to look.
        focus: numbers of the files of which one side has to be, and is made the first one; None for all.
        min_tokens: smaller ones are left out.
        threshold: lowest score.
    """
    if focus is None:
        files = [file for file in files if not is_boilerplate_path(file.path)]
    rows = EqualRows(files, focus)
    units = unit_matches(files, rows.stretches(), focus=focus, min_tokens=min_tokens, threshold=threshold)
    blocks = block_matches(files, units, rows, focus=focus, min_tokens=min_tokens, threshold=threshold)
    found = [_of_units(files, match) for match in units]
    found += [_of_blocks(files, match) for match in blocks]
    found = [clone for clone in found if not _is_noise(clone)]
    known = (Found(clone.one, clone.other, clone.here, clone.there) for clone in found)
    wholes = [_of_wholes(files, match) for match in whole_matches(files, known, focus=focus, threshold=threshold)]
    found += [clone for clone in wholes if not _is_noise(clone)]
    return sorted(_outermost([_ordered(clone, focus) for clone in found]), key=_rank)


def row(clone: Clone) -> Duplicate:
    """A clone as a row of the answer."""
    place: Place = {
        "path": clone.there.path,
        "start_line": clone.there.start_line,
        "end_line": clone.there.end_line,
        "name": clone.there.name or None,
    }
    return {
        "path": clone.here.path,
        "start_line": clone.here.start_line,
        "end_line": clone.here.end_line,
        "name": clone.here.name or None,
        "kind": clone.here.kind,
        "match": clone.match,
        "score": clone.score,
        "of": place,
        "hint": hint_of(clone),
        "fingerprint": _fingerprint(clone),
    }


def hint_of(clone: Clone) -> str:
    """What to do about a clone."""
    return hint(clone.match, clone.here, clone.there, clone.files, clone.tokens)


def _fingerprint(clone: Clone) -> str:
    """The same as long as both sides' code and files are; moved lines leave it as it is."""
    sides = sorted(
        (region.path, found.exact_key) for region, found in zip((clone.here, clone.there), clone.tokens, strict=True)
    )
    return hashlib.blake2b(repr(sides).encode(), digest_size=8).hexdigest()


def _of_units(files: Sequence[ClonedFile], match: UnitMatch) -> Clone:
    one, other = files[match.one[0]], files[match.other[0]]
    return Clone(
        match.one[0], match.other[0], one.unit_region(match.one[1]), other.unit_region(match.other[1]),
        match.match, match.score, (one, other), (one.unit_tokens(match.one[1]), other.unit_tokens(match.other[1])),
    )  # fmt: skip


def _of_blocks(files: Sequence[ClonedFile], match: BlockMatch) -> Clone:
    one, other = files[match.one[0]], files[match.other[0]]
    return Clone(
        match.one[0], match.other[0], one.region(*match.one[1:]), other.region(*match.other[1:]),
        match.match, match.score, (one, other), (one.tokens_of(*match.one[1:]), other.tokens_of(*match.other[1:])),
    )  # fmt: skip


def _of_wholes(files: Sequence[ClonedFile], match: WholeMatch) -> Clone:
    one, other = files[match.one], files[match.other]
    tokens = (one.tokens_in(match.here), other.tokens_in(match.there))
    return Clone(*match[:6], (one, other), tokens, match.shared)


def _ordered(clone: Clone, focus: Collection[int] | None) -> Clone:
    """With the side in focus first, of two in focus or none the later path, as the copy."""
    if focus is not None and (clone.one in focus) != (clone.other in focus):
        return clone if clone.one in focus else clone.turned()
    return clone.turned() if clone.one <= clone.other else clone


def _is_noise(clone: Clone) -> bool:
    here, there = clone.files
    if clone.here.kind in {"block", "file"}:
        first = clone.tokens[0]
        if is_data(first) or is_registration(first) or (clone.one == clone.other and is_repetitive(first)):
            return True
    elif _is_dictated(clone):
        return True
    if _is_weak(clone) and all(map(is_rows_of_calls, clone.tokens)):
        return True
    if here.language in COMPILED and is_compiled(clone.tokens[0]):
        return True
    if is_declared(clone.here, clone.there) or is_stub(here, clone.here) or is_stub(there, clone.there):
        return True
    return allowed(here, clone.here) or allowed(there, clone.there)


def _is_weak(clone: Clone) -> bool:
    return clone.match == "similar" and clone.score < WEAK


def _is_dictated(clone: Clone) -> bool:
    """Whether both are functions whose text a framework or the language dictates: a long one is written by a person."""
    if clone.match == "exact" or not (is_boilerplate(clone.here.name) and is_boilerplate(clone.there.name)):
        return False
    return clone.match == "similar" or clone.tokens[0].size < LONG


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
    return (
        -clone.here.length - clone.there.length,
        clone.here.kind == "block",
        -clone.score,
        clone.here,
        clone.there,
    )


def _inside(clone: Clone, other: Clone) -> bool:
    return _covered(clone.here, other.here) >= INSIDE and _covered(clone.there, other.there) >= INSIDE


def _covered(region: Region, by: Region) -> float:
    shared = min(region.end_line, by.end_line) - max(region.start_line, by.start_line) + 1
    return shared / region.length


def _rank(clone: Clone) -> tuple[float, str, int, str, int]:
    weight = max(ZONE_WEIGHT.get(file.zone, 0.2) for file in clone.files)
    value = weight * clone.score**CERTAINTY * min(clone.tokens[0].size, clone.tokens[1].size)
    return (-round(value, 3), clone.here.path, clone.here.start_line, clone.there.path, clone.there.start_line)
