"""Which files are tests, by the rules of the framework that collects them, and which of them import a file."""

from __future__ import annotations

import re
from collections import deque
from functools import cached_property
from typing import TYPE_CHECKING, Final

from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["TestFiles", "test_files"]


class Rule:
    """How files of a language are collected as tests; compiled when a file of that language is asked about.

    Args:
        names: pattern of the file names that are tests wherever they stand.
        inside: pattern of file names that are tests in a test folder; "" for none.
        not_names: pattern of names in a test folder that support tests and are none.
    """

    def __init__(self, names: str, inside: str = "", not_names: str = "") -> None:
        self._names, self._inside, self._not_names = names, inside, not_names

    @cached_property
    def names(self) -> re.Pattern[str]:
        return re.compile(self._names)

    @cached_property
    def inside(self) -> re.Pattern[str] | None:
        return re.compile(self._inside) if self._inside else None

    @cached_property
    def not_names(self) -> re.Pattern[str] | None:
        return re.compile(self._not_names) if self._not_names else None


ECMASCRIPT: Final = Rule(
    r"\.(?:test|spec|cy|e2e|e2e-spec|test-d|spec-d|unit|integration)\.[cm]?[jt]sx?$|[-_](?:test|spec)\.[cm]?[jt]sx?$",
    r"^[^.]+\.[cm]?[jt]sx?$",
    r"^(?:setup|teardown|global|helpers?|utils?|fixtures?|mocks?|index|jest|vitest|mocha|karma|config|support)\b",
)
JVM_NAMES: Final = (
    r"^(?!Abstract|.*Base(?:Test|TestCase)\.)(?:.*(?:Test|Tests|TestCase|IT|Spec|Specs)\.\w+$|Test[A-Z]\w*\.\w+$)"
)
JVM: Final = Rule(JVM_NAMES)
RULES: Final[dict[str, Rule]] = {
    "Python": Rule(r"^test_[^/]*\.py$|_test\.py$|^tests?\.py$"),
    "JavaScript": ECMASCRIPT,
    "TypeScript": ECMASCRIPT,
    "TSX": ECMASCRIPT,
    "Vue": Rule(r"\.(?:test|spec)\.vue$"),
    "Go": Rule(r"_test\.go$"),
    "Java": JVM,
    "Kotlin": JVM,
    "Scala": Rule(JVM_NAMES, r"Suite\.scala$"),
    "C#": Rule(
        r"(?:Test|Tests|Spec|Specs|Should)\.cs$", r"^[A-Z]\w*\.cs$", r"(?:Base|Fixture|Helper|Factory|Builder)s?\.cs$"
    ),
    "Ruby": Rule(r"_spec\.rb$|_test\.rb$|^(?:test|spec)_(?!helpers?\.)\w+\.rb$"),
    "PHP": Rule(r"Test\.php$"),
    "Rust": Rule(r"_tests?\.rs$|^tests\.rs$", r"\.rs$", r"^(?:mod|common|util|helpers?)\.rs$"),
    "Swift": Rule(r"Tests?\.swift$"),
    "Elixir": Rule(r"_test\.exs$"),
    "Dart": Rule(r"_test\.dart$"),
    "C++": Rule(r"(?:_test|_unittest|Test|Tests)\.(?:cc|cpp|cxx)$|^test_\w+\.(?:cc|cpp|cxx)$"),
    "C": Rule(r"^test_\w+\.c$|_test\.c$"),
}
COLLECTED: Final = frozenset({"test", "product", "example"})
LIST: Final = rb"\s*=\s*(\[[^\]]*\]|[^\n]*(?:\n[ \t]+[^\n]+)*)"
PYTHON_FILES: Final = re.compile(rb"^\s*python_files" + LIST, re.MULTILINE)
TESTPATHS: Final = re.compile(rb"^\s*testpaths" + LIST, re.MULTILINE)
TEST_FOLDER: Final = re.compile(r"(?:^|[/_-])tests?(?:[/_-]|$)")
PYTEST_CONFIGS: Final = ("pytest.ini", "pyproject.toml", "tox.ini", "setup.cfg")
JEST_FOLDER: Final = "__tests__"


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
        """File → the tests that import it, by carrying the tests' bits along the imports until nothing changes."""
        forward = self.index.adjacency[0]
        found = {path: 1 << number for path, number in self.numbers.items()}
        todo = deque(found)
        waiting = set(found)
        while todo:
            node = todo.popleft()
            waiting.discard(node)
            bits = found[node]
            for target in forward.get(node, ()):
                known = found.get(target, 0)
                if bits | known != known:
                    found[target] = bits | known
                    if target not in waiting:
                        waiting.add(target)
                        todo.append(target)
        return found

    def importing_below(self, path: str) -> int:
        """The tests that import something of a package, which runs the package's own file first (Python)."""
        folder, _, name = path.rpartition("/")
        found = 0
        for file, bits in self.importing.items() if name == "__init__.py" and folder else ():
            if file.startswith(f"{folder}/"):
                found |= bits
        return found

    @cached_property
    def using_django(self) -> int:
        """The tests that import Django or a plug-in of pytest for it, which load its settings, as a bit set."""
        rows = self.index.rows(
            "SELECT DISTINCT path FROM links JOIN files ON files.id = source_id"
            " WHERE external IN ('django', 'rest_framework', 'pytest_django')"
        )
        found = 0
        for (path,) in rows:
            if path in self.numbers:
                found |= 1 << self.numbers[path]
        return found

    def is_test(self, path: str) -> bool:
        """Whether a test framework collects the file."""
        file = self.index.files[path]
        rule = RULES.get(file.language)
        if rule is None or file.zone not in COLLECTED:
            return False
        name = path.rpartition("/")[2]
        if rule.names.search(name):
            if file.language == "Python" and self._is_elsewhere(path):
                return False
            return file.language != "Python" or name not in {"test.py", "tests.py"} or self._has_tests(path)
        if file.language == "Python":
            return file.zone == "test" and self._configured(name) and self._has_tests(path)
        folder = f"/{path.rpartition('/')[0]}/"
        in_folder = f"/{JEST_FOLDER}/" in folder if rule is ECMASCRIPT else file.zone == "test"
        if rule.not_names is not None and rule.not_names.search(name):
            return False
        if rule.inside is None or not (in_folder or (file.zone == "test" and self._has_tests(path))):
            return False
        return bool(rule.inside.search(name)) and (rule is ECMASCRIPT or self._has_tests(path))

    def _has_tests(self, path: str) -> bool:
        """The file calls or defines what its framework looks for."""
        if self.index.files[path].language in {"JavaScript", "TypeScript", "TSX"}:
            return path in self._calling_describe
        return path in self._defining

    @cached_property
    def _calling_describe(self) -> frozenset[str]:
        return frozenset(path for name in ("describe", "it", "test", "suite") for path in self.index.files_using(name))

    @cached_property
    def _defining(self) -> frozenset[str]:
        rows = self.index.iterate(
            "SELECT path FROM files WHERE id IN (SELECT file_id FROM symbols WHERE name LIKE 'test%'"
            " OR bases LIKE '%TestCase%' OR bases LIKE '%Suite%'"
            " OR decorators <> '' AND (decorators LIKE '%test%' OR decorators LIKE '%Fact%'))"
        )  # `LIKE` takes any case
        return frozenset(row[0] for row in rows)

    def _configured(self, name: str) -> bool:
        """The name matches the workspace's own `python_files`; without one only the defaults count."""
        return any(re.match(pattern, name) for pattern in self._python_files)

    def _is_elsewhere(self, path: str) -> bool:
        """Pytest is told where tests stand, and this file, by name a test, stands neither there nor in another test folder."""
        places = self._testpaths
        return bool(places) and not path.startswith(places) and not TEST_FOLDER.search(path.rpartition("/")[0])

    @cached_property
    def _testpaths(self) -> tuple[str, ...]:
        """Pytest's `testpaths`, with a `/`; empty where one of them is a pattern."""
        stated = [place.strip("./") for place in self._stated(TESTPATHS)]
        return () if any("*" in place or not place for place in stated) else tuple(f"{place}/" for place in stated)

    def _stated(self, setting: re.Pattern[bytes]) -> list[str]:
        """The words of a list in pytest's configuration at the root."""
        found: list[str] = []
        for config in PYTEST_CONFIGS:
            match = setting.search(self.index.read(config)) if config in self.index.files else None
            if match:
                found += re.findall(
                    r"[\w*?./\[\]!-]+", match[1].decode("utf-8", "replace").replace('"', " ").strip("[]")
                )
        return found

    @cached_property
    def _python_files(self) -> tuple[str, ...]:
        from fnmatch import translate

        patterns = self._stated(PYTHON_FILES)
        if any(path.endswith("manage.py") or path.rpartition("/")[2] == "runtests.py" for path in self.index.files):
            patterns.append("test*.py")  # unittest's discovery, which Django's runner uses
        return tuple(translate(pattern) for pattern in patterns if pattern.endswith(".py"))
