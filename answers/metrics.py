"""The answer of `metrics`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["Metrics"]


class Metrics(TypedDict):
    """The answer of `metrics`; `coverage` says what git did not tell."""

    total_files: int
    total_lines: int
    by_language: list[dict[str, Any]]
    largest_files: list[dict[str, Any]]
    complexity: dict[str, Any]
    hotspots: list[dict[str, Any]]
    cycles: dict[str, Any]
    orphans: dict[str, Any]
    coupling: list[dict[str, Any]]
    duplication: dict[str, Any]
    coverage: NotRequired[str]
