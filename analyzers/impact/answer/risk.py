"""How risky a change is: a score from 0 to 100 whose every point has a reason.

| part | points | what counts |
|---|---|---|
| kind | 0-20 | what the change does to those who use the thing |
| reach | 0-25 | share of the product's files that can behave differently |
| surface | 0-20 | other packages, entry points and importers outside of the workspace |
| protection | 0-20 | how few tests reach the change directly |
| history | 0-10 | how often the files change |
| complexity | 0-5 | how many paths the changed code has |

`low` is below 30, `high` is 60 and above.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from ...lists import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Risk", "assess", "by_kind", "by_past", "by_protection", "by_reach", "by_surface"]

Part = tuple[int, str]
"""Points and their reason."""

LOW: Final = 30
HIGH: Final = 60
"""Scores below `LOW` are low, those of `HIGH` and above are high."""

KIND_POINTS: Final = {"refactor": 2, "modify": 6, "signature": 14, "rename": 16, "delete": 20}
COMPLEX: Final = 10
"""McCabe's own limit for a function ("A complexity measure", 1976)."""
BUSY: Final = 10


class Risk(NamedTuple):
    """A score with its reasons, most points first."""

    level: str
    score: int
    reasons: list[str]


def assess(parts: Iterable[Part]) -> Risk:
    """The risk of a change, by the points of all that is known of it."""
    scored = sorted((part for part in parts if part[0]), key=lambda part: -part[0])
    score = min(100, sum(points for points, _ in scored))
    level = "high" if score >= HIGH else "medium" if score >= LOW else "low"
    return Risk(level, score, [f"+{points} {reason}" for points, reason in scored])


def by_kind(change: str, breaks: int, *, guesses: bool) -> Part:
    """What is done to those who use it: `breaks` references stop working, and where uses are guessed by a name more may."""
    points = KIND_POINTS[change]
    if change in {"modify", "refactor"}:
        return points, f"{change}: those who use it may see another behaviour"
    if not breaks and guesses:
        return points // 2, f"{change}: no reference is sure, but some may mean it by their name"
    if not breaks:
        return 4, f"{change}: nothing that is read as code refers to it"
    return points, f"{change}: {counted(breaks, 'reference')} would break"


def by_reach(impacted: int, files: int) -> Part:
    """How many of the product's files can behave differently."""
    share = impacted / max(1, files)
    points = min(25, round(10 * math.sqrt(share) + 4 * math.log10(1 + impacted))) if impacted else 0
    return points, f"reach: {counted(impacted, 'product file')} ({share:.0%}) can behave differently"


def by_surface(packages: int, entry_points: int, *, public: bool) -> list[Part]:
    """What others see of it: importers outside of the workspace, other packages, entry points."""
    return [
        (8 * public, "surface: it is part of the public interface"),
        (min(6, 3 * packages), f"surface: {counted(packages, 'other package')} affected"),
        (min(6, 2 * entry_points), f"surface: {counted(entry_points, 'entry point')} affected"),
    ]


def by_protection(tests: int, direct: int, *, inside: bool, tested: bool, code: bool) -> Part:
    """How few tests reach it, and use it directly.

    Args:
        inside: tests stand in the code that it reaches; which of them run it is not read.
        tested: the workspace has tests at all.
        code: some of the changed files are code; documents and workflows have no tests.
    """
    if not code and not tests:
        return 0, ""
    if not tested:
        return 20, "protection: the workspace has no tests"
    if not direct and inside:
        return 4, "protection: tests stand in the code that it reaches, and no test file uses it directly"
    if not tests:
        return 20, "protection: no test reaches it"
    if not direct:
        reach = "reaches it, but does not use it" if tests == 1 else "reach it, none uses it"
        return 10, f"protection: {counted(tests, 'test file')} {reach} directly"
    return 4 * (direct == 1), "protection: only one test file uses it directly"


def by_past(commits: int, complexity: int) -> list[Part]:
    """How many of the last commits changed its files, and McCabe's number of its most complex function (0 where unknown)."""
    busy, complex_ = min(10, commits // 5 + 1), min(5, complexity // COMPLEX + 1)
    return [
        (busy * (commits >= BUSY), f"history: changed in {commits} of the last commits"),
        (complex_ * (complexity > COMPLEX), f"complexity: {complexity} paths through the changed code"),
    ]
