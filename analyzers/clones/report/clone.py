"""A clone: two regions that hold the same code, how a row of the answer shows it, and the classes that clones form."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import by_key, connected
from ..reading.definitions import has_keyword
from .hints import hint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from ....answers import CloneGroup, Duplicate, Place
    from ....indexer.index import Index
    from ..reading.corpus import ClonedFile, Piece, Region
    from ..reading.tokens import Tokens

__all__ = ["Clone", "classes", "groups", "hint_of", "one_each_first", "place", "redundant_lines", "row"]


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
    elsewhere: int = 0
    """In how many more places than the other side the same stands, where they are not listed one by one."""

    @property
    def tokens(self) -> tuple[Tokens, Tokens]:
        """The tokens of both sides."""
        return self.files[0].tokens_at(self.pieces[0]), self.files[1].tokens_at(self.pieces[1])

    @property
    def zones(self) -> tuple[str, str]:
        """The zones of both sides."""
        return self.files[0].zone_at(self.pieces[0]), self.files[1].zone_at(self.pieces[1])

    def turned(self) -> Clone:
        """With the other side first."""
        return self._replace(
            one=self.other, other=self.one, here=self.there, there=self.here, files=self.files[::-1],
            pieces=self.pieces[::-1], sizes=self.sizes[::-1], shared=self.shared and self.shared[::-1],
        )  # fmt: skip


def row(index: Index, clone: Clone) -> Duplicate:
    """A clone as a row of the answer."""
    return {
        **place(clone.here),
        "kind": clone.here.kind,
        "match": clone.match,
        "score": clone.score,
        "of": place(clone.there),
        "hint": hint_of(index, clone) + (f"; {clone.elsewhere} more hold it" if clone.elsewhere else ""),
        "fingerprint": _fingerprint(clone),
    }


def place(region: Region) -> Place:
    """A region as the answer shows it."""
    return {
        "path": region.path,
        "start_line": region.start_line,
        "end_line": region.end_line,
        "name": region.name or None,
    }


def hint_of(index: Index, clone: Clone) -> str:
    """What to do about a clone."""
    is_part = clone.here.kind == "block" or all(map(_is_argument, clone.files, clone.pieces))
    return hint(index, clone, is_part=is_part)


def _is_argument(file: ClonedFile, piece: Piece) -> bool:
    """Whether a function is written where it is passed on or put into an object: `test("works", async () => {`."""
    if not isinstance(piece, int) or not file.is_unnamed(piece):
        return False
    return not has_keyword(file.source, file.fingerprint.units[piece].start)


def _fingerprint(clone: Clone) -> str:
    """The same as long as both sides' code and files are; moved lines leave it as it is."""
    sides = zip((clone.here, clone.there), clone.tokens, strict=True)
    keys = sorted((region.path, found.exact_key) for region, found in sides)
    return hashlib.blake2b(repr(keys).encode(), digest_size=8).hexdigest()


# ---- Clone classes: which places hold the same code, and how many lines could go


SHOWN = 0.7
"""So much of a side stands in a row above."""

MOST_SHOWN = 500
"""Nobody reads further down than this."""


class CloneClass(NamedTuple):
    """Connected places: positions of the pairs, and the regions by path and line."""

    members: list[int]
    regions: list[Region]


def classes(found: Sequence[Clone]) -> list[CloneClass]:
    """The classes that pairs of clones form, in the order of their first pair."""
    group = connected((clone.here, clone.there) for clone in found)
    members = by_key((group[clone.here], position) for position, clone in enumerate(found))
    regions = by_key((first, region) for region, first in group.items())
    return [CloneClass(positions, sorted(regions[first])) for first, positions in members.items()]


def one_each_first(found: Sequence[Clone], known: Sequence[CloneClass]) -> list[Clone]:
    """The clones with the best of each class first, so that a short list shows as many classes as it can.

    Of those, what has been shown on both sides already, in stretches that begin or end a little apart, comes later, and so do
    all but the first of the alike stretches of one function, and of all stretches that two functions share.
    """
    best = sorted(group.members[0] for group in known)
    others = sorted(position for group in known for position in group.members[1:])
    shown: dict[str, list[Region]] = {}
    repeating: set[tuple[str, ...]] = set()
    first, again = [], []
    for position in best[:MOST_SHOWN]:
        clone = found[position]
        functions = _functions(clone)
        if functions in repeating or all(_is_shown(side, shown) for side in (clone.here, clone.there)):
            again.append(position)
            continue
        repeating.update({functions} if functions else ())
        first.append(position)
        for side in (clone.here, clone.there):
            shown.setdefault(side.path, []).append(side)
    return [found[position] for position in (*first, *again, *best[MOST_SHOWN:], *others)]


def _functions(clone: Clone) -> tuple[str, ...]:
    """The functions that share a stretch, or the one in which both sides are alike, not equal; of a file's rows outside of
    functions that file."""
    here, there = clone.here, clone.there
    if here.kind != "block":
        return ()
    if (here.path, here.name) != (there.path, there.name):
        return (here.path, here.name, there.path, there.name) if here.name and there.name else ()
    is_own = clone.match != "exact" and (here.name or not clone.files[0].held(here))
    return (here.path, here.name) if is_own else ()


def _is_shown(side: Region, shown: Mapping[str, Sequence[Region]]) -> bool:
    return any(
        min(side.end_line, other.end_line) - max(side.start_line, other.start_line) + 1 >= SHOWN * side.length
        for other in shown.get(side.path, ())
    )


def groups(
    found: Sequence[Clone], known: Sequence[CloneClass], hint_of: Callable[[Clone], str], most: int, places: int
) -> list[CloneGroup]:
    """Classes as rows of the answer.

    Args:
        found: clones, best first.
        known: their classes.
        hint_of: what to do about one.
        most: so many classes; 0 for all.
        places: so many places of each; 0 for all.
    """
    return [
        {
            "places": [place(region) for region in regions[: places or None]],
            "size": len(regions),
            "lines": max(region.length for region in regions),
            "match": found[members[0]].match,
            "score": min(found[member].score for member in members),
            "hint": hint_of(found[members[0]]),
        }
        for members, regions in known[: most or None]
    ]


def redundant_lines(found: Sequence[Clone], known: Sequence[CloneClass]) -> dict[str, int]:
    """Path → how many of its lines stand elsewhere too; the first place of each class is left out."""
    equal: dict[Region, set[int]] = {}
    for clone in found:
        if clone.shared:
            equal.setdefault(clone.here, set()).update(clone.shared[0])
            equal.setdefault(clone.there, set()).update(clone.shared[1])
    lines: dict[str, set[int]] = {}
    for group in known:
        for region in group.regions[1:]:
            here = equal.get(region) or range(region.start_line, region.end_line + 1)
            lines.setdefault(region.path, set()).update(here)
    return {path: len(numbers) for path, numbers in lines.items()}
