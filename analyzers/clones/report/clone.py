"""A clone: two regions that hold the same code, and how a row of the answer shows it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from ..reading.definitions import has_keyword
from .hints import hint

if TYPE_CHECKING:
    from ....answers import Duplicate, Place
    from ..reading.corpus import ClonedFile, Piece, Region
    from ..reading.tokens import Tokens
    from .workspace_homes import WorkspaceHomes

__all__ = ["Clone", "hint_of", "place", "row"]


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


def row(clone: Clone, homes: WorkspaceHomes) -> Duplicate:
    """A clone as a row of the answer."""
    return {
        **place(clone.here),
        "kind": clone.here.kind,
        "match": clone.match,
        "score": clone.score,
        "of": place(clone.there),
        "hint": hint_of(clone, homes) + (f"; {clone.elsewhere} more hold it" if clone.elsewhere else ""),
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


def hint_of(clone: Clone, homes: WorkspaceHomes) -> str:
    """What to do about a clone."""
    is_part = clone.here.kind == "block" or all(map(_is_argument, clone.files, clone.pieces))
    return hint(clone.match, clone.here, clone.there, clone.files, clone.tokens, homes, is_part=is_part)


def _is_argument(file: ClonedFile, piece: Piece) -> bool:
    """Whether a function is written where it is passed on or put into an object: `test("works", async () => {`."""
    if not isinstance(piece, int) or not file.is_unnamed(piece):
        return False
    return not has_keyword(file.source, file.fingerprint.units[piece].start)


def _fingerprint(clone: Clone) -> str:
    """The same as long as both sides' code and files are; moved lines leave it as it is."""
    sides = sorted(
        (region.path, found.exact_key) for region, found in zip((clone.here, clone.there), clone.tokens, strict=True)
    )
    return hashlib.blake2b(repr(sides).encode(), digest_size=8).hexdigest()
