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
from typing import Final, NamedTuple

from ...lists import counted

__all__ = ["Risk", "Situation", "assess"]

LOW: Final = 30
HIGH: Final = 60
"""Scores below `LOW` are low, those of `HIGH` and above are high."""

KIND_POINTS: Final = {"refactor": 2, "modify": 6, "signature": 14, "rename": 16, "delete": 20}
COMPLEX: Final = 10
"""McCabe's own limit for a function ("A complexity measure", 1976)."""
BUSY: Final = 10


class Situation(NamedTuple):
    """What is known of a change.

    Attributes:
        change: `modify | delete | rename | refactor | signature`.
        breaks: references that stop working.
        guesses: some uses rest on a name alone, so that more may stop working.
        impacted: product files that can behave differently.
        files: product files of the workspace.
        packages: other packages affected.
        entry_points: entry points affected.
        public: others than this workspace can use it.
        tests: tests that reach it.
        direct: tests that use it directly.
        inside: tests stand in the code that it reaches; which of them run it is not read.
        tested: the workspace has tests at all.
        commits: how many of the last commits changed the files.
        complexity: McCabe's number of the most complex changed function; 0 where unknown.
        nothing: the change alters no code that runs.
        code: some of the changed files are code; documents and workflows have no tests.
    """

    change: str
    breaks: int = 0
    guesses: bool = False
    impacted: int = 0
    files: int = 1
    packages: int = 0
    entry_points: int = 0
    public: bool = False
    tests: int = 0
    direct: int = 0
    inside: bool = False
    tested: bool = True
    commits: int = 0
    complexity: int = 0
    nothing: bool = False
    code: bool = True


class Risk(NamedTuple):
    """A score with its reasons, most points first."""

    level: str
    score: int
    reasons: list[str]


def assess(situation: Situation) -> Risk:
    """The risk of a change."""
    if situation.nothing:
        return Risk("low", 0, ["nothing that runs is changed"])
    parts = [*_kind(situation), *_reach(situation), *_surface(situation), *_protection(situation), *_past(situation)]
    scored = sorted((part for part in parts if part[0]), key=lambda part: -part[0])
    score = min(100, sum(points for points, _ in scored))
    level = "high" if score >= HIGH else "medium" if score >= LOW else "low"
    return Risk(level, score, [f"+{points} {reason}" for points, reason in scored])


def _kind(known: Situation) -> list[tuple[int, str]]:
    points = KIND_POINTS[known.change]
    if known.change in {"modify", "refactor"}:
        return [(points, f"{known.change}: those who use it may see another behaviour")]
    if not known.breaks and known.guesses:
        return [(points // 2, f"{known.change}: no reference is sure, but some may mean it by their name")]
    if not known.breaks:
        return [(4, f"{known.change}: nothing that is read as code refers to it")]
    return [(points, f"{known.change}: {counted(known.breaks, 'reference')} would break")]


def _reach(known: Situation) -> list[tuple[int, str]]:
    if not known.impacted:
        return []
    share = known.impacted / max(1, known.files)
    points = min(25, round(10 * math.sqrt(share) + 4 * math.log10(1 + known.impacted)))
    return [(points, f"reach: {counted(known.impacted, 'product file')} ({share:.0%}) can behave differently")]


def _surface(known: Situation) -> list[tuple[int, str]]:
    found = []
    if known.public:
        found.append((8, "surface: it is part of the public interface"))
    if known.packages:
        found.append((min(6, 3 * known.packages), f"surface: {counted(known.packages, 'other package')} affected"))
    if known.entry_points:
        found.append(
            (min(6, 2 * known.entry_points), f"surface: {counted(known.entry_points, 'entry point')} affected")
        )
    return found


def _protection(known: Situation) -> list[tuple[int, str]]:
    if not known.code and not known.tests:
        return []
    if not known.tested:
        return [(20, "protection: the workspace has no tests")]
    if not known.direct and known.inside:
        return [(4, "protection: tests stand in the code that it reaches, and no test file uses it directly")]
    if not known.tests:
        return [(20, "protection: no test reaches it")]
    if not known.direct:
        reach = "reaches it, but does not use it" if known.tests == 1 else "reach it, none uses it"
        return [(10, f"protection: {counted(known.tests, 'test file')} {reach} directly")]
    return [(4, "protection: only one test file uses it directly")] if known.direct == 1 else []


def _past(known: Situation) -> list[tuple[int, str]]:
    found = []
    if known.commits >= BUSY:
        found.append((min(10, known.commits // 5 + 1), f"history: changed in {known.commits} of the last commits"))
    if known.complexity > COMPLEX:
        found.append(
            (min(5, known.complexity // COMPLEX + 1), f"complexity: {known.complexity} paths through the changed code")
        )
    return found
