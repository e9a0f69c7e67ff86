"""What of a workspace is written in another ecosystem than its main language: where, on what, and how it is tested."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ..indexer.workspace_paths import outwards, prefix_of
from .commands.chosen import from_root, is_managed, typed_of
from .commands.tests_exist import has_tests
from .packages import primary_manager
from .stack.main_choice import SMALL, most_used, speaks
from .stack.main_technology import test_framework
from .workspace.ecosystem_languages import family_of
from .workspace.workspace_packages import managers, members

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..answers import Command, Detect
    from ..indexer.index import Index

__all__ = ["second_languages"]

MOST: Final = 0.75
"""The part of a language's code that stands in the folder which it is said to be in."""


def second_languages(
    index: Index, stack: Detect, tests: Sequence[Command], main: str, proofs: Mapping[str, tuple[bool, int]]
) -> Iterator[dict[str, Any]]:
    """A row for each further family of languages that has a package manager and a fair share of the code, the largest first.

    Args:
        tests: the workspace's test commands.
        main: its main language.
        proofs: see `test_framework`.
    """
    told = set(family_of(main))
    for bar in stack["languages"]:
        language, family = bar["name"], family_of(bar["name"])
        used = [manager for manager in managers(index) if speaks(manager.ecosystem, language)]
        share = sum(row["share"] for row in stack["languages"] if row["name"] in family)
        if language in told or not used or share < SMALL:
            continue
        told |= family
        directory = _home(index, language)
        around = [manager for manager in used if manager.directory in outwards(directory)]
        tested = _test_command(index, tests, language, directory)
        run = typed_of(index, tested) if tested else ""
        manager = primary_manager(index, around or used)
        framework, spoken = most_used(index, stack, language)
        row = {
            "language": spoken,
            "directory": directory or ".",
            "framework": framework,
            "package_manager": manager.name if manager else None,
            "test_framework": test_framework(stack, language, proofs, run, alone=True),
            "test_command": from_root(tested) if tested else None,
        }
        yield {key: value for key, value in row.items() if value is not None}


def _home(index: Index, language: str) -> str:
    """The innermost package in a language that holds most of what is written in it; the root where none does."""
    family = family_of(language)
    sizes = {
        path: file.size for path, file in index.files.items() if file.zone == "product" and file.language in family
    }
    places = sorted({member.directory for member in members(index) if speaks(member.ecosystem, language)}, key=len)
    least = MOST * sum(sizes.values())
    return next(
        (
            place
            for place in reversed(places)
            if sum(size for path, size in sizes.items() if path.startswith(prefix_of(place))) >= least
        ),
        "",
    )


def _test_command(index: Index, rows: Sequence[Command], language: str, directory: str) -> Command | None:
    """The first command of the language's own manager for that folder, or for one inside of it that holds its tests."""
    fitting = [row for row in rows if is_managed(index, row, language)]
    own = [row for row in fitting if row["directory"] == (directory or ".")]
    inside = [row for row in fitting if row["directory"].startswith(prefix_of(directory))]
    found = next(iter([*own, *inside]), None)
    return found if found and has_tests(index, found["directory"]) else None
