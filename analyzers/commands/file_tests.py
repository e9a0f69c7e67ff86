"""Test commands that a file alone proves: a runner's configuration, a build file, a program that runs the tests."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ..per_index import per_index
from .build_parts import is_part
from .cargo_tasks import cargo_task
from .chosen_tests import Candidate, run_by
from .cmake_tests import ctest_command
from .proved_command import command_of
from .test_runners import RUNNERS, Runner

if TYPE_CHECKING:
    from ...indexer.index import Index
    from .chosen_tests import Chosen

__all__ = ["by_file"]

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
CMAKE_TESTS = re.compile(rb"^\s*(?:enable_testing|include\s*\(\s*CTest)\b", re.IGNORECASE | re.MULTILINE)
AUTOMAKE_TESTS = re.compile(rb"^(?:TESTS|check_\w+|check-local)\b", re.MULTILINE)
"""What makes Automake's `make check` run something."""
LANE = re.compile(rb"^\s*lane\s+:(tests?)\b", re.MULTILINE)
"""A lane of Fastlane that tests."""
OLD_RAILS = frozenset("234")
TEST_PROGRAMS = {"runtests.py": "python", "run_tests.py": "python", "runtests.sh": "sh", "run_tests.sh": "sh"}
"""A program that projects write to run their own tests, at the root or in its test folder: file name → interpreter."""
RUNNER_OF: Mapping[str, Runner] = {name: runner for runner in RUNNERS for name in runner.files}
"""Name of a configuration file → the runner that it proves."""
PYTEST = "pytest"
NOT_SEARCHED = frozenset({"fixture", "vendored", "example", "docs", "generated"})


def by_file(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Runners proved by a file alone, and Python's own where tests exist without any declared runner."""
    seen = False
    for where in _telling_files(index):
        folder, _, name = where.rpartition("/")
        if name in RUNNER_OF:
            seen = seen or RUNNER_OF[name].name == PYTEST
            directory = "" if name == "conftest.py" else folder
            yield run_by(index, RUNNER_OF[name], directory, chosen, 2 + RUNNER_OF[name].rank, where)
        elif chosen is None and name in TEST_FILES and not is_part(index, where):
            command, rank, ecosystem = TEST_FILES[name]
            yield Candidate(rank, command_of(command, folder, where), folder, ecosystem)
        elif chosen is None and name == "molecule.yml" and folder.endswith("molecule/default"):
            around = folder.removesuffix("molecule/default").rstrip("/")
            yield Candidate(4, command_of("molecule test", around, where), around, "")
        elif chosen is None and name == "CMakeLists.txt" and CMAKE_TESTS.search(index.read(where)):
            yield Candidate(4, command_of(ctest_command(index.read(where)), folder, where), folder, "")
        elif chosen is None and name == "configure.ac" and _checks(index, folder):
            yield Candidate(4, command_of("make check", folder, where), folder, "")
        elif chosen is None and name == "Fastfile" and (lane := LANE.search(index.read(where))):
            around = folder.rpartition("/")[0] if folder.rpartition("/")[2] == "fastlane" else folder
            yield Candidate(4, command_of(f"bundle exec fastlane {lane[1].decode()}", around, where), around, "")
        elif chosen is None and name in TEST_PROGRAMS and folder in {"", "test", "tests"}:
            yield Candidate(
                2, command_of(f"{TEST_PROGRAMS[name]} {where}", "", where), "", "pypi" if name.endswith(".py") else ""
            )
        elif chosen is None and name == "test_helper.rb" and folder.rpartition("/")[2] == "test":
            around = folder.rpartition("/")[0]
            text = _rails_test(index, around)
            yield Candidate(4, command_of(text, around, where), around, "gem")
        elif name == "manage.py" and index.files[where].language == "Python":
            seen = seen or (_first_python_test(index) or "").startswith(f"{folder}/" if folder else "")
            text = f"python manage.py test{_labels(folder, chosen)}"
            yield Candidate(3, command_of(text, folder, where), folder, "pypi")
    if chosen is None and (task := cargo_task(index, "test")):
        yield Candidate(1, command_of(task.command, "", task.path, task.line), "", "cargo")
    if not seen:
        yield from _unittest(index, chosen)


def _checks(index: Index, folder: str) -> bool:
    """A `Makefile.am` at a folder or below it names tests."""
    start = f"{folder}/" if folder else ""
    makefiles = (path for path in index.files if path.startswith(start) and path.endswith("Makefile.am"))
    return any(AUTOMAKE_TESTS.search(index.read(path)) for path in makefiles)


def _labels(folder: str, chosen: Chosen | None) -> str:
    """What is to be tested as Django's runner takes it: dotted paths of modules, packages and tests.

    https://docs.djangoproject.com/en/stable/topics/testing/overview/#running-tests
    """
    if chosen is None:
        return ""
    paths = (path.removeprefix(f"{folder}/").removesuffix(".py") for path in chosen.tests)
    labels = [path.replace("/", ".") for path in paths]
    one = f".{chosen.name}" if chosen.name else ""
    return "".join(f" {shlex.quote(label + one)}" for label in labels)


@per_index
def _telling_files(index: Index) -> list[str]:
    """The files whose names alone prove a runner: every impact answer asks, so they are sought once."""
    names = {
        *RUNNER_OF,
        *TEST_FILES,
        *TEST_PROGRAMS,
        "test_helper.rb",
        "manage.py",
        "CMakeLists.txt",
        "Fastfile",
        "configure.ac",
        "molecule.yml",
    }
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
    if first is None or _declares_pytest(index, first):
        return
    imports_pytest = index.rows("SELECT 1 FROM links WHERE external = ? LIMIT 1", (PYTEST,))
    if imports_pytest:
        one = f"::{chosen.name.replace('.', '::')}" if chosen and chosen.name else ""
        command = f"pytest{_quoted(chosen)}{one}"
    elif chosen and len(chosen.tests) == 1 and chosen.tests[0] not in index.files:
        command = f"python -m unittest discover -s{_quoted(chosen)}"
    else:
        target = _labels("", chosen) if chosen and chosen.name else _quoted(chosen)
        command = f"python -m unittest{target or ' discover'}"
    yield Candidate(5, command_of(command, "", first), "", "pypi")


def _declares_pytest(index: Index, path: str) -> bool:
    """A manifest around a file names pytest, which runs the standard library's tests too."""
    return any(
        item.name == PYTEST
        for where, manifest in index.manifests.items()
        if manifest.ecosystem == "pypi" and path.startswith(where[: where.rfind("/") + 1])
        for item in manifest.dependencies
    )


def _quoted(chosen: Chosen | None) -> str:
    return "".join(f" {shlex.quote(path)}" for path in chosen.tests) if chosen else ""


@per_index
def _first_python_test(index: Index) -> str | None:
    tests = (path for path, file in index.files.items() if file.language == "Python" and file.zone == "test")
    return next(filter(_is_test_name, tests), None)


def _is_test_name(path: str) -> bool:
    name = path.rpartition("/")[2]
    return name.startswith("test") or name.endswith("_test.py")
