"""The answer of `existing_patterns`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["Example", "Patterns"]


class Patterns(TypedDict):
    """The answer of `existing_patterns`."""

    pattern_type: str
    example_files: list[Example]
    conventions: dict[str, Any]
    population: int
    deviations: list[dict[str, Any]]
    recommendation: str
    patterns: NotRequired[list[dict[str, Any]]]
    total: int
    truncated: bool
    coverage: NotRequired[str]


class Example(TypedDict):
    """An exemplar of a pattern."""

    path: str
    line: int
    symbol: str | None
    why: str
    snippet: str
