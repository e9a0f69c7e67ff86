"""The answer of `validate_changes`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["Validation"]


class Validation(TypedDict):
    """The answer of `validate_changes`.

    Attributes:
        note: that there was nothing to check, or that git did not tell what differs.
    """

    files_validated: int
    validation_results: dict[str, dict[str, Any]]
    issues: list[dict[str, Any]]
    tests_to_run: list[str]
    test_command: str | None
    safe_to_proceed: bool
    total: int
    truncated: bool
    note: NotRequired[str]
    coverage: NotRequired[str]
