"""Which files are tests, by the rules of the framework that collects them, and which of them import a file."""

from __future__ import annotations

from collections import deque
from functools import cached_property, reduce
from operator import or_
from typing import TYPE_CHECKING, Final, NamedTuple

from ... import lazy_re as re
from ...indexer.classify.zones import is_main_source, is_shipped
from ...indexer.languages.families import SCRIPT
from ...indexer.workspace_paths import nearest_around
from ..per_index import per_index
from .told_tests.npm_settings import collects_only_told, is_told
from .told_tests.pytest_settings import PytestSettings, pytest_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...indexer.index import Index

__all__ = ["TestFiles", "carried", "test_files"]


class Rule(NamedTuple):
    """How files of a language are collected as tests.

    Attributes:
        names: of files that are tests wherever they stand.
        inside: of files that are tests in a test folder.
        not_names: of files in a test folder that support tests and are none.
    """

    names: re.Pattern[str]
    inside: re.Pattern[str] | None = None
    not_names: re.Pattern[str] | None = None


def _rule(*patterns: str) -> Rule:
    return Rule(*map(re.compile, patterns))


ECMASCRIPT: Final = _rule(
    r"\.(?:test|spec|cy|e2e|e2e-spec|test-d|spec-d|tst|unit|integration)\.[cm]?[jt]sx?$|[-_](?:test|spec)\.[cm]?[jt]sx?$",
    r"^[^.]+\.[cm]?[jt]sx?$|\.(?:tests|specs)\.[cm]?[jt]sx?$",
    r"^(?:_|(?:setup|teardown|global|helpers?|utils?|fixtures?|mocks?|index|jest|vitest|mocha|karma|config|support)\b)",
)
JVM_NAMES: Final = (
    r"^(?!Abstract|.*Base(?:Test|TestCase)\.)(?:.*(?:Test|Tests|TestCase|IT|Spec|Specs)\.\w+$|Test[A-Z]\w*\.\w+$)"
)
JVM: Final = _rule(JVM_NAMES)
RULES: Final[dict[str, Rule]] = {
    "Python": _rule(r"^test_[^/]*\.py$|_test\.py$|^tests?\.py$"),
    **dict.fromkeys(SCRIPT, ECMASCRIPT),
    "Vue": _rule(r"\.(?:test|spec)\.vue$"),
    "Go": _rule(r"_test\.go$"),
    "Java": JVM,
    "Kotlin": JVM,
    "Scala": _rule(JVM_NAMES, r"Suite\.scala$"),
    "C#": _rule(
        r"(?:Test|Tests|Spec|Specs|Should)\.cs$", r"^[A-Z]\w*\.cs$", r"(?:Base|Fixture|Helper|Factory|Builder)s?\.cs$"
    ),
    "Ruby": _rule(r"_spec\.rb$|_test\.rb$|^(?:test|spec)_(?!helpers?\.)\w+\.rb$"),
    "PHP": _rule(r"Test\.php$"),
    "Rust": _rule(r"_tests?\.rs$|^tests\.rs$", r"\.rs$", r"^(?:mod|common|util|helpers?)\.rs$"),
    "Swift": _rule(r"Tests?\.swift$"),
    "Elixir": _rule(r"_test\.exs$"),
    "Dart": _rule(r"_test\.dart$"),
    "C++": _rule(r"(?:_test|_unittest|Test|Tests)\.(?:cc|cpp|cxx)$|^test_\w+\.(?:cc|cpp|cxx)$"),
    "C": _rule(r"^test_\w+\.c$|_test\.c$"),
}
COLLECTED: Final = frozenset({"test", "product", "example"})
JEST_FOLDER: Final = "__tests__"


def carried(starts: Iterable[tuple[str, int]], onwards: Callable[[str], Iterable[str]]) -> dict[str, int]:
    """File → the bits that come to it, carried on from where they start until nothing changes; those that come to a file while it
    waits go on together."""
    found: dict[str, int] = {}
    for path, bits in starts:
        found[path] = found.get(path, 0) | bits
    queue = deque(found)
    waiting = set(found)
    while queue:
        path = queue.popleft()
        waiting.discard(path)
        bits = found[path]
        for target in onwards(path):
            known = found.get(target, 0)
            if bits | known != known:
                found[target] = bits | known
                if target not in waiting:
                    waiting.add(target)
                    queue.append(target)
    return found


@per_index
def test_files(index: Index) -> TestFiles:
    """The test files of an index state, found once for it."""
    return TestFiles(index)


class TestFiles:
    """The test files of a workspace.

    Attributes:
        closures: file → the tests that import it, as a bit set, as far as they were asked for (reach.py).
    """

    __test__ = False

    def __init__(self, index: Index) -> None:
        self.index = index
        self.closures: dict[str, int] = {}

    @cached_property
    def paths(self) -> tuple[str, ...]:
        """All test files, sorted."""
        return tuple(path for path in self.index.files if self.is_test(path))

    @cached_property
    def numbers(self) -> dict[str, int]:
        """Test file → its position in `paths`."""
        return {path: number for number, path in enumerate(self.paths)}

    @cached_property
    def importing(self) -> dict[str, int]:
        """File → the tests that import it."""
        forward = self.index.adjacency[0]
        starts = ((path, 1 << number) for path, number in self.numbers.items())
        return carried(starts, lambda path: forward.get(path, ()))

    def bits(self, paths: Iterable[str]) -> int:
        """Those of some files that are tests, as a bit set."""
        return sum(1 << self.numbers[path] for path in set(paths) if path in self.numbers)

    def importing_below(self, path: str) -> int:
        """The tests that import something of a package, which runs the package's own file first (Python)."""
        folder, _, name = path.rpartition("/")
        files = self.importing if name == "__init__.py" and folder else ()
        return self.importing_any(file for file in files if file.startswith(f"{folder}/"))

    def importing_any(self, paths: Iterable[str]) -> int:
        """The tests that import one of some files."""
        return reduce(or_, (self.importing.get(path, 0) for path in paths), 0)

    @cached_property
    def using_django(self) -> int:
        """The tests that import Django or a plug-in of pytest for it, directly or not, which load its settings, as a bit set."""
        rows = self.index.rows(
            "SELECT DISTINCT path FROM links JOIN files ON files.id = source_id"
            " WHERE external IN ('django', 'rest_framework', 'pytest_django')"
        )
        return self.importing_any(path for (path,) in rows)

    def is_test(self, path: str) -> bool:
        """Whether a test framework collects the file: by the name that its convention gives tests, or told so."""
        file = self.index.files[path]
        rule = RULES.get(file.language)
        folder, _, name = path.rpartition("/")
        shipped = file.zone == "product" and (is_main_source(folder) or is_shipped(folder, name))
        if rule is None or shipped or file.zone not in COLLECTED:
            return False
        if file.language == "Python":
            return self._is_python_test(path, rule)
        named = rule.names.search(name) is not None
        return named or is_told(self.index, path, self._has_tests) or self._is_among_tests(path, rule)

    def _is_python_test(self, path: str, rule: Rule) -> bool:
        name, settings = path.rpartition("/")[2], self._pytest(path)
        if rule.names.search(name):
            return not settings.is_elsewhere(path) and (name not in {"test.py", "tests.py"} or self._has_tests(path))
        meant = self.index.files[path].zone == "test" and (settings.means(path) or self._as_django(name))
        return meant and self._has_tests(path)

    def _is_among_tests(self, path: str, rule: Rule) -> bool:
        """A file in a folder of tests that is named as a test is there, and as nothing that supports them."""
        name, zone = path.rpartition("/")[2], self.index.files[path].zone
        in_folder = f"/{JEST_FOLDER}/" in f"/{path}" if rule is ECMASCRIPT else zone == "test"
        if rule.inside is None or (rule.not_names is not None and rule.not_names.search(name)):
            return False
        if not (in_folder or (zone == "test" and self._has_tests(path))) or not rule.inside.search(name):
            return False
        if rule is ECMASCRIPT:
            return self._has_tests(path) or not collects_only_told(self.index, path)
        return self._has_tests(path)

    def _has_tests(self, path: str) -> bool:
        """The file calls or defines what its framework looks for."""
        language = self.index.files[path].language
        if language in SCRIPT:
            return path in self._calling_describe
        if language == "Python" and (named := self._pytest(path).defined):
            return path in self._defining or any(named.match(item.name) for item in self.index.symbols(path))
        return path in self._defining or (language == "Ruby" and path in self._calling_describe)

    @cached_property
    def _calling_describe(self) -> frozenset[str]:
        return frozenset(path for name in ("describe", "it", "test", "suite") for path in self.index.files_using(name))

    @cached_property
    def _defining(self) -> frozenset[str]:
        # `LIKE` takes any case
        rows = self.index.iterate(
            "SELECT path FROM files WHERE id IN (SELECT file_id FROM symbols WHERE name LIKE 'test%'"
            " OR bases LIKE '%TestCase%' OR bases LIKE '%Suite%'"
            " OR decorators <> '' AND (decorators LIKE '%test%' OR decorators LIKE '%Fact%'))"
        )
        return frozenset(row[0] for row in rows)

    def _pytest(self, path: str) -> PytestSettings:
        """The configuration of pytest that is nearest to a file."""
        known = pytest_settings(self.index)
        return known[nearest_around(path, known)]

    def _as_django(self, name: str) -> bool:
        """Django's runner looks for tests as unittest does (`test*.py`)."""
        return self._has_django_runner and name.startswith("test") and name.endswith(".py")

    @cached_property
    def _has_django_runner(self) -> bool:
        return any(path.endswith("manage.py") or path.rpartition("/")[2] == "runtests.py" for path in self.index.files)
