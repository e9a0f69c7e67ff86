"""Whether a test runner that is declared can run anything where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..workspace.workspace_packages import product_manifests
from .check_scripts import TEST_SCRIPTS

if TYPE_CHECKING:
    from ...indexer.index import Index
    from .test_runners import Runner

__all__ = ["is_set_up"]

SET_UP = frozenset({"PHPUnit"})
"""Runners that run nothing where neither a configuration nor an argument names the tests."""


def is_set_up(index: Index, runner: Runner, directory: str) -> bool:
    """Whether a runner that does nothing without its configuration has one here; where nobody has, or no package says
    otherwise how it is tested, it is told what to run by other means."""
    names = {f"{directory}/{name}".lstrip("/") for name in runner.files}
    return (
        runner.name not in SET_UP
        or not names.isdisjoint(index.files)
        or not any(
            script.name in TEST_SCRIPTS
            for manifest in product_manifests(index).values()
            if manifest.ecosystem == runner.ecosystem
            for script in manifest.scripts
        )
    )
