"""The answer of `git`."""

from __future__ import annotations

from typing import Any, NotRequired, TypedDict

__all__ = ["Git"]


class Git(TypedDict):
    """The answer of `git`.

    Attributes:
        coverage: that there is no repository, or what git did not tell.
    """

    branch: str | None
    upstream: str | None
    ahead: int
    behind: int
    staged: list[str]
    modified: list[str]
    untracked: list[str]
    conflicted: list[str]
    recent_commits: list[dict[str, Any]]
    hotspots: list[dict[str, Any]]
    total_changed: int
    truncated: bool
    coverage: NotRequired[str]
