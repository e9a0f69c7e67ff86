"""The answer of `safe_location`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from .check_duplicates import Duplicate

__all__ = ["Companion", "Location", "SuggestedLocation"]


class Location(TypedDict):
    """The answer of `safe_location`."""

    recommended_path: str
    suggested_locations: list[SuggestedLocation]
    naming_convention: str
    extension: str
    companions: list[Companion]
    conflicts: list[dict[str, Any]]
    duplicates: list[Duplicate]
    safe: bool
    confidence: float
    sequence: NotRequired[dict[str, str]]
    rules: NotRequired[list[dict[str, Any]]]
    coverage: NotRequired[str]


class SuggestedLocation(TypedDict):
    """A candidate path; `score` is how likely it is beside the best one, which has the answer's confidence."""

    path: str
    score: float
    reasons: list[str]


class Companion(TypedDict):
    """A file that goes with the new one; where it exists already, the line to add, and after which line its like stands.

    `also` is the place further down that uses what the line imports: `line` to add there, `after` its like.
    """

    kind: str
    path: str
    exists: bool
    line: NotRequired[str]
    after: NotRequired[int]
    also: NotRequired[dict[str, Any]]
