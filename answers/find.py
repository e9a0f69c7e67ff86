"""The answer of `find`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = ["Find", "Match"]


class Find(TypedDict):
    """The answer of `find`.

    Attributes:
        note: that only definitions of other kinds match.
    """

    matches: list[Match]
    total: int
    truncated: bool
    note: NotRequired[str]
    coverage: NotRequired[str]


class Match(TypedDict):
    """A file or symbol found."""

    path: str
    line: int | None
    kind: str
    name: str
    language: str
    score: float
