"""Clones by content: all matches between some files, without those inside one another and without noise, best first."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.collection import no_collection
from ...indexer.program import program_state
from .clone_blocks import BlockMatch, block_matches
from .clone_corpus import Region
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
    is_written,
)
from .clone_runs import EqualRows
from .clone_units import UnitMatch, unit_matches
from .clone_verdicts import Verdicts, kept_verdicts
from .clone_wholes import Found, WholeMatch, whole_matches

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path
    from typing import Any

    from ...answers import Duplicate, Place
    from .clone_corpus import ClonedFile, Piece
    from .clone_tokens import Tokens

__all__ = ["Clone", "clones", "hint_of", "row"]

INSIDE = 0.8
"""A match is part of a larger one of the same files where so much of both sides lies in it."""

LONG = 100
"""Tokens of a set-up that repeats more than what its framework asks for."""

COPIED = 0.9
"""From this score on, a long one that is not quite the same is a copy."""

WEAK = 0.85
"""Below this score rows of the same call are alike by their nature."""

COMPILED = frozenset({"JavaScript", "TypeScript"})

STEP = 32

CERTAINTY = 6
"""How much a larger piece has to make up for a lower score: half of a long function is less to act on than all of a short one."""

ZONE_WEIGHT = {"product": 1.0, "test": 0.25, "example": 0.2, "docs": 0.2}


class Clone(NamedTuple):
    """Two regions that are clones, numbers of their files, the files, the pieces of them, and how many tokens these have."""

    one: int
    other: int
    here: Region
    there: Region
    match: str
    score: float
    files: tuple[ClonedFile, ClonedFile]
    pieces: tuple[Piece, Piece]
    sizes: tuple[int, int]
    shared: tuple[frozenset[int], frozenset[int]] | None = None
    """The equal lines of each side, where they are not all."""

    @property
    def tokens(self) -> tuple[Tokens, Tokens]:
        """The tokens of both sides."""
        return self.files[0].tokens_at(self.pieces[0]), self.files[1].tokens_at(self.pieces[1])

    def turned(self) -> Clone:
        """With the other side first."""
        return self._replace(
            one=self.other, other=self.one, here=self.there, there=self.here, files=self.files[::-1],
            pieces=self.pieces[::-1], sizes=self.sizes[::-1], shared=self.shared and self.shared[::-1],
        )  # fmt: skip


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
        files = [file for file in files if not is_boilerplate_path(file.path)]
    if root is None:
        return _clones(files, Verdicts(files), focus, min_tokens, threshold)
    known, keep = kept_verdicts(root, (program_state(), min_tokens, threshold))
    verdicts = Verdicts(files, known)
    found = _clones(files, verdicts, focus, min_tokens, threshold)
    keep(verdicts)
    return found


def _clones(
    files: Sequence[ClonedFile],
    verdicts: Verdicts,
    focus: Collection[int] | None,
    min_tokens: int,
    threshold: float,
) -> list[Clone]:
    rows = EqualRows(files, focus)
    units = unit_matches(files, rows, verdicts, focus=focus, min_tokens=min_tokens, threshold=threshold)
    blocks = block_matches(files, units, rows, verdicts, focus=focus, min_tokens=min_tokens, threshold=threshold)
    made = (
        *(
            _made(files, verdicts, match.one[0], match.other[0], (match.one[1], match.other[1]), match)
            for match in units
        ),
        *(
            _made(files, verdicts, match.one[0], match.other[0], (match.one[1:], match.other[1:]), match)
            for match in blocks
        ),
    )
    found = [clone for clone in made if clone is not None]
    known = (Found(clone.one, clone.other, clone.here, clone.there) for clone in found)
    for match in whole_matches(files, known, verdicts, focus=focus, threshold=threshold):
        clone = _made(files, verdicts, match.one, match.other, (match.here, match.there), match)
        if clone is not None:
            found.append(clone._replace(shared=match.shared))
    return sorted(_outermost([_ordered(clone, focus) for clone in found]), key=_rank)


def _made(
    files: Sequence[ClonedFile],
    verdicts: Verdicts,
    one: int,
    other: int,
    pieces: tuple[Piece, Piece],
    match: UnitMatch | BlockMatch | WholeMatch,
) -> Clone | None:
    """A match with its regions; None where it is noise."""
    about = f"c{pieces[0]} {pieces[1]} {match.match} {match.score}"
    told = verdicts.find(one, other, about)
    if told is None:
        told = _told(files[one], files[other], pieces, match)
        verdicts.note(one, other, about, told)
    if not told:
        return None
    here, there = Region(files[one].path, *told[0]), Region(files[other].path, *told[1])
    sides = files[one], files[other]
    return Clone(one, other, here, there, match.match, match.score, sides, pieces, (told[2], told[3]))


def _told(
    one: ClonedFile, other: ClonedFile, pieces: tuple[Piece, Piece], match: UnitMatch | BlockMatch | WholeMatch
) -> list[Any]:
    """Lines, name and kind of both sides, and their sizes; empty for noise."""
    here, there = one.region_at(pieces[0]), other.region_at(pieces[1])
    found = Clone(0, 0, here, there, match.match, match.score, (one, other), pieces, (0, 0))
    if _is_noise(found):
        return []
    first, second = found.tokens
    return [here[1:], there[1:], first.size, second.size]


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


def _ordered(clone: Clone, focus: Collection[int] | None) -> Clone:
    """With the side in focus first, of two in focus or none the later path, as the copy."""
    if focus is not None and (clone.one in focus) != (clone.other in focus):
        return clone if clone.one in focus else clone.turned()
    return clone.turned() if clone.one <= clone.other else clone


def _is_noise(clone: Clone) -> bool:
    here, there = clone.files
    if clone.here.kind in {"block", "file"}:
        if _is_table(clone):
            return True
    elif _is_dictated(clone) or (clone.match != "exact" and is_data(clone.tokens[0])):
        return True
    if is_written(clone.here.name) and is_written(clone.there.name):
        return True
    if _is_weak(clone) and all(map(is_rows_of_calls, clone.tokens)):
        return True
    if here.language in COMPILED and is_compiled(clone.tokens[0]):
        return True
    if is_declared(clone.here, clone.there) or is_stub(here, clone.here) or is_stub(there, clone.there):
        return True
    return allowed(here, clone.here) or allowed(there, clone.there)


def _is_table(clone: Clone) -> bool:
    """Whether a stretch holds data or registrations; beside another one of its file also rows of one call."""
    first = clone.tokens[0]
    if is_data(first) or is_registration(first):
        return True
    if clone.files[0] is not clone.files[1]:
        return False
    return is_repetitive(first) or (clone.match != "exact" and is_rows_of_calls(first))


def _is_weak(clone: Clone) -> bool:
    return clone.match == "similar" and clone.score < WEAK


def _is_dictated(clone: Clone) -> bool:
    """Whether both are functions whose text a framework or the language dictates: a long one is written by a person, and a copy
    where it is nearly the same."""
    if clone.match == "exact" or not (is_boilerplate(clone.here.name) and is_boilerplate(clone.there.name)):
        return False
    if clone.tokens[0].size < LONG:
        return True
    return clone.match == "similar" and clone.score < COPIED


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
    value = weight * clone.score**CERTAINTY * min(clone.sizes)
    return (-round(value, 3), clone.here.path, clone.here.start_line, clone.there.path, clone.there.start_line)
