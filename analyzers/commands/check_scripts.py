"""What scripts do: `check` often asks type checkers and linters alone and runs no test, `all` makes environments and builds nothing."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.manifests.base import Script

__all__ = ["builds_by_target", "one_project", "only_checks", "opens_a_window", "tests_by_target"]

WINDOW = re.compile(
    r"\bcypress open\b|\b(?:playwright test|vitest)\b.*\s--ui(?![-\w])|\s--watch(?:All)?(?![-=\w]|\s+false\b)"
)
"""Programs that wait for somebody to choose tests in a window, or for edits."""
ONE_PROJECT = re.compile(r"(?:(?:npx|pnpm(?: exec)?|yarn) )?nx (?:test|build)(?:\s+--?[\w=-]+)*")
"""Nx told no project: it takes the default one of many, or none."""

CHECKER = re.compile(
    r"(?:(?:npx|pnpm exec|yarn) )?[\w-]*(?:svelte-kit sync|svelte-check|vue-tsc|tsc|astro check|eslint|stylelint|prettier|biome)\b.*"
    r"|(?:(?:\./)?vendor/bin/)?(?:phpstan|psalm|phpcs|phpcbf|php-cs-fixer|pint|rector|phan|phpmd)\b.*"
)
CALLS = re.compile(
    r"(?:(?:run-[ps]|npm-run-all|(?:npm|pnpm|bun) run|yarn(?: run)?)(?=\s)|(?=@))((?:\s*+@?(?:-{1,2}[\w-]++|[\w:*-]++))++)"
)
"""What runs other scripts by their names or by a pattern (`run-p check:*`), and Composer's own word for it (`@analyse`)."""
JOINED = re.compile(r"&&|\|\||;|&")
MORE = re.compile(r"(?:make|just|task)(?:\s+[\w:-]+)*?\s+(?:fix|fmt|format|lint|tests?)(?![\w:-])")
"""What a target for everything calls that also tests, or writes the sources anew: more than a build."""
IDLE = (
    re.compile(
        r"(?:make|just|task)(?:\s+(?:lint|test|check|install|format|fmt|fix|sniff|vet|types?|typecheck|style|clean|mypy|pyright|cov)[\w:-]*)+\s*"
    ),
    re.compile(
        r"(?:[ \t@]*(?:virtualenv|(?:\S*/)?(?:python[\d.]* -m )?(?:venv|pip3?(?= install))|uv (?:venv|sync|pip))\b[^\n;]*(?:\n|;|\Z))+"
    ),
    re.compile(r"@?mkdir\b[^&;|]*"),
    re.compile(
        r"(?:@?\s*(?:(?:echo|printf|exit|false|true|:)(?![\w-])[^&;|]*|\$\((?:error|warning|info)\b.*)(?:&&|;|$)\s*)+"
    ),
)
"""Targets that build nothing: they only run others (`all: lint test`), make an environment ready (`build: pip install -e .`) or a folder
for others, or print a message, such as that another tool builds now."""
LISTS = re.compile(r"--list\b|\bhelp\b")
"""A target that only lists the targets."""
TESTING = re.compile(r"test|spec|suite|verify|nose|tox|prove|cram\b|bats|coverage|fuzz", re.IGNORECASE)
"""What stands in the recipe of a target that runs tests, be it the program, the folder or another target."""
DEEPEST = 4
"""Scripts that call scripts are followed so far."""


def only_checks(script: Script, scripts: Mapping[str, Script]) -> bool:
    """Whether every command of a script is one of a checker, itself or by the scripts that it calls."""
    parts = list(_parts(script.command, scripts, 0))
    return bool(parts) and all(CHECKER.fullmatch(part) for part in parts)


def tests_by_target(target: Script) -> bool:
    """Whether a target is for the tests: one called `check` as often asks for anything else (a linter, a service's state)."""
    return target.name != "check" or TESTING.search(target.command) is not None


def builds_by_target(command: str, *, whole: bool) -> bool:
    """Whether a target builds, by its recipe.

    Args:
        whole: it is for everything, by its name.
    """
    idle = any(kind.fullmatch(command) for kind in IDLE) or (whole and MORE.search(command))
    return not (idle or LISTS.search(command))


def opens_a_window(script: Script) -> bool:
    """Whether a script shows the tests and leaves it to people to run them."""
    return WINDOW.search(script.command) is not None


def one_project(script: Script) -> bool:
    """Whether a script leaves it to Nx which project is meant."""
    return ONE_PROJECT.fullmatch(script.command.strip()) is not None


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
    wanted = [word.removeprefix("@") for word in calls[1].split() if not word.startswith("-")] if calls else []
    return [name for name in scripts if any(fnmatchcase(name, pattern) for pattern in wanted)]
