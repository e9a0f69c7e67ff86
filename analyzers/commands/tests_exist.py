"""Which tests there are: at a place of the workspace, where a command that a build tool always has proves none, and of a source file."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.classify.linguist import language_type
from ...indexer.gathering import by_key
from ...indexer.languages.families import JAVASCRIPT
from ...indexer.workspace_paths import joined, prefix_of
from ..entries.entry_rules import JVM
from ..naming import MAIN_STEMS, flat
from ..per_index import per_index
from ..workspace.folders_aside import HANDED_OUT, helps_at_root, installed_folders
from ..workspace.test_files import test_files
from ..workspace.workspace_packages import owner, package_directories
from .test_runners import RUNNERS

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from ...indexer.index import Index

__all__ = [
    "has_tests", "holds_tests_inside", "languages_within", "nearby_tests", "tests_beside", "tests_of_folder",
    "tests_of_kin", "without_tests",
]  # fmt: skip

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
    """Whether a test stands at a directory or below it ("" or "." is the whole workspace)."""
    folder = joined("", directory)
    return folder in _around_tests(index) or _within(index, folder, WITHIN)


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


# ---- The tests of a source file: those named after it, else those that import it


MOST = 3
MOST_NAMED = 12
"""More tests of a folder than this are given by the folders that hold them."""
TEST_FOLDERS = ("tests", "__tests__", "test", "spec")
AFFIXES = re.compile(
    r"^(?:test_|spec_|tests?[-.])|(?:[._-](?:test-d|test|tests|spec|specs|e2e|cy|unit|integration))+$|(?:Tests|Test|TestCase|Spec|Specs|IT|Should)$|^Test(?=[A-Z])"
)

HELPERS = frozenset({"test_helper", "spec_helper"})
"""What Ruby's tests load first: the tests of no `helper.rb`."""


def nearby_tests(index: Index, path: str) -> list[str]:
    """At most three test files of a source file, nearest first; none where no test names or imports it."""
    own = index.files[path]
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0]
    if stem in MAIN_STEMS and folder:
        stem = folder.rpartition("/")[2]
    plain = flat(stem)
    named: list[str] = []
    inner = flat(folder.rpartition("/")[2])
    within = (f"{inner}{plain}", f"{plain}{inner}", f"{plain}{inner.removesuffix('s')}")
    # `util/date.py` is tested by `test_util_date.py`, `services/pots.py` by `test_pots_service.py`, `urls.py` by `test_url.py`
    for name_asked in (*within, plain, plain.removesuffix("s"), f"{plain}s"):
        named = named or [
            other
            for other in _by_stem(index).get(name_asked, ())
            if other != path and _kin(index.files[other].language, own.language)
        ]
    rules = test_files(index)
    # Django's custom: one file tests what stands beside it
    whole = f"{prefix_of(folder)}tests.{name.rpartition('.')[2]}"
    named += [whole] if whole in index.files and whole != path and rules.is_test(whole) else []
    importing = [other for other in index.adjacency[1].get(path, ()) if rules.is_test(other)]
    both = [other for other in named if other in importing]
    named = [other for other in named if other in importing or not _is_of_another(index, path, other)]
    near = [other for other in named if _shared(path, other)]
    far = _of_no_namesake(index, path, plain, named)
    full = [other for other in named if _said(other) in within]
    found = both or full or near or [*importing, *far]
    defined = {flat(symbol.name) for symbol in index.symbols(path)} if len(found) > MOST else set()
    found.sort(key=lambda other: (-_shared(path, other), _said(other) not in defined, other.count("/"), other))
    return found[:MOST]


def tests_of_folder(index: Index, folder: str) -> tuple[str, ...]:
    """The tests of the files in a folder that holds no test itself; their folders where they are many."""
    inside = [path for path, file in index.files.items() if path.startswith(f"{folder}/") and file.zone == "product"]
    found = sorted({test for path in inside for test in nearby_tests(index, path)})
    if len(found) <= MOST_NAMED:
        return tuple(found)
    around = sorted({test.rpartition("/")[0] for test in found} - {""})
    return tuple(one for one in around if not any(one.startswith(f"{other}/") for other in around))


def tests_of_kin(index: Index, path: str) -> bool:
    """Whether the workspace has any test in the language of a file, or one that is used with it."""
    own = index.files[path].language
    return any(file.zone == "test" and _kin(file.language, own) for file in index.files.values())


def tests_beside(index: Index, path: str) -> str:
    """The folder of tests that stands beside a source file, for one that no test names or imports; "" for none."""
    folder, own = path.rpartition("/")[0], index.files[path].language
    tests = [other for other, file in index.files.items() if file.zone == "test" and _kin(file.language, own)]
    beside = (f"{folder}/{name}" for name in TEST_FOLDERS if folder)
    return next((inside for inside in beside if any(test.startswith(f"{inside}/") for test in tests)), "")


def _is_of_another(index: Index, path: str, test: str) -> bool:
    """Whether a test stands in a package beside that of a file which has code of its own to test: the name alone tells nothing."""
    home = owner(package_directories(index), test)
    return not f"{path}/".startswith(prefix_of(home)) and home in _with_code(index)


@per_index
def _with_code(index: Index) -> frozenset[str]:
    """Directories of the packages that hold code of the product."""
    directories = package_directories(index)
    code = {path.rpartition("/")[0] for path, file in index.files.items() if file.zone == "product" and file.parsed}
    return frozenset(owner(directories, f"{folder}/.") for folder in code)


def _of_no_namesake(index: Index, path: str, plain: str, named: list[str]) -> list[str]:
    """The tests of a name that stand near no other file which is called so."""
    theirs = [other for other in _sources(index).get(plain, ()) if other != path]
    return [test for test in named if not any(_shared(other, test) for other in theirs)]


@per_index
def _sources(index: Index) -> Mapping[str, list[str]]:
    """Name → the files of the product that are called so."""
    product = (path for path, file in index.files.items() if file.zone == "product" and file.parsed)
    return by_key((flat(path.rpartition("/")[2].partition(".")[0]), path) for path in product)


@per_index
def _by_stem(index: Index) -> Mapping[str, list[str]]:
    """What a test's name says it tests → test files."""
    tests = (path for path, file in index.files.items() if file.zone == "test" and file.language)
    own = (path for path in tests if path.rpartition("/")[2].rpartition(".")[0] not in HELPERS)
    return by_key((said, path) for path in own if (said := _said(path)))


def _said(path: str) -> str:
    """What the name of a test says it tests; "" where it does not read as a test's."""
    full = path.rpartition("/")[2].rpartition(".")[0]
    bare = AFFIXES.sub("", AFFIXES.sub("", full))
    return flat(bare) if bare != full and path.rpartition("/")[2].partition(".")[0] else ""


def _kin(one: str, other: str) -> bool:
    return one == other or any(one in family and other in family for family in (JAVASCRIPT, JVM))


def _shared(one: str, other: str) -> int:
    """How many folder names two paths share; `forms_tests` is `forms`."""
    first, second = ({flat(AFFIXES.sub("", part)) for part in path.split("/")[:-1]} for path in (one, other))
    return len(first & second)
