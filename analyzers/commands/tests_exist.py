"""Whether there is any test to run at a place of the workspace: a command that a build tool always has proves none."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.classify.linguist import language_type
from ...indexer.workspace_paths import prefix_of
from ..per_index import per_index
from ..workspace.folders_aside import HANDED_OUT, helps_at_root, installed_folders
from .test_runners import RUNNERS

if TYPE_CHECKING:
    from collections.abc import Collection

    from ...indexer.index import Index

__all__ = ["has_tests", "holds_tests_inside", "languages_within", "without_tests"]

WITHIN = {
    "Rust": re.compile(rb"#\[(?:\w+::)*test\b|#\[(?:rstest|test_case|quickcheck|proptest)\b|\bproptest!|^\s*//[/!]\s*```", re.MULTILINE),
    "D": re.compile(rb"^[ \t]*unittest\b", re.MULTILINE),
    "Zig": re.compile(rb"^[ \t]*test\b[^\n]*\{", re.MULTILINE),
}  # fmt: skip
"""Languages whose tests may stand inside the code that they test → what begins one (documented examples are run as well)."""

SCENARIO = re.compile(r"(?:^|/)(?:molecule\.yml|(?:unit)?tests/(?:.*/)?[\w-]+_test\.ya?ml)$")
"""Files each of which is a test, though no program: a scenario that a role of Ansible is tried in, what a chart of Helm must make."""

SCRIPTS = frozenset({"Shell", "PowerShell", "Batchfile", "Dockerfile", "Makefile", "HCL"})
"""Languages that machines and images are set up in, for tests as for all else."""
OF_TESTS = re.compile(r"(?i)(?:^|/)(?:t|test|spec|e2e|[\w.-]*tests|specs)/|(?:test|spec|check)[^/]*$")
"""What tells such a script from a test: its own name, or a folder that is for tests and nothing else."""


def has_tests(index: Index, directory: str) -> bool:
    """Whether a test stands at a directory or below it ("" is the whole workspace)."""
    return directory in _around_tests(index) or _within(index, directory, WITHIN)


def languages_within(index: Index, folder: str) -> set[str]:
    """The languages whose code in a folder has tests in it."""
    return {language for language in WITHIN if _within(index, folder, {language})}


def holds_tests_inside(index: Index, path: str) -> bool:
    """Whether the code of one file of the product has tests in it, which are run with it."""
    file = index.files[path]
    inside = WITHIN.get(file.language) if file.zone == "product" else None
    return inside is not None and inside.search(index.read(path)) is not None


def _within(index: Index, directory: str, languages: Collection[str]) -> bool:
    """Whether code below a directory, in one of some languages, has tests in it."""
    prefix = prefix_of(directory)
    return any(
        WITHIN[index.files[path].language].search(index.read(path)) is not None
        for path in _perhaps_within(index)
        if path.startswith(prefix) and index.files[path].language in languages
    )


@per_index
def _around_tests(index: Index) -> frozenset[str]:
    """The folders with a file that is a test in them or below."""
    holding = {
        path.rpartition("/")[0]
        for path, file in index.files.items()
        if (file.zone == "test" and _is_program(path, file.language))
        or (path.endswith((".yml", ".yaml")) and file.zone in {"product", "test"} and SCENARIO.search(path))
    }
    holding |= {path.rpartition("/")[0] for path in _run_by_targets(index)}
    holding = {folder for folder in holding if not f"{folder}/".startswith(installed_folders(index))}
    parts = (folder.split("/") for folder in holding)
    return frozenset("/".join(names[:depth]) for names in parts for depth in range(len(names) + 1))


def _run_by_targets(index: Index) -> set[str]:
    """The product's programs that a target `test`, or a script of npm for tests, is for, by their own names as well (`test.py`, which
    elsewhere tries a model)."""
    named = (
        posixpath.join(path.rpartition("/")[0], word)
        for path, manifest in index.manifests.items()
        for script in manifest.scripts
        if (script.kind == "target" and script.name in {"test", "check"})
        or (manifest.ecosystem == "npm" and script.name.startswith("test"))
        for word in script.command.split()
        if OF_TESTS.search(word) and (script.name != "check" or "test" in word)
    )
    return {
        path
        for path in map(posixpath.normpath, named)
        if path in index.files and _is_program(path, index.files[path].language)
    }


def _is_program(path: str, language: str) -> bool:
    """Whether a file among tests may be one of the workspace's: no script that sets up what tests need, none that users are handed."""
    is_test = language not in SCRIPTS or (OF_TESTS.search(path) is not None and not helps_at_root(path))
    is_own = HANDED_OUT.isdisjoint(path.split("/")) and is_test
    return is_own and language_type(language) == "programming"


@per_index
def _perhaps_within(index: Index) -> list[str]:
    """The product's files whose language lets tests stand in them."""
    return [path for path, file in index.files.items() if file.language in WITHIN and file.zone == "product"]


@per_index
def without_tests(index: Index) -> frozenset[str]:
    """The runners, by name, that no test file of the workspace is called for."""
    tests = [path for path, file in index.files.items() if file.zone == "test"]
    return frozenset(
        runner.name for runner in RUNNERS if runner.named and not any(map(re.compile(runner.named).search, tests))
    )
