"""Whether a test runner that is declared can run anything where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.workspace_paths import outwards, prefix_of
from ..workspace.workspace_packages import dependency_names
from .rake_tests import rake_tests
from .test_runners import RAKE, RUNNERS
from .tests_exist import has_tests

if TYPE_CHECKING:
    from ...indexer.index import Index
    from .test_runners import Runner

__all__ = ["is_run_by_another", "is_set_up", "may_be_installed"]

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
    return runner.ecosystem != "composer" or any(
        dependency.name in runner.packages
        for manifest in index.manifests.values()
        if manifest.ecosystem == runner.ecosystem
        for dependency in manifest.dependencies
    )


def is_run_by_another(index: Index, runner: Runner) -> bool:
    """Whether the workspace asks for a runner that takes the place of this one."""
    return RUN_BY.get(runner.name) in dependency_names(index)


def is_set_up(index: Index, runner: Runner, directory: str) -> bool:
    """Whether a runner finds tests here, and one that does nothing without its configuration has that."""
    files = (name for other in RUNNERS if other.name == runner.name for name in other.files)
    if any(f"{prefix_of(directory)}{name}" in index.files for name in files):
        return True
    if runner.name in LOOKS_IN and not has_tests(index, f"{prefix_of(directory)}{LOOKS_IN[runner.name]}"):
        return False
    return runner.name not in BY_FILE and (runner.command != RAKE or bool(rake_tests(index, directory)))
