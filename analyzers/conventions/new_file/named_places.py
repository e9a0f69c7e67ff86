"""Where the siblings of a new file are named, those that go before it first, and an import as it reads in another folder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...naming import stem_of

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Place", "nearest_first", "placed"]

RELATIVE = re.compile(r"""^\s*from\s+\.|['"]\.{1,2}/""")
"""What an import has whose path begins where it stands."""


class Place(NamedTuple):
    """Where a sibling is named: the lines in the file that names it, and the names it is known by there."""

    sibling: str
    lines: tuple[int, ...]
    names: tuple[str, ...]


def nearest_first(places: Sequence[Place], stem: str) -> list[Place]:
    """The siblings before the new one in the alphabet, the nearest first, then those after it; those first that are set off by
    the same dotted end (`redis.config` goes as `mail.config` does, not as `config.type`)."""
    ordered = sorted(places, key=lambda place: stem_of(place.sibling).stem)
    before = [place for place in ordered if stem_of(place.sibling).stem < stem]
    tail = stem.partition(".")[2]
    return sorted(
        [*reversed(before), *ordered[len(before) :]],
        key=lambda place: stem_of(place.sibling).stem.partition(".")[2] != tail,
    )


def placed(text: str, was: str, old: str, new: str) -> str | None:
    """An import for a file in another folder: `Api\\UserController` is `Web\\UserController` there; None where more differs.

    Args:
        was: the line of the sibling: where that does not say the folder, a path from where it stands leads there only.
    """
    above, _, name = old.rpartition("/")
    if old == new:
        return text if name not in was or name in text else None  # None: renaming changed the folder
    if not name or not re.search(rf"\b{re.escape(name)}\b", was):
        return None if RELATIVE.search(was) else text
    return re.sub(rf"\b{re.escape(name)}\b", new.rpartition("/")[2], text) if above == new.rpartition("/")[0] else None
