"""Test commands that scripts prove: those of packages, of their workspace, tasks of a manager, targets of a makefile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..workspace.managers import MANAGERS
from ..workspace.workspace_packages import is_nx, manager_for, managers
from .check_scripts import TEST_SCRIPTS, one_project, only_checks, opens_a_window, tests_by_target
from .chosen_tests import Candidate
from .proved_command import command_of
from .task_runners import EVERY_PACKAGE, NO_TEST, knows_task, package_tasks
from .workspace_commands import (
    OVER_ALL,
    WORKSPACE_COMMANDS,
    over_members,
    target_program,
    target_rank,
    workspace_roots,
)

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Script

__all__ = ["by_script"]

TEST_TASKS = ("test", "tests", "test:test", "test:run", "tests:test", "tests:run")
"""Tasks of a pyproject.toml; Hatch's are named with their environment."""
TEST_TARGETS = ("test", "tests", "check", "test-unit", "unit-test", "unit-tests", "test_unit", "unit_test")
STARTING = re.compile(r"(?:docker[-_])?(?:start|up)(?:[-_][\w-]+)?")
"""Targets that start what tests speak to."""
RUN_TASKS = frozenset({"hatch", "pdm"})


def by_script(index: Index, where: str, manifest: Manifest, directory: str) -> Iterator[Candidate]:
    """Commands of the scripts that a manifest has."""
    scripts = {script.name: script for script in manifest.scripts}
    if not _real(scripts.get("test") or _test_beside(index, directory)):
        yield from _of_monorepo(index, where, manifest, directory)
    if where.endswith("package.json") or (is_nx(where) and manifest.packages):
        yield from _of_tasks(index, directory)
    if manifest.ecosystem in {"npm", "composer"}:
        yield from _package_script(index, where, manifest, directory, scripts)
    else:
        yield from _task_or_target(index, where, manifest, directory, scripts)


def _of_monorepo(index: Index, where: str, manifest: Manifest, directory: str) -> Iterator[Candidate]:
    """A monorepo's own tool runs the tests of all its packages."""
    manager = manager_for(managers(index), directory, manifest.ecosystem)
    for tool in manifest.tools:
        if tool.name in EVERY_PACKAGE and knows_task(index, where, manifest, tool.name, "test"):
            text = (f"{MANAGERS[manager.name].exec} " if manager else "npx ") + f"{EVERY_PACKAGE[tool.name]} test"
            yield Candidate(0, command_of(text, directory, where, tool.line), directory, manifest.ecosystem)


def _package_script(
    index: Index, where: str, manifest: Manifest, directory: str, scripts: Mapping[str, Script]
) -> Iterator[Candidate]:
    """The script of a package that tests, or the manager's word for those of all members."""
    manager = manager_for(managers(index), directory, manifest.ecosystem)
    name = manager.name if manager else manifest.ecosystem
    chosen = next((script for key in TEST_SCRIPTS if (script := scripts.get(key)) and _real(script)), None)
    if chosen is not None and not only_checks(chosen, scripts):
        yield from _script(index, where, manifest, directory, chosen, name)
    elif manifest.tools and name in WORKSPACE_COMMANDS and (text := over_members(index, name, directory, "test")):
        command = command_of(text, directory, where, manifest.tools[0].line)
        yield Candidate(1, command, directory, manifest.ecosystem)


def _task_or_target(
    index: Index, where: str, manifest: Manifest, directory: str, scripts: Mapping[str, Script]
) -> Iterator[Candidate]:
    """A script of Melos, a task of the package's manager, a target of a makefile."""
    if _real(scripts.get("test")) and any(tool.name == "Melos" for tool in manifest.tools):
        command = command_of("melos run test", directory, where, scripts["test"].line)
        yield Candidate(0, command, directory, manifest.ecosystem)
    manager = manager_for(managers(index), directory, manifest.ecosystem)
    task = next((scripts[key] for key in TEST_TASKS if key in scripts and scripts[key].kind == "task"), None)
    if task is not None and manager is not None and manager.name in RUN_TASKS:
        text = MANAGERS[manager.name].run.replace("{script}", task.name)
        yield Candidate(3, command_of(text, directory, where, task.line), directory, manifest.ecosystem)
    named = (scripts[key] for key in TEST_TARGETS if key in scripts)
    target = next((script for script in named if script.kind == "target" and tests_by_target(script)), None)
    if target is not None:
        text = f"{target_program(where)} {target.name}"
        first = target_program(where) == "make" and _prepares(index, where, target)
        rank = OVER_ALL if first else target_rank(index, directory, text)
        yield Candidate(rank, command_of(text, directory, where, target.line), directory, "")


def _prepares(index: Index, where: str, target: Script) -> bool:
    """Whether a target starts something before its tests, or makes a file among the sources that they read: the bare command fails."""
    needs = index.lines(where)[target.line - 1].partition(":")[2].partition("#")[0].split()
    missing = [need for need in needs if "/" in need and "$" not in need and need not in index.files]
    folders = tuple(f"{need.rpartition('/')[0]}/" for need in missing)
    return any(map(STARTING.fullmatch, needs)) or any(path.startswith(folders) for path in index.files)


def _test_beside(index: Index, directory: str) -> Script | None:
    """The test script of the `package.json` that `lerna.json` or `turbo.json` stands beside: the workspace's own word."""
    package = index.manifests.get(f"{directory}/package.json" if directory else "package.json")
    return next((script for script in package.scripts if script.name == "test"), None) if package else None


def _of_tasks(index: Index, directory: str) -> Iterator[Candidate]:
    for task in package_tasks(index, directory, "test"):
        command = command_of(task.command, task.directory, task.path, task.line, directory)
        yield Candidate(-2, command, directory, "npm")


def _script(
    index: Index, where: str, manifest: Manifest, directory: str, script: Script, manager: str
) -> Iterator[Candidate]:
    shortest = MANAGERS[manager].test if script.name == "test" else ""
    text = shortest or MANAGERS[manager].run.replace("{script}", script.name)
    yield Candidate(0, command_of(text, directory, where, script.line), directory, manifest.ecosystem)
    root = workspace_roots(index).get((directory, manifest.ecosystem))
    if root is not None and root.member.name:
        text = root.command(index, script.name)
        yield Candidate(
            -1, command_of(text, root.directory, where, script.line, directory), directory, manifest.ecosystem
        )


def _real(script: Script | None) -> bool:
    return script is not None and not (NO_TEST in script.command or one_project(script) or opens_a_window(script))
