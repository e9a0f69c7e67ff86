"""Which scripts run the tests: `check` often asks type checkers and linters alone, and runs none."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.manifests.base import Script

__all__ = ["TEST_SCRIPTS", "only_checks"]

TEST_SCRIPTS = ("test", "tests", "test:unit", "unit", "test:all", "check", "spec")
"""Scripts that run the tests, the likeliest first."""

CHECKER = re.compile(
    r"(?:(?:npx|pnpm exec|yarn) )?[\w-]*(?:svelte-kit sync|svelte-check|vue-tsc|tsc|astro check|eslint|stylelint|prettier|biome)\b.*"
)
CALLS = re.compile(r"(?:run-[ps]|npm-run-all|(?:npm|pnpm|bun) run|yarn(?: run)?)((?:\s+(?:-{1,2}[\w-]+|[\w:*-]+))+)")
"""What runs other scripts by their names or by a pattern (`run-p check:*`)."""
JOINED = re.compile(r"&&|\|\||;|&")
DEEPEST = 4
"""Scripts that call scripts are followed so far."""


def only_checks(script: Script, scripts: Mapping[str, Script]) -> bool:
    """Whether every command of a script is one of a checker, itself or by the scripts that it calls."""
    parts = list(_parts(script.command, scripts, 0))
    return bool(parts) and all(CHECKER.fullmatch(part) for part in parts)


def _parts(command: str, scripts: Mapping[str, Script], depth: int) -> Iterator[str]:
    """The commands that a line runs; a called script that is not there stays the call."""
    for part in filter(None, map(str.strip, JOINED.split(command))):
        called = _called(part, scripts) if depth < DEEPEST else []
        if not called:
            yield part
        for name in called:
            yield from _parts(scripts[name].command, scripts, depth + 1)


def _called(part: str, scripts: Mapping[str, Script]) -> list[str]:
    calls = CALLS.fullmatch(part)
    wanted = [word for word in calls[1].split() if not word.startswith("-")] if calls else []
    return [name for name in scripts if any(fnmatchcase(name, pattern) for pattern in wanted)]
