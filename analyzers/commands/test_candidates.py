"""Every command that a workspace proves to run tests: its scripts, runners, managers, build files and test programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.manifests.marks import DEFAULT_MEMBER
from ...indexer.workspace_paths import joined, prefix_of
from ..per_index import per_index
from ..sparing import spared
from ..workspace.ecosystem_languages import LANGUAGES_OF
from ..workspace.managers import MANAGERS, SOLUTIONS
from ..workspace.workspace_packages import (
    managers,
    owner,
    package_directories,
    product_manifests,
    terms,
)
from .build_parts import has_code, is_part
from .chosen_tests import Chosen, held, inside, is_elsewhere, run_by
from .file_tests import by_file
from .manager_tests import TESTED_BY_MANAGER, Wanted, holds_tests, narrowed, tests_nothing
from .runner_setup import by_import, is_run_by_another, is_set_up, written_for_others
from .script_commands import TEST, by_script
from .task_runners import build_roots, tests_below
from .test_runners import RUNNERS, Runner
from .tests_exist import without_tests
from .workspace_commands import Candidate, Proof, manager_of, proved, solution_name, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...indexer.index import Index

__all__ = ["candidates"]

GRAPH_TESTS = {"Pants": ("pants test ::", 0), "Bazel": ("bazel test //...", 5)}
"""Tool that tests by targets → (command, rank): Pants runs what its files configure; where Bazel stands beside makefiles or
CMake, those are what a newcomer has installed, and they come first."""
ONE_PACKAGE = frozenset({"pub", "golang", "swift"})
"""Ecosystems whose managers test the package of the folder, and none below it."""
TEST_MARKS = {
    "swift": re.compile(rb"\.testTarget\("),
    "hackage": re.compile(rb"(?mi)^(?:test-suite\b|tests:)"),
}
"""What a manifest says where its manager has tests to run: without any, Xcode's schemes test a package of Swift, and a program
of Haskell tests itself by a command of its own."""
TESTED_INSIDE = frozenset({"cargo"})
"""Ecosystems whose tests stand in the code that they test: the package itself has some, wherever others stand."""
UNUSED = 4
"""A declared runner that no test is written for stands behind all that are used."""
EUNIT = b'include_lib("eunit/'
GRADLE, MULTIPLATFORM = (
    (".gradle", ".gradle.kts"),
    re.compile(rb"""\bkotlin\(["']multiplatform["']\)|\bkotlin[.-]multiplatform\b"""),
)
REQUIREMENTS = frozenset({"requirements", "reqs"})
NOT_TESTED = frozenset({"example", "docs", "test"})


def candidates(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Commands in the order of the manifests and files that prove them."""
    for where, manifest in product_manifests(index).items():
        with spared(index, f"test commands of {where}"):
            yield from _of_manifest(Proof(index, where, manifest, _run_from(where)), chosen)
    yield from _by_graph(index, chosen)
    yield from by_file(index, chosen)
    yield from by_import(index, chosen)


def _of_manifest(at: Proof, chosen: Chosen | None) -> Iterator[Candidate]:
    index, where, manifest, directory = at
    within = chosen is not None and bool(directory) and bool(held((chosen.path, *chosen.tests), directory))
    if manifest.ecosystem == "nuget" and _tests_are_programs(index):
        return
    if index.files[where].zone in NOT_TESTED and not (within or _is_of_tests(at)):
        return
    if is_elsewhere(chosen, directory) and manifest.ecosystem not in TESTED_INSIDE:
        return
    yield from _runners(at, chosen)
    if chosen is None or chosen.path == directory:
        yield from by_script(at, TEST)
    if manifest.role == "manifest" and manifest.ecosystem in TESTED_BY_MANAGER and not is_part(index, where):
        yield from _by_manager(at, chosen)
    yield from _solutions(at, chosen)
    if chosen is None or chosen.path == directory:
        yield from _gradle_builds(at)


@per_index
def _tests_are_programs(index: Index) -> bool:
    """Whether the .NET tests are written for Expecto alone: its tests are programs, which `dotnet test` does not run."""
    manifests = [item for item in index.manifests.values() if item.ecosystem == "nuget"]
    names = {dependency.name.lower() for item in manifests for dependency in item.dependencies}
    return "expecto" in names and not any(map(holds_tests, manifests)) and not any("testsdk" in name for name in names)


def _is_of_tests(at: Proof) -> bool:
    """Whether a package is one of tests alone, whose manager tests no other: a module of Go in `tests/`."""
    tested = at.workspace.files[at.path].zone == "test" and at.manifest.ecosystem in ONE_PACKAGE
    return tested and at.directory in _tested_packages(at.workspace, at.manifest.ecosystem)


def _run_from(where: str) -> str:
    """The directory that the commands of a manifest are run in: around the folder that holds nothing but lists of
    requirements."""
    parts = where.split("/")[:-1]
    return "/".join(parts[: next((depth for depth, name in enumerate(parts) if name in REQUIREMENTS), len(parts))])


def _runners(at: Proof, chosen: Chosen | None) -> Iterator[Candidate]:
    index, where, manifest, directory = at
    declared = {dependency.name: dependency.line for dependency in manifest.dependencies if dependency.direct}
    configured = {setting.name: setting.line for setting in manifest.settings if setting.kind == "tool"}
    for runner in RUNNERS:
        if runner.ecosystem != manifest.ecosystem or manifest.role == "lockfile":
            continue
        line = next((declared[name] for name in runner.packages if name in declared), None)
        line = line or next((configured[name] for name in runner.settings if name in configured), None)
        if line is not None and _serves(index, runner, directory, chosen):
            idle = UNUSED * (runner.name in without_tests(index))
            yield run_by(index, runner, directory, chosen, 1 + runner.rank + idle, where, line)


def _serves(index: Index, runner: Runner, directory: str, chosen: Chosen | None) -> bool:
    """Whether a runner that is declared runs something here: all tests, or those that are meant."""
    if is_run_by_another(index, runner):
        return False
    if chosen is None:
        return is_set_up(index, runner, directory)
    left_out = runner.alone and any(path in index.files and not runner.takes(path) for path in chosen.tests)
    return not left_out and not written_for_others(index, runner, chosen.tests)


def _by_manager(at: Proof, chosen: Chosen | None) -> Iterator[Candidate]:
    index, where, manifest, directory = at
    manager = manager_of(managers(index), directory, manifest)
    command = terms(index, manager, directory).test if manager in MANAGERS else ""
    untold = chosen is not None and not chosen.tests
    if (
        not command
        or (manifest.ecosystem == "golang" and not has_code(index, "golang", where))
        or _tested_by_others(at, everything=chosen is None)
        or (manifest.ecosystem in TEST_MARKS and not TEST_MARKS[manifest.ecosystem].search(index.read(where)))
        or (manager == "gradle" and directory and chosen is None and not _tested_below(at))
        or (manifest.ecosystem == "nuget" and (untold or not _is_test_project(at)))
    ):
        return
    if manager == "rebar3":
        command = _of_rebar(index, directory)
    text = wrapped(index, manager, command, directory)
    # told nothing else, it tests only the package at the root of a workspace, or its default members
    part = manifest.packages or any(setting.name == DEFAULT_MEMBER for setting in manifest.settings)
    if manager == "cargo" and manifest.tools and part and chosen is None:
        text += " --workspace"
    whole = at.runs(2 + at.is_second(manager), text)
    if chosen is None:
        yield whole
        return
    candidate = next(at.runs_from_root(whole.rank, "test", manager), whole)
    if chosen.path != directory:
        own = _runnable(at, chosen.tests)
        if chosen.tests and not own and manifest.ecosystem not in TESTED_INSIDE:
            return
        inner = [inside(path, directory) for path in own]
        wanted = Wanted(index, own, inner, chosen.name, inside(chosen.path, directory))
        candidate.command["command"] = narrowed(manager, candidate.command["command"], wanted)
    yield candidate


def _of_rebar(index: Index, directory: str) -> str:
    """Erlang has a command for suites of Common Test and one for the tests of EUnit, which may stand in the code."""
    below = prefix_of(directory)
    written = [
        path
        for path, file in index.files.items()
        if path.startswith(below) and path.endswith(".erl") and file.zone in {"product", "test"}
    ]
    suites = any(path.endswith("_SUITE.erl") for path in written)
    units = not suites or any(EUNIT in index.read(path) for path in written)
    return "rebar3 do eunit, ct" if suites and units else "rebar3 ct" if suites else "rebar3 eunit"


def _runnable(at: Proof, tests: Sequence[str]) -> tuple[str, ...]:
    """Those tests that the manager can run from a directory: a module of Go sees no other one, unless a go.work binds them."""
    bound = any(path.rpartition("/")[2] == "go.work" for path in product_manifests(at.workspace))
    own = held(tests, at.directory)
    if at.manifest.ecosystem not in ONE_PACKAGE or bound:
        return own
    directories = package_directories(at.workspace)
    return tuple(path for path in own if owner(directories, f"{path}/.") == at.directory)


def _tested_by_others(at: Proof, *, everything: bool) -> bool:
    """Whether the manager runs the tests of one package, and only packages below this one have any, or others anywhere where all
    of the workspace is meant."""
    tested = _tested_packages(at.workspace, at.manifest.ecosystem) if at.manifest.ecosystem in ONE_PACKAGE else ()
    below = "" if everything else prefix_of(at.directory)
    return at.directory not in tested and any(other.startswith(below) for other in tested)


def _tested_below(at: Proof) -> bool:
    """Whether a package has tests of its ecosystem's languages at a directory or below: what Gradle only bundles (a front end) has
    no such task."""
    return bool(held([*_tested_packages(at.workspace, at.manifest.ecosystem)], at.directory))


@per_index
def _tested_packages(index: Index, ecosystem: str) -> frozenset[str]:
    """Directories of the packages that have test files of their own, in a language of their ecosystem."""
    directories = package_directories(index)
    return frozenset(
        owner(directories, path)
        for path, file in index.files.items()
        if file.zone == "test" and file.language in LANGUAGES_OF[ecosystem]
    )


def _is_test_project(at: Proof) -> bool:
    """Whether a .NET project holds tests; where no solution tests them all, every project may."""
    return holds_tests(at.manifest) or not any(
        tool.name in SOLUTIONS and f"{at.directory}/".startswith(prefix_of(path.rpartition("/")[0]))
        for path, other in product_manifests(at.workspace).items()
        for tool in other.tools
    )


def _solutions(at: Proof, chosen: Chosen | None) -> Iterator[Candidate]:
    """A .NET solution tests all of its projects; where two stand side by side, its name must be given."""
    index, where, manifest, directory = at
    if any(tool.name in SOLUTIONS for tool in manifest.tools) and (
        chosen is not None or where in (holding := _tested_solutions(index)) or not (holding or tests_nothing(index))
    ):
        text = f"dotnet test{solution_name(index, where)}"
        if chosen is not None:
            own = [inside(path, directory) for path in chosen.tests]
            wanted = Wanted(index, chosen.tests, own, chosen.name, inside(chosen.path, directory))
            text = narrowed("dotnet", text, wanted)
        yield at.runs(1, text)


@per_index
def _tested_solutions(index: Index) -> frozenset[str]:
    """The solutions of .NET that bind a project of tests."""
    return frozenset(
        where
        for where, manifest in product_manifests(index).items()
        for tool in manifest.tools
        if tool.name in SOLUTIONS
        for member in tool.members
        if (path := joined(where.rpartition("/")[0], member)) in index.manifests and holds_tests(index.manifests[path])
    )


def _gradle_builds(at: Proof) -> Iterator[Candidate]:
    """A Gradle build tests all of its projects from the directory of its settings."""
    for tool in at.manifest.tools:
        if tool.name == "Gradle settings":
            verb = "check" if _is_multiplatform(at.workspace, at.directory) else "test"
            text = wrapped(at.workspace, "gradle", f"gradle {verb}", at.directory)
            yield at.runs(2 + at.is_second("gradle"), text, tool.line)


def _is_multiplatform(index: Index, directory: str) -> bool:
    """Whether a build below a directory has Kotlin's multiplatform plugin: it tests each platform by a task, and has none called `test`."""
    below = prefix_of(directory)
    builds = (path for path in product_manifests(index) if path.startswith(below) and path.endswith(GRADLE))
    return any(MULTIPLATFORM.search(index.read(path)) for path in builds)


def _by_graph(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Tools that test by targets."""
    for root in build_roots(index):
        text, rank = GRAPH_TESTS[root.tool]
        if chosen is not None:
            text = tests_below(index, root, chosen.tests or (chosen.path,), chosen.name)
        if text:
            yield proved(rank, text, root.directory, root.path)
