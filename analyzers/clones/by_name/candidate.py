"""Something that has a name near the asked one, and what all kinds of it share."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["ANGULAR", "LOWEST", "SAME", "ZONES", "Candidate", "parts"]

SAME: Final = 0.97
ANGULAR: Final = ".component.ts"
"""What Angular's convention calls the file of a component; others are known by their endings (`families.MARKUP_ENDINGS`)."""
ZONES: Final = {
    "product": 1.0,
    "example": 0.7,
    "docs": 0.6,
    "test": 0.7,
    "fixture": 0.6,
    "generated": 0.6,
    "vendored": 0.6,
}

LOWEST = 0.55
"""Rows below this say nothing to a person: the name of a local in a test, or a few words in common with a method."""


class Candidate(NamedTuple):
    """One of them, with how likely it is the thing asked for, and whether that would be reused."""

    path: str
    start_line: int
    end_line: int
    name: str
    kind: str
    likeness: float
    score: float
    reusable: bool
    crowd: int = 0
    hidden: bool = False
    """Whether only its own file or package sees it."""
    meant: bool = False
    """Whether it was asked for with what it stands in."""


def parts(path: str) -> tuple[str, str]:
    """File name without its ending, and the ending with its dot: `a/user.service.ts` → `user.service`, `.ts`."""
    stem, dot, ending = path.rpartition("/")[2].rpartition(".")
    return (stem, f".{ending}") if dot and stem else (ending, "")
