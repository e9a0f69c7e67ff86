"""Every command that a workspace proves to run tests: its scripts, runners, managers, build files and test programs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ..per_index import per_index
from .build_parts import is_part
from .graph_builds import build_roots, tests_below
from .manager_tests import TESTED_BY_MANAGER, narrowed
from .managers import MANAGERS, SOLUTIONS
from .task_runners import NO_TEST, knows_task, package_tasks
from .test_runners import RUNNERS, Runner
from .workspace_commands import (
    WORKSPACE_COMMANDS,
    dialect,
    manager_of,
    target_program,
    target_rank,
    workspace_roots,
    wrapped,
)
from .workspace_packages import manager_for, managers, product_manifests, terms

if TYPE_CHECKING:
    from ...answers import Command, Evidence
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Script

__all__ = ["Candidate", "Chosen", "candidates"]

TEST_SCRIPTS = ("test", "tests", "test:unit", "unit", "test:all", "check", "spec")
MONOREPO_TESTS = {
    "Nx": "nx run-many -t test",
    "Turborepo": "turbo run test",
    "Lerna": "lerna run test",
    "Rush": "rush test",
}
TEST_FILES: dict[str, tuple[str, int, str]] = {
    "tox.ini": ("tox", 4, "pypi"),
    "noxfile.py": ("nox", 4, "pypi"),
    "build.sbt": ("sbt test", 2, "maven"),
    "project.clj": ("lein test", 2, "clojars"),
    "deps.edn": ("clojure -X:test", 3, "clojars"),
    "build.zig": ("zig build test", 3, ""),
    "meson.build": ("meson test -C build", 4, ""),
}
"""Build files that no manifest reader reads: file name → (command, rank, ecosystem)."""
ONLY_CHECKS = re.compile(
    r"(?:[\w-]*(?:svelte-kit sync|svelte-check|vue-tsc|tsc|astro check|eslint|prettier|biome)\b[^&|;]*(?:&&|\|\||;|$)\s*)+"
)
"""A `check` script that asks type checkers and linters alone: it runs no test."""
CMAKE_TESTS = re.compile(rb"^\s*(?:enable_testing|include\s*\(\s*CTest)\b", re.IGNORECASE | re.MULTILINE)
GRAPH_TESTS = {"Pants": ("pants test ::", 0), "Bazel": ("bazel test //...", 3)}
"""Tool that tests by targets → (command, rank): Pants runs what its files configure; Bazel often stands beside others."""
TEST_PACKAGES = ("microsoft.net.test.sdk", "xunit", "nunit", "mstest", "tunit")
"""Beginnings of the packages that make a .NET project a test project."""
OLD_RAILS = frozenset("234")
TEST_PROGRAMS = {"runtests.py": "python", "run_tests.py": "python", "runtests.sh": "sh", "run_tests.sh": "sh"}
"""A program that projects write to run their own tests, at the root or in its test folder: file name → interpreter."""
RUNNER_OF: Mapping[str, Runner] = {name: runner for runner in RUNNERS for name in runner.files}
"""Name of a configuration file → the runner that it proves."""
NOT_TESTED = frozenset({"example", "docs", "test"})
NOT_SEARCHED = frozenset({"fixture", "vendored", "example", "docs", "generated"})


class Chosen(NamedTuple):
    """What is to be tested.

    Attributes:
        path: as asked for.
        tests: test files or folders that it means; () where its package has to do.
        name: of one test in it; "" for all.
    """

    path: str
    tests: tuple[str, ...]
    name: str


class Candidate(NamedTuple):
    """A command; `scope` is the directory whose tests it runs, and of two in one scope the lower rank is better."""

    rank: int
    command: Command
    scope: str
    ecosystem: str


def candidates(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Commands in the order of the manifests and files that prove them."""
    for where, manifest in product_manifests(index).items():
        directory = where.rpartition("/")[0]
        inside = chosen is not None and bool(directory) and f"{chosen.path}/".startswith(f"{directory}/")
        if index.files[where].zone in NOT_TESTED and not inside:
            continue
        yield from _runners(index, where, manifest, directory, chosen)
        if chosen is None or chosen.path == directory:
            yield from _scripts(index, where, manifest, directory)
        if manifest.role == "manifest" and manifest.ecosystem in TESTED_BY_MANAGER and not is_part(index, where):
            yield from _by_manager(index, where, manifest, directory, chosen)
        yield from _solutions(index, where, manifest, directory, chosen)
        yield from _gradle_builds(index, where, manifest, directory, chosen)
    if chosen is not None and f"{chosen.path}/project.json" in index.files:
        yield from _of_tasks(index, chosen.path)  # a project of Nx need not be a package
    yield from _by_graph(index, chosen)
    yield from _by_file(index, chosen)


def _scripts(index: Index, where: str, manifest: Manifest, directory: str) -> Iterator[Candidate]:
    scripts = {script.name: script for script in manifest.scripts}
    manager = manager_for(managers(index), directory, manifest.ecosystem)
    if not _real(scripts.get("test")):
        for tool in manifest.tools:
            if tool.name in MONOREPO_TESTS and knows_task(index, where, manifest, tool.name, "test"):
                prefix = f"{MANAGERS[manager.name].exec} " if manager else "npx "
                text = prefix + MONOREPO_TESTS[tool.name]
                yield Candidate(0, _command(text, directory, where, tool.line), directory, manifest.ecosystem)
    if where.endswith("package.json"):
        yield from _of_tasks(index, directory)
    if manifest.ecosystem in {"npm", "composer"}:
        chosen = next((script for key in TEST_SCRIPTS if (script := scripts.get(key)) and _real(script)), None)
        if chosen is not None and ONLY_CHECKS.fullmatch(chosen.command):
            chosen = None
        name = manager.name if manager else manifest.ecosystem
        if chosen is not None:
            yield from _script(index, where, manifest, directory, chosen, name)
        elif manifest.tools and name in WORKSPACE_COMMANDS and _members_test(index, directory):
            text = WORKSPACE_COMMANDS[dialect(index, name, directory)].every.replace("{verb}", "test")
            yield Candidate(1, _command(text, directory, where, manifest.tools[0].line), directory, manifest.ecosystem)
        return
    target = next(
        (scripts[key] for key in ("test", "tests", "check") if key in scripts and scripts[key].kind == "target"), None
    )
    if target is not None:
        text = f"{target_program(where)} {target.name}"
        yield Candidate(target_rank(index, directory), _command(text, directory, where, target.line), directory, "")


def _of_tasks(index: Index, directory: str) -> Iterator[Candidate]:
    for task in package_tasks(index, directory, "test"):
        command = _command(task.command, task.directory, task.path, task.line, directory)
        yield Candidate(-2, command, directory, "npm")


def _script(
    index: Index, where: str, manifest: Manifest, directory: str, script: Script, manager: str
) -> Iterator[Candidate]:
    shortest = MANAGERS[manager].test if script.name == "test" else ""
    text = shortest or MANAGERS[manager].run.replace("{script}", script.name)
    yield Candidate(0, _command(text, directory, where, script.line), directory, manifest.ecosystem)
    root = workspace_roots(index).get((directory, manifest.ecosystem))
    if root is not None and root.member.name:
        text = root.command(index, script.name)
        yield Candidate(
            -1, _command(text, root.directory, where, script.line, directory), directory, manifest.ecosystem
        )


def _real(script: Script | None) -> bool:
    return script is not None and NO_TEST not in script.command


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
        if line is not None:
            yield _run(index, runner, directory, chosen, 1 + runner.rank, where, line)


def _run(
    index: Index, runner: Runner, directory: str, chosen: Chosen | None, rank: int, where: str, line: int | None = None
) -> Candidate:
    manager = manager_for(managers(index), directory, runner.ecosystem)
    prefix = MANAGERS[manager.name].exec if manager else ""
    text = _template(runner, chosen, directory).replace("{exec}", f"{prefix} " if prefix else "")
    local = f"{directory}/bin/phpunit" if directory else "bin/phpunit"
    if runner.name == "PHPUnit" and local in index.files:
        text = text.replace("vendor/bin/phpunit", "bin/phpunit")
    return Candidate(rank, _command(text, directory, where, line), directory, runner.ecosystem)


def _template(runner: Runner, chosen: Chosen | None, directory: str) -> str:
    """The runner's command for all, for some paths, or for one test."""
    if chosen is None or chosen.path == directory or not chosen.tests:
        return runner.command
    paths = " ".join(shlex.quote(_inside(path, directory)) for path in chosen.tests)
    if not chosen.name or not runner.one:
        return runner.some.replace("{paths}", paths)
    if runner.name == "RSpec" and chosen.name.isdigit():
        return runner.some.replace("{paths}", f"{paths}:{chosen.name}")
    joined = chosen.name.replace(".", "::") if runner.name == "pytest" else chosen.name.rpartition(".")[2]
    return runner.one.replace("{path}", paths).replace(
        "{name}", joined if joined.replace("::", "").isidentifier() else shlex.quote(joined)
    )


def _inside(path: str, directory: str) -> str:
    return path[len(directory) + 1 :] if directory and path.startswith(f"{directory}/") else path


# ---- managers


def _by_manager(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    manager = manager_of(managers(index), directory, manifest)
    command = terms(index, manager, directory).test if manager in MANAGERS else ""
    elsewhere = chosen is not None and not any(f"{path}/".startswith(f"{directory}/") for path in chosen.tests)
    if not command or (
        manifest.ecosystem == "nuget" and (elsewhere or not _is_test_project(index, manifest, directory))
    ):
        return
    first = manager_for(managers(index), directory, manifest.ecosystem)
    aside = int(first is not None and first.name != manager)
    root = workspace_roots(index).get((directory, manifest.ecosystem))
    if root is not None and chosen is not None and root.member.name and root.manager == manager:
        text, place = root.command(index, "test"), root.directory
    else:
        text, place = wrapped(index, manager, command, directory), directory
    if chosen is not None and chosen.path != directory:
        tests = [_inside(path, directory) for path in chosen.tests]
        text = narrowed(index, manager, text, chosen.tests, tests, chosen.name, _inside(chosen.path, directory))
    yield Candidate(2 + aside, _command(text, place, where, None, directory), directory, manifest.ecosystem)


def _is_test_project(index: Index, manifest: Manifest, directory: str) -> bool:
    """Whether a .NET project holds tests; where no solution tests them all, every project may."""
    names = [item.name.lower() for item in manifest.dependencies]
    return any(name.startswith(TEST_PACKAGES) for name in names) or not any(
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
        from ..build_command import solution_name

        text = f"dotnet test{solution_name(index, where)}"
        if chosen is not None:
            text = narrowed(index, "dotnet", text, chosen.tests, chosen.tests, chosen.name, chosen.path)
        yield Candidate(1, _command(text, directory, where), directory, "nuget")


def _gradle_builds(
    index: Index, where: str, manifest: Manifest, directory: str, chosen: Chosen | None
) -> Iterator[Candidate]:
    """A Gradle build tests all of its projects from the directory of its settings."""
    for tool in manifest.tools:
        if tool.name == "Gradle settings" and (chosen is None or chosen.path == directory):
            text = wrapped(index, "gradle", "gradle test", directory)
            first = manager_for(managers(index), directory, manifest.ecosystem)
            aside = int(first is not None and first.name != "gradle")
            yield Candidate(2 + aside, _command(text, directory, where, tool.line), directory, manifest.ecosystem)


# ---- files


def _by_graph(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Tools that test by targets."""
    for root in build_roots(index):
        text, rank = GRAPH_TESTS[root.tool]
        if chosen is not None:
            text = tests_below(index, root, chosen.tests or (chosen.path,), chosen.name)
        if text:
            yield Candidate(rank, _command(text, root.directory, root.path), root.directory, "")


def _by_file(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Runners proved by a file alone, and Python's own where tests exist without any declared runner."""
    by_name = RUNNER_OF
    seen = False
    for where in _telling_files(index):
        folder, _, name = where.rpartition("/")
        if name in by_name:
            seen = seen or by_name[name].name == "pytest"
            directory = "" if name == "conftest.py" else folder
            yield _run(index, by_name[name], directory, chosen, 2 + by_name[name].rank, where)
        elif chosen is None and name in TEST_FILES and not is_part(index, where):
            command, rank, ecosystem = TEST_FILES[name]
            yield Candidate(rank, _command(command, folder, where), folder, ecosystem)
        elif chosen is None and name == "CMakeLists.txt" and CMAKE_TESTS.search(index.read(where)):
            yield Candidate(4, _command("ctest --test-dir build", folder, where), folder, "")
        elif chosen is None and name in TEST_PROGRAMS and folder in {"", "test", "tests"}:
            yield Candidate(
                2, _command(f"{TEST_PROGRAMS[name]} {where}", "", where), "", "pypi" if name.endswith(".py") else ""
            )
        elif chosen is None and name == "test_helper.rb" and folder.rpartition("/")[2] == "test":
            around = folder.rpartition("/")[0]
            text = _rails_test(index, around)
            yield Candidate(4, _command(text, around, where), around, "gem")
        elif chosen is None and name == "manage.py" and index.files[where].language == "Python":
            yield Candidate(3, _command("python manage.py test", folder, where), folder, "pypi")
    if not seen:
        yield from _unittest(index, chosen)


@per_index
def _telling_files(index: Index) -> list[str]:
    """The files whose names alone prove a runner: every impact answer asks, so they are sought once."""
    names = {*RUNNER_OF, *TEST_FILES, *TEST_PROGRAMS, "test_helper.rb", "manage.py", "CMakeLists.txt"}
    return [
        path for path, file in index.files.items() if path.rpartition("/")[2] in names and file.zone not in NOT_SEARCHED
    ]


def _rails_test(index: Index, directory: str) -> str:
    """`rails test` came with Rails 5; before, and without Rails, Rake runs the tests."""
    prefix = f"{directory}/" if directory else ""
    if f"{prefix}bin/rails" not in index.files:
        return "bundle exec rake test"
    gemfile = index.manifests.get(f"{prefix}Gemfile")
    versions = (
        [item.resolved or item.constraint for item in gemfile.dependencies if item.name == "rails"] if gemfile else []
    )
    old = any(version.lstrip("~> =")[:1] in OLD_RAILS for version in versions if version)
    return "bin/rake test" if old else "bin/rails test"


def _unittest(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Files named as Python's own runner looks for them (`test*.py`), where no runner is declared."""
    first = _first_python_test(index)
    if first is None:
        return
    target = "".join(f" {shlex.quote(path)}" for path in chosen.tests) if chosen else ""
    one = f"::{chosen.name.replace('.', '::')}" if chosen and chosen.name else ""
    imports_pytest = index.rows("SELECT 1 FROM links WHERE external = 'pytest' LIMIT 1")
    command = f"pytest{target}{one}" if imports_pytest else f"python -m unittest{target or ' discover'}"
    yield Candidate(5, _command(command, "", first), "", "pypi")


@per_index
def _first_python_test(index: Index) -> str | None:
    tests = (path for path, file in index.files.items() if file.language == "Python" and file.zone == "test")
    return next(filter(_is_test_name, tests), None)


def _is_test_name(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith("test") or name.endswith("_test.py")


def _command(command: str, directory: str, path: str, line: int | None = None, package: str | None = None) -> Command:
    evidence: Evidence = {"path": path} if line is None else {"path": path, "line": line}
    return {
        "command": command,
        "directory": directory or ".",
        "package": (directory if package is None else package) or None,
        "evidence": [evidence],
    }
