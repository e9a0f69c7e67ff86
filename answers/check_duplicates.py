"""The answer of `check_duplicates`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = ["CloneGroup", "Duplicate", "Duplicates", "Place", "WorstFile"]


class Duplicates(TypedDict):
    """The answer of `check_duplicates`."""

    found_duplicates: bool
    duplicates: list[Duplicate]
    groups: NotRequired[list[CloneGroup]]
    duplicated_lines: NotRequired[int]
    duplication: NotRequired[float]
    duplication_by_zone: NotRequired[dict[str, float]]
    worst_files: NotRequired[list[WorstFile]]
    checking: str
    type: str
    total: int
    truncated: bool
    coverage: NotRequired[str]


class Duplicate(TypedDict):
    """A match; `match` is `exact | renamed | similar | same-name | near-name`."""

    path: str
    start_line: int
    end_line: int
    name: str | None
    kind: str
    match: str
    score: float
    of: Place | None
    hint: NotRequired[str]
    fingerprint: NotRequired[str]


class Place(TypedDict):
    """A range of lines, and the name of what stands there."""

    path: str
    start_line: int
    end_line: int
    name: str | None


class CloneGroup(TypedDict):
    """A clone class."""

    places: list[Place]
    size: int
    lines: int
    match: str
    score: float
    hint: str


class WorstFile(TypedDict):
    """A file with lines that stand elsewhere too."""

    path: str
    duplicated_lines: int
    share: float
