"""The answers of `context` and `analyze`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["Analyze", "Context"]


class Context(TypedDict):
    """The answer of `context`."""

    project_type: str
    type_evidence: NotRequired[list[str]]
    main_language: str | None
    main_framework: str | None
    package_manager: str | None
    test_framework: str | None
    test_command: str | None
    test_one: NotRequired[str | None]
    build_command: str | None
    entry_point: str | None
    has_tests: bool
    has_linting: bool
    lint_command: NotRequired[str | None]
    layout: list[str]
    key_files: list[dict[str, Any]]
    conventions: list[str]
    guides: NotRequired[list[str]]
    also: NotRequired[list[dict[str, Any]]]
    coverage: NotRequired[str]


class Analyze(TypedDict):
    """The answer of `analyze`."""

    status: str
    context: dict[str, Any]
    coverage: NotRequired[str]
