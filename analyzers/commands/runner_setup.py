"""Whether a test runner can run anything where it is: by its configuration, and by what the tests import."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.workspace_paths import outwards, prefix_of
from ..per_index import per_index
from ..workspace.pipelines import instructions
from ..workspace.workspace_packages import dependency_names, owner, package_directories
from .chosen_tests import rake_tests, run_by
from .test_runners import RAKE, RUNNERS, Runner
from .tests_exist import has_tests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...indexer.index import Index
    from .chosen_tests import Chosen
    from .workspace_commands import Candidate

__all__ = ["by_import", "is_run_by_another", "is_set_up", "may_be_installed", "tested_by_django", "written_for_others"]

LOOKS_IN = {"RSpec": "spec", "lab": "test", "tape": "test"}
"""Runner → the one folder that it, or our command, looks for tests in where no configuration names another."""
BY_FILE = frozenset({"playwright", "cypress", "PHPUnit"})
"""Runners that are installed for their programs as well, or run nothing unless they are told what: only a configuration says that
their tests are here."""
RUN_BY = {"PHPUnit": "pestphp/pest"}
"""Runner → the package of one that reads its configuration and runs its tests, beside its own that it can't run."""


def may_be_installed(index: Index, runner: Runner, directory: str) -> bool:
    """Whether a runner that only its configuration proves can be there: a part that is split off from a larger repository keeps
    the file, and what runs it stays behind; npm looks for it in the folder of a package around, Composer in the folder that it fills."""
    if runner.ecosystem == "npm":
        return any(f"{prefix_of(folder)}package.json" in index.files for folder in outwards(directory))
    return runner.ecosystem != "composer" or not dependency_names(index).isdisjoint(runner.packages)


def is_run_by_another(index: Index, runner: Runner) -> bool:
    """Whether the workspace asks for a runner that takes the place of this one, or tests by Django's own."""
    return tested_by_django(index) if runner.name == "pytest" else RUN_BY.get(runner.name) in dependency_names(index)


@per_index
def tested_by_django(index: Index) -> bool:
    """Whether pipelines run `manage.py test`, and pytest never: it is declared for what else it does, and is not told the settings."""
    told = "\n".join(instructions(index).values())
    return re.search(r"manage\.py test\b", told) is not None and "pytest" not in told


def is_set_up(index: Index, runner: Runner, directory: str) -> bool:
    """Whether a runner finds tests here, and one that does nothing without its configuration has that."""
    files = (name for other in RUNNERS if other.name == runner.name for name in other.files)
    if any(f"{prefix_of(directory)}{name}" in index.files for name in files):
        return True
    if runner.name in LOOKS_IN and not has_tests(index, f"{prefix_of(directory)}{LOOKS_IN[runner.name]}"):
        return False
    return runner.name not in BY_FILE and (runner.command != RAKE or bool(rake_tests(index, directory)))


BUILT_IN = {
    "node:test": Runner("node", "npm", (), (), (), "node --test", "--test-name-pattern {name} {path}", 4),
    "bun:test": Runner("bun", "npm", (), (), (), "bun test", "-t {name} {path}", 4),
}
"""Module that an engine itself provides → its runner."""
IMPORTED = {
    "@jest/globals": "jest",
    "@playwright/test": "playwright",
    "ava": "ava",
    "tap": "tap",
    "tape": "tape",
    "uvu": "uvu",
    "vite-plus/test": "Vite+",
    "vitest": "vitest",
    **{module: runner.name for module, runner in BUILT_IN.items()},
}
"""Module that a test imports to be one → the runner of `RUNNERS` that it is written for."""
AS_IT_STANDS = (".js", ".mjs", ".cjs", ".jsx")
"""Endings of what every Node runs; of TypeScript only the workspace's own script knows with which loader."""


def by_import(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """The engines' own runners, where the tests that are meant are written for them."""
    meant = _importing(index) if chosen is None else chosen.tests
    for path in meant:
        for module, line in _importing(index).get(path, {}).items():
            if module in BUILT_IN and (module != "node:test" or path.endswith(AS_IT_STANDS)):
                directory = owner(package_directories(index), path)
                yield run_by(index, BUILT_IN[module], directory, chosen, 1 + BUILT_IN[module].rank, path, line)
                return


def written_for_others(index: Index, runner: Runner, tests: Sequence[str]) -> bool:
    """Whether each of some test files, and of those in folders that import any, imports another runner, and none this one: it finds
    no test in them. Of other languages, whose tests may stand in the same folder, imports of these runners say nothing."""
    if runner.ecosystem != "npm":
        return False
    importing = _importing(index)
    below = tuple(f"{asked}/" for asked in tests)
    files = {path for path in (*tests, *importing) if path in index.files and f"{path}/".startswith(below)}
    named = [{IMPORTED[module] for module in importing.get(path, ())} for path in files]
    return bool(named) and all(names and runner.name not in names for names in named)


@per_index
def _importing(index: Index) -> Mapping[str, Mapping[str, int]]:
    """Test file → the modules of runners that it imports, with the first line."""
    rows = index.rows(
        "SELECT path, specifier, min(line) FROM links JOIN files ON files.id = source_id WHERE zone = 'test'"
        " AND specifier IN (SELECT value FROM json_each(?)) GROUP BY path, specifier ORDER BY path, specifier",
        (json.dumps(sorted(IMPORTED)),),
    )
    found: dict[str, dict[str, int]] = {}
    for path, module, line in rows:
        found.setdefault(path, {})[module] = line
    return found
