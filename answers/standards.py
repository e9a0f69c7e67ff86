"""The answer of `standards`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

from .detect import Technology

__all__ = ["Standards"]


class Standards(TypedDict):
    """The answer of `standards`."""

    coding_standards: dict[str, Any]
    linters: list[Technology]
    formatters: list[Technology]
    type_checkers: list[Technology]
    contradictions: list[dict[str, Any]]
    coverage: NotRequired[str]
