"""The answer of `entry_points`."""

from __future__ import annotations

from typing import NotRequired, TypedDict

from .evidence import Evidence

__all__ = ["EntryPoint", "EntryPoints", "UnresolvedRoutes"]


class EntryPoints(TypedDict):
    """The answer of `entry_points`."""

    entry_points: list[EntryPoint]
    total: int
    truncated: bool
    routes: int
    coverage: NotRequired[str]
    unresolved: NotRequired[list[UnresolvedRoutes]]
    total_unresolved: NotRequired[int]


class UnresolvedRoutes(TypedDict):
    """What adds routes that the answer does not name, and why: the first such line of a file, and how many there are."""

    path: str
    line: int
    reason: str
    count: int


class EntryPoint(TypedDict):
    """A place where execution begins; `path` is the source file, "" where it can't be told."""

    kind: str
    name: str
    path: str
    line: int | None
    symbol: str | None
    command: str | None
    package: str | None
    evidence: list[Evidence]
