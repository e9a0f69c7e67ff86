"""The answer of `impact_analysis`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["BrokenReference", "CoChanged", "Impact", "ImpactedFile", "TestToRun"]


class Impact(TypedDict):
    """The answer of `impact_analysis`."""

    risk_level: str
    risk_score: int
    risk_reasons: list[str]
    impacted_files: list[ImpactedFile]
    impact_count: int
    breaks: list[BrokenReference]
    tests_to_run: list[TestToRun]
    test_command: str | None
    entry_points_affected: list[dict[str, Any]]
    packages_affected: list[str]
    public_api: bool
    co_changed: list[CoChanged]
    recommendations: list[str]
    total: int
    truncated: bool
    breaks_count: int
    tests_count: int
    files_unlikely: NotRequired[list[str]]
    files_unlikely_count: NotRequired[int]
    tests_unlikely: NotRequired[list[str]]
    unlikely_count: NotRequired[int]
    public_surface: NotRequired[list[dict[str, Any]]]
    changed: NotRequired[list[dict[str, Any]]]
    untested: NotRequired[bool]
    coverage: NotRequired[str]


class ImpactedFile(TypedDict):
    """A file that can behave differently; `via` is the chain of files that ties it to the change."""

    path: str
    distance: int
    reason: str
    via: list[str]
    symbols: list[str]
    confidence: NotRequired[float]


class BrokenReference(TypedDict):
    """A reference that stops working."""

    path: str
    line: int
    symbol: str
    reason: str
    confidence: NotRequired[float]


class TestToRun(TypedDict):
    """A test file that can notice the change."""

    path: str
    distance: int
    reason: str


class CoChanged(TypedDict):
    """A file that history changes together with this one; `share` of this one's commits."""

    path: str
    share: float
