"""Test commands that a file alone proves: a runner's configuration, a build file, a program that runs the tests."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ...indexer.workspace_paths import prefix_of
from ..per_index import per_index
from ..workspace.folders_aside import installed_folders
from ..workspace.pipelines import instructions
from ..workspace.workspace_packages import members, owner
from .build_parts import ctest_command, is_part, makes_something
from .chosen_tests import is_elsewhere, rake_tests, run_by
from .runner_setup import is_run_by_another, may_be_installed, tested_by_django, written_for_others
from .test_runners import RAILS, RUNNERS, Runner
from .workspace_commands import Candidate, proved, run_as, tested_only_by, wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from ...indexer.index import Index
    from .chosen_tests import Chosen

__all__ = ["TEST_PROGRAMS", "by_file"]

TEST_FILES: dict[str, tuple[str, int, str]] = {
    "tox.ini": ("tox", 4, "pypi"),
    "noxfile.py": ("nox", 4, "pypi"),
    "build.sbt": ("sbt test", 2, "maven"),
    "project.clj": ("lein test", 2, "clojars"),
    "deps.edn": ("clojure -X:test", 3, "clojars"),
    "build.zig": ("zig build test", 3, ""),
    "meson.build": ("meson test -C build", 4, ""),
    "build.mill": ("mill __.test", 1, "maven"),
    "build.sc": ("mill __.test", 1, "maven"),
    ".busted": ("busted", 2, ""),
    "platformio.ini": ("pio test", 2, ""),
    "dub.json": ("dub test", 2, "dub"),
    "dub.sdl": ("dub test", 2, "dub"),
}
"""Build files that no manifest reader reads: file name → (command, rank, ecosystem)."""
FOUND_IN = {"platformio.ini": "test/test_"}
"""Build file → where its tool looks for tests: another's tests beside it make none. https://docs.platformio.org/en/latest/advanced/unit-testing/structure/hierarchy.html"""
STEP = {"build.zig": re.compile(rb"step\(\s*\"test")}
"""Build file → how it says that there is something to test."""
CMAKE_TESTS = re.compile(rb"^[ \t]*(?:enable_testing|include\s*\(\s*CTest)\b", re.IGNORECASE | re.MULTILINE)
AUTOMAKE_TESTS = re.compile(rb"^(?:TESTS|check-local)\b", re.MULTILINE)
"""What makes Automake's `make check` run something."""
OWN_TARGET = re.compile(rb"^tests?(?=[^\S\n]*:(?!=))", re.MULTILINE)
"""A target for the tests that a `Makefile.am` writes itself."""
OWN_CHECK = re.compile(rb"^check(?=[^\S\n]*:(?!=))", re.MULTILINE)
"""That of a `Makefile.in` which is written by hand, without Automake."""
XTASK = re.compile(r"\bcargo xtask [\w-]*test[\w-]*")
LANE = re.compile(rb"^[ \t]*lane\s+:(tests?)\b", re.MULTILINE)
"""A lane of Fastlane that tests."""
OLD_RAILS = frozenset("234")
RUBY = "test_helper.rb"
MANAGE = "manage.py"
"""Django's: it takes chosen tests, too."""
TEST_PROGRAMS = {"runtests.py": "python", "run_tests.py": "python", "runtests.sh": "sh", "run_tests.sh": "sh"}
"""A program that projects write to run their own tests, at the root or in its test folder: file name → interpreter."""
RUN_BY_PIPELINES = ("test", "test.sh", "tests.sh", "run-tests", "run_tests", "run-tests.sh", "run_tests.sh", "runtests.sh")  # fmt: skip
"""Names of scripts that run the tests, in any folder, if a pipeline runs them and no package manager's own test command."""
PROGRAM_FOLDERS = frozenset({"", "test", "tests"})
RUNNER_OF: Mapping[str, Runner] = {name: runner for runner in RUNNERS for name in runner.files}
"""Name of a configuration file → the runner that it proves."""
CONFTEST = "conftest.py"
PYTEST, UNITTEST, PYTHON_TEST = "pytest", "unittest", re.compile(r"(?:^|/)test[^/]*$|_test\.py$")
INSTEAD_OF_DJANGO = "pytest-django"
"""Tests for it are functions, which `manage.py test` does not find."""
OF_TESTS = re.compile(r"(?:(?<=/)|^)(?:tests?(?=/Pest\.php$)|spec/support(?=/jasmine\.json$))/")
"""Folders in which a runner keeps its configuration, and is started from the one around."""
NOT_SEARCHED = frozenset({"fixture", "vendored", "example", "docs", "generated"})


def by_file(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Runners proved by a file alone, and Python's own where tests exist without any declared runner."""
    seen = False
    for where in _telling_files(index):
        folder, _, name = where.rpartition("/")
        if name in RUNNER_OF:
            directory = OF_TESTS.sub("", where).rpartition("/")[0]
            if name == CONFTEST:  # pytest is started in the package around
                directory = owner({item.directory for item in members(index) if item.ecosystem == "pypi"}, where)
            if not may_be_installed(index, RUNNER_OF[name], directory) or is_run_by_another(index, RUNNER_OF[name]):
                continue
            seen = seen or RUNNER_OF[name].name == PYTEST
            if is_elsewhere(chosen, directory) or (chosen and written_for_others(index, RUNNER_OF[name], chosen.tests)):
                continue
            yield run_by(index, RUNNER_OF[name], directory, chosen, 2 + RUNNER_OF[name].rank, where)
        elif name != MANAGE:
            whole = WHOLE_RUNS[name](index, where) if name != RUBY and not chosen else None
            if found := _ruby(index, where, chosen) if name == RUBY else whole:
                yield found
        elif (
            index.files[where].language == "Python"
            and b"django" in index.read(where).lower()  # others are called so
            and (tested_by_django(index) or not _declares(index, where, INSTEAD_OF_DJANGO))
        ):
            seen = seen or (_first_python_test(index) or "").startswith(prefix_of(folder))
            text = f"python manage.py test{_labels(folder, chosen)}"
            yield proved(3, text, folder, where, "pypi")
    if not seen:
        yield from _unittest(index, chosen)


def _build_file(index: Index, where: str) -> Candidate | None:
    folder, _, name = where.rpartition("/")
    command, rank, ecosystem = TEST_FILES[name]
    command = wrapped(index, command.partition(" ")[0], command, folder)
    found = any(path.startswith(prefix_of(folder) + FOUND_IN.get(name, "")) for path in index.files)
    told = name not in STEP or STEP[name].search(index.read(where)) is not None
    runs = found and told and not is_part(index, where) and makes_something(index, where, "test")
    return proved(rank, command, folder, where, ecosystem) if runs else None


def _molecule(_index: Index, where: str) -> Candidate | None:
    """Ansible's roles are tested by Molecule, by its default scenario."""
    folder = where.rpartition("/")[0]
    around = folder.removesuffix("molecule/default").rstrip("/")
    return proved(4, "molecule test", around, where) if around != folder else None


def _ctest(index: Index, where: str) -> Candidate | None:
    text, folder = index.read(where), where.rpartition("/")[0]
    return proved(4, ctest_command(text), folder, where) if CMAKE_TESTS.search(text) else None


def _automake(index: Index, where: str) -> Candidate | None:
    """A `Makefile.am` beside `configure.ac` or below it names tests, or the `Makefile.in` beside it checks."""
    folder = where.rpartition("/")[0]
    start = prefix_of(folder)
    makefiles = [path for path in index.files if path.startswith(start) and path.endswith("Makefile.am")]
    checks = any(AUTOMAKE_TESTS.search(index.read(path)) for path in makefiles)
    outer = f"{start}Makefile.am"
    own = OWN_TARGET.search(index.read(outer)) if outer in makefiles and not checks else None
    if not makefiles and f"{start}Makefile.in" in index.files:
        own = OWN_CHECK.search(index.read(f"{start}Makefile.in"))
    target = own[0].decode() if own else "check" if checks else ""
    rank = 1 if tested_only_by(index, f"make {target}") else 4
    return proved(rank, f"make {target}", folder, where) if target else None


def _fastlane(index: Index, where: str) -> Candidate | None:
    lane = LANE.search(index.read(where))
    folder = where.rpartition("/")[0]
    around = folder.rpartition("/")[0] if folder.rpartition("/")[2] == "fastlane" else folder
    return proved(4, f"bundle exec fastlane {lane[1].decode()}", around, where) if lane else None


def _xtask(index: Index, where: str) -> Candidate | None:
    """The one task for tests that Cargo is taught by an alias, where pipelines test by it alone."""
    aliased = where == ".cargo/config.toml" and b"xtask" in index.read(where)
    told = {task for text in instructions(index).values() for task in XTASK.findall(text)} if aliased else set()
    task = told.pop() if len(told) == 1 else ""
    return proved(1, task, "", where, "cargo") if tested_only_by(index, task) else None


def _program(index: Index, where: str) -> Candidate | None:
    folder, _, name = where.rpartition("/")
    if name in RUN_BY_PIPELINES and (run := run_as(index, where)) and tested_only_by(index, run):
        return proved(2, run, "", where)
    if name not in TEST_PROGRAMS or folder not in PROGRAM_FOLDERS:
        return None
    return proved(2, f"{TEST_PROGRAMS[name]} {where}", "", where, "pypi" if name.endswith(".py") else "")


def _ruby(index: Index, where: str, chosen: Chosen | None) -> Candidate | None:
    """`rails test` came with Rails 5, and takes chosen tests; before, and without Rails, Rake runs them all."""
    around, _, folder = where.rpartition("/")[0].rpartition("/")
    if folder != "test" or is_elsewhere(chosen, around):
        return None
    prefix = prefix_of(around)
    text = rake_tests(index, around)
    if f"{prefix}bin/rails" in index.files:
        gemfile = index.manifests.get(f"{prefix}Gemfile")
        rails = [item for item in gemfile.dependencies if item.name == "rails"] if gemfile else []
        if not any((item.resolved or item.constraint).lstrip("~> =")[:1] in OLD_RAILS for item in rails):
            return run_by(index, RAILS, around, chosen, 1, where)
        text = "bin/rake test"
    return proved(4, text, around, where, "gem") if text and not chosen else None


WHOLE_RUNS: Final[Mapping[str, Callable[[Index, str], Candidate | None]]] = {
    **dict.fromkeys(TEST_FILES, _build_file),
    **dict.fromkeys((*RUN_BY_PIPELINES, *TEST_PROGRAMS), _program),
    "molecule.yml": _molecule,
    "CMakeLists.txt": _ctest,
    "configure.ac": _automake,
    "Fastfile": _fastlane,
    "config.toml": _xtask,
}
"""File name → what it proves of a run of all tests; chosen ones can't be handed on there."""


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
    names = {*RUNNER_OF, *WHOLE_RUNS, MANAGE, RUBY}
    return [
        path
        for path, file in index.files.items()
        if path.rpartition("/")[2] in names
        and file.zone not in NOT_SEARCHED
        and not path.startswith(installed_folders(index))
    ]


def _unittest(index: Index, chosen: Chosen | None) -> Iterator[Candidate]:
    """Files named as Python's own runner looks for them (`test*.py`), where no runner is declared."""
    first = _first_python_test(index)
    if first is None or _declares(index, first, PYTEST):
        return
    if _imported(index) != [(UNITTEST,)]:  # a test that is a function alone is none to Python's own runner
        one = f"::{chosen.name.replace('.', '::')}" if chosen and chosen.name else ""
        command = f"pytest{_quoted(chosen)}{one}"
    elif chosen and len(chosen.tests) == 1 and chosen.tests[0] not in index.files:
        command = f"python -m unittest discover -s{_quoted(chosen)}"
    else:
        target = _labels("", chosen) if chosen and chosen.name else _quoted(chosen)
        command = f"python -m unittest{target or ' discover'}"
    yield proved(5, command, "", first, "pypi")


@per_index
def _imported(index: Index) -> list[tuple[str]]:
    """Which of Python's runners the code imports."""
    return index.rows("SELECT DISTINCT external FROM links WHERE external IN (?, ?)", (PYTEST, UNITTEST))


def _declares(index: Index, path: str, name: str) -> bool:
    """Whether a manifest around a file names a runner (pytest runs the standard library's tests too)."""
    return any(
        item.name == name
        for where, manifest in index.manifests.items()
        if manifest.ecosystem == "pypi" and path.startswith(where[: where.rfind("/") + 1])
        for item in manifest.dependencies
    )


def _quoted(chosen: Chosen | None) -> str:
    return "".join(f" {shlex.quote(path)}" for path in chosen.tests) if chosen else ""


@per_index
def _first_python_test(index: Index) -> str | None:
    tests = (path for path, file in index.files.items() if file.language == "Python" and file.zone == "test")
    own = (path for path in tests if not path.startswith(installed_folders(index)))
    return next(filter(PYTHON_TEST.search, own), None)
