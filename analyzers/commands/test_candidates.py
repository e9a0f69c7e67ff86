"""Every command that a workspace proves to run tests: its scripts, runners, managers, build files and test programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ...indexer.classify.linguist import language_type
from ...indexer.manifests.cargo import DEFAULT_MEMBER
from ..per_index import per_index
from ..workspace.managers import MANAGERS, SOLUTIONS
from ..workspace.workspace_packages import (
    is_nx,
    manager_for,
    managers,
    owner,
    package_directories,
    product_manifests,
    terms,
)
from .build_parts import is_part
from .check_scripts import TEST_SCRIPTS, one_project, only_checks, opens_a_window, tests_by_target
from .chosen_tests import Candidate, Chosen, inside, run_by
from .file_tests import by_file
from .graph_builds import build_roots, tests_below
from .manager_tests import TESTED_BY_MANAGER, Wanted, holds_tests, narrowed
from .proved_command import command_of
from .runner_setup import is_set_up
from .solutions import solution_name
from .task_runners import NO_TEST, knows_task, package_tasks
from .test_runners import RUNNERS
from .tests_exist import without_tests
from .workspace_commands import (
    WORKSPACE_COMMANDS,
    dialect,
    manager_of,
    target_program,
    target_rank,
    workspace_roots,
    wrapped,
)

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Script

__all__ = ["candidates"]

TEST_TASKS = ("test", "tests", "test:test", "test:run", "tests:test", "tests:run")
"""Tasks of a pyproject.toml; Hatch's are named with their environment."""
TEST_TARGETS = ("test", "tests", "check")
RUN_TASKS = frozenset({"hatch", "pdm"})
MONOREPO_TESTS = {
    "Nx": "nx run-many -t test",
    "Turborepo": "turbo run test",
    "Lerna": "lerna run test",
    "Rush": "rush test",
}
GRAPH_TESTS = {"Pants": ("pants test ::", 0), "Bazel": ("bazel test //...", 5)}
"""Tool that tests by targets → (command, rank): Pants runs what its files configure; where Bazel stands beside makefiles or
CMake, those are what a newcomer has installed, and they come first."""
ONE_PACKAGE = frozenset({"pub", "golang", "swift"})
"""Ecosystems whose managers test the package of the folder, and none below it."""
TEST_TARGET = b".testTarget("
"""What `swift test` runs; without any, Xcode's schemes test the package."""
UNUSED = 4
"""A declared runner that no test is written for stands behind all that are used."""
REQUIREMENTS = frozenset({"requirements", "reqs"})
NOT_TESTED = frozenset({"example", "docs", "test"})


def candidates(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Commands in the order of the manifests and files that prove them."""
    for where, manifest in product_manifests(index).items():
        directory = _run_from(where)
        within = chosen is not None and bool(directory) and f"{chosen.path}/".startswith(f"{directory}/")
        if index.files[where].zone in NOT_TESTED and not (within or _is_of_tests(index, where, manifest, directory)):
            continue
        yield from _runners(index, where, manifest, directory, chosen)
        if chosen is None or chosen.path == directory:
            yield from _scripts(index, where, manifest, directory)
        if manifest.role == "manifest" and manifest.ecosystem in TESTED_BY_MANAGER and not is_part(index, where):
            yield from _by_manager(index, where, manifest, directory, chosen)
        yield from _solutions(index, where, manifest, directory, chosen)
        yield from _gradle_builds(index, where, manifest, directory, chosen)
    yield from _by_graph(index, chosen)
    yield from by_file(index, chosen)


def _is_of_tests(index: Index, where: str, manifest: Manifest, directory: str) -> bool:
    """Whether a package is one of tests alone, whose manager tests no other: a module of Go in `tests/`."""
    tested = index.files[where].zone == "test" and manifest.ecosystem in ONE_PACKAGE
    return tested and directory in _tested_packages(index)


def _run_from(where: str) -> str:
    """The directory that the commands of a manifest are run in: around the folder that holds nothing but lists of
    requirements."""
    folder, _, _ = where.rpartition("/")
    outer, _, name = folder.rpartition("/")
    return outer if name in REQUIREMENTS else folder


def _scripts(index: Index, where: str, manifest: Manifest, directory: str) -> Iterator[Candidate]:
    scripts = {script.name: script for script in manifest.scripts}
    if not _real(scripts.get("test") or _script_beside(index, directory, "test")):
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
        if tool.name in MONOREPO_TESTS and knows_task(index, where, manifest, tool.name, "test"):
            text = (f"{MANAGERS[manager.name].exec} " if manager else "npx ") + MONOREPO_TESTS[tool.name]
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
    elif manifest.tools and name in WORKSPACE_COMMANDS and _members_test(index, directory):
        text = WORKSPACE_COMMANDS[dialect(index, name, directory)].every.replace("{verb}", "test")
        command = command_of(text, directory, where, manifest.tools[0].line)
        yield Candidate(1, command, directory, manifest.ecosystem)


def _task_or_target(
    index: Index, where: str, manifest: Manifest, directory: str, scripts: Mapping[str, Script]
) -> Iterator[Candidate]:
    """A task of the package's manager, a target of a makefile."""
    manager = manager_for(managers(index), directory, manifest.ecosystem)
    task = next((scripts[key] for key in TEST_TASKS if key in scripts and scripts[key].kind == "task"), None)
    if task is not None and manager is not None and manager.name in RUN_TASKS:
        text = MANAGERS[manager.name].run.replace("{script}", task.name)
        yield Candidate(3, command_of(text, directory, where, task.line), directory, manifest.ecosystem)
    named = (scripts[key] for key in TEST_TARGETS if key in scripts)
    target = next((script for script in named if script.kind == "target" and tests_by_target(script)), None)
    if target is not None:
        text = f"{target_program(where)} {target.name}"
        yield Candidate(target_rank(index, directory), command_of(text, directory, where, target.line), directory, "")


def _script_beside(index: Index, directory: str, name: str) -> Script | None:
    """A script of the `package.json` that `lerna.json` or `turbo.json` stands beside: the workspace's own word."""
    package = index.manifests.get(f"{directory}/package.json" if directory else "package.json")
    return next((script for script in package.scripts if script.name == name), None) if package else None


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


def _members_test(index: Index, directory: str) -> bool:
    """Whether a package of the workspace at a directory has a test script."""
    return any(
        root.directory == directory
        and any(item.name == "test" and _real(item) for item in index.manifests[root.member.manifest].scripts)
        for root in workspace_roots(index).values()
    )


# ---- runners


def _runners(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    declared = {dependency.name: dependency.line for dependency in manifest.dependencies if dependency.direct}
    configured = {setting.name: setting.line for setting in manifest.settings if setting.kind == "tool"}
    for runner in RUNNERS:
        if runner.ecosystem != manifest.ecosystem or manifest.role == "lockfile":
            continue
        line = next((declared[name] for name in runner.packages if name in declared), None)
        line = line or next((configured[name] for name in runner.settings if name in configured), None)
        if line is not None and (chosen is not None or is_set_up(index, runner, directory)):
            idle = UNUSED * (runner.name in without_tests(index))
            yield run_by(index, runner, directory, chosen, 1 + runner.rank + idle, where, line)


def _by_manager(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    manager = manager_of(managers(index), directory, manifest)
    command = terms(index, manager, directory).test if manager in MANAGERS else ""
    elsewhere = chosen is not None and not any(f"{path}/".startswith(f"{directory}/") for path in chosen.tests)
    if (
        not command
        or _tested_by_others(index, manifest, directory, everything=chosen is None)
        or (manager == "swift" and TEST_TARGET not in index.read(where))
        or (manifest.ecosystem == "nuget" and (elsewhere or not _is_test_project(index, manifest, directory)))
    ):
        return
    first = manager_for(managers(index), directory, manifest.ecosystem)
    aside = int(first is not None and first.name != manager)
    root = workspace_roots(index).get((directory, manifest.ecosystem))
    if root is not None and chosen is not None and root.member.name and root.manager == manager:
        text, place = root.command(index, "test"), root.directory
    else:
        text, place = wrapped(index, manager, command, directory), directory
        if manager == "cargo" and manifest.tools and _tests_a_part(manifest) and chosen is None:
            text += " --workspace"
    if chosen is not None and chosen.path != directory:
        own = _runnable(index, manifest, directory, chosen.tests)
        if chosen.tests and not own:
            return
        inner = [inside(path, directory) for path in own]
        text = narrowed(manager, text, Wanted(index, own, inner, chosen.name, inside(chosen.path, directory)))
    yield Candidate(2 + aside, command_of(text, place, where, None, directory), directory, manifest.ecosystem)


def _tests_a_part(manifest: Manifest) -> bool:
    """Whether Cargo, told nothing else, tests only the package at the root of a workspace, or its default members."""
    return bool(manifest.packages) or any(setting.name == DEFAULT_MEMBER for setting in manifest.settings)


def _runnable(index: Index, manifest: Manifest, directory: str, tests: Sequence[str]) -> tuple[str, ...]:
    """Those tests that the manager can run from a directory: a module of Go sees no other one, unless a go.work binds them."""
    bound = any(path.rpartition("/")[2] == "go.work" for path in product_manifests(index))
    if manifest.ecosystem not in ONE_PACKAGE or bound:
        return tuple(tests)
    directories = package_directories(index)
    return tuple(path for path in tests if path == directory or owner(directories, path) == directory)


def _tested_by_others(index: Index, manifest: Manifest, directory: str, *, everything: bool) -> bool:
    """Whether the manager runs the tests of one package, and only packages below this one have any, or others anywhere where all
    of the workspace is meant."""
    tested = _tested_packages(index) if manifest.ecosystem in ONE_PACKAGE else ()
    below = f"{directory}/" if directory and not everything else ""
    return directory not in tested and any(other.startswith(below) for other in tested)


@per_index
def _tested_packages(index: Index) -> frozenset[str]:
    """Directories of the packages that have test files of their own."""
    directories = package_directories(index)
    return frozenset(
        owner(directories, path)
        for path, file in index.files.items()
        if file.zone == "test" and language_type(file.language) == "programming"
    )


def _is_test_project(index: Index, manifest: Manifest, directory: str) -> bool:
    """Whether a .NET project holds tests; where no solution tests them all, every project may."""
    return holds_tests(manifest) or not any(
        tool.name in SOLUTIONS
        and f"{directory}/".startswith(f"{folder}/" if (folder := path.rpartition("/")[0]) else "")
        for path, other in product_manifests(index).items()
        for tool in other.tools
    )


def _solutions(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    """A .NET solution tests all of its projects; where two stand side by side, its name must be given."""
    if any(tool.name in SOLUTIONS for tool in manifest.tools):
        text = f"dotnet test{solution_name(index, where)}"
        if chosen is not None:
            own = [inside(path, directory) for path in chosen.tests]
            wanted = Wanted(index, chosen.tests, own, chosen.name, inside(chosen.path, directory))
            text = narrowed("dotnet", text, wanted)
        yield Candidate(1, command_of(text, directory, where), directory, "nuget")


def _gradle_builds(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    """A Gradle build tests all of its projects from the directory of its settings."""
    for tool in manifest.tools:
        if tool.name == "Gradle settings" and (chosen is None or chosen.path == directory):
            text = wrapped(index, "gradle", "gradle test", directory)
            first = manager_for(managers(index), directory, manifest.ecosystem)
            aside = int(first is not None and first.name != "gradle")
            yield Candidate(2 + aside, command_of(text, directory, where, tool.line), directory, manifest.ecosystem)


# ---- files


def _by_graph(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Tools that test by targets."""
    for root in build_roots(index):
        text, rank = GRAPH_TESTS[root.tool]
        if chosen is not None:
            text = tests_below(index, root, chosen.tests or (chosen.path,), chosen.name)
        if text:
            yield Candidate(rank, command_of(text, root.directory, root.path), root.directory, "")
