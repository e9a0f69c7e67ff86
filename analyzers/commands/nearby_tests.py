"""The tests of a source file: those named after it, else those that import it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.gathering import by_key
from ...indexer.languages.families import JAVASCRIPT
from ...indexer.workspace_paths import prefix_of
from ..entries.entry_rules import JVM
from ..naming import MAIN_STEMS, flat
from ..per_index import per_index
from ..workspace.test_files import test_files
from ..workspace.workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...indexer.index import Index

__all__ = ["nearby_tests", "tests_beside", "tests_of_folder", "tests_of_kin"]

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
    return sorted(
        found, key=lambda other: (-_shared(path, other), _said(other) not in defined, other.count("/"), other)
    )[:MOST]


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
    found: dict[str, list[str]] = {}
    for path, file in index.files.items():
        full = path.rpartition("/")[2].rpartition(".")[0]
        if file.zone == "test" and file.language and full not in HELPERS and (said := _said(path)):
            found.setdefault(said, []).append(path)
    return found


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
