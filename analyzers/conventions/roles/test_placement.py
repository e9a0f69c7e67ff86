"""Where this workspace puts the test of a source file: beside it, in a folder beside it, or in a mirrored tree.

Learned from the tests that exist: each one that has a source file of the same name votes for the way its path differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...naming import flat, stem_of
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import File, Index

__all__ = ["FolderRules", "TestNaming", "TestRules", "bare_words", "is_marked", "is_test", "named_as_tests"]
__all__ += ["test_naming", "tested_names", "unmarked_left_out", "without_marks"]

TEST_WORDS = frozenset({"test", "tests", "spec", "specs", "e2e", "it"})
BEFORE = re.compile(r"(?:tests?_|test-|spec_)(?=.)|Test(?=[A-Z])")
AFTER = re.compile(r"(?i:[._-](?:test|spec)|\.e2e-(?:test|spec)|_tests)$|(?<=.)(?:TestCase|Tests?|Specs?|IT)$")
"""The marks by which a name says that it is a test's."""
MARKED = 5
TESTS = 0.9
"""A prefix or suffix marks tests where at least this share of the files that have it are tests."""
AMBIGUOUS = 8
"""A test whose name fits more sources than this (`index`, `utils`) shows a rule only where one of them is beside it."""
NEAR, ELSEWHERE = 3.0, 0.5
"""All n votes from elsewhere count as n / (n + this) tests of the same folder; and what one counts that only another package follows."""


class TestNaming(NamedTuple):
    """How tests are named: `prefix` + the subject + `suffix` + `extension`, as written."""

    prefix: str
    suffix: str
    extension: str


def is_marked(file: File) -> bool:
    """Its name says that it is a test."""
    return bare_words(file.path) != tuple(stem_of(file.path).words)


def is_test(file: File) -> bool:
    """It is a test: of the product, or by folder and name one of an example."""
    if file.zone != "example":
        return file.zone == "test"
    return is_marked(file) or not TEST_WORDS.isdisjoint(stem_of(file.path).folder.split("/"))


def named_as_tests(name: str, files: Sequence[File]) -> bool:
    """Whether a name has a prefix or suffix that the tests among the files have, and hardly any other, however these are written
    (`TestBindings` for `test_bindings.cpp`, `cart_spec`)."""
    mark = _mark(name)
    alike = [file for file in files if _mark(file.path) == mark] if any(mark) else []
    return len(alike) >= MARKED and sum(map(is_test, alike)) >= TESTS * len(alike)


def _mark(path: str) -> tuple[str, ...]:
    """The prefix and the suffix by which a name says that it is a test's, without case and separators."""
    return tuple(mark.strip("._-").lower() for mark in _form(path)[:2])


def unmarked_left_out(tests: Sequence[File]) -> Sequence[File]:
    """The tests without their helpers: where a fifth and more are marked by their names, the others are none."""
    marked = [test for test in tests if is_marked(test)]
    return marked if len(marked) * MARKED >= len(tests) else tests


@lru_cache(maxsize=1 << 14)
def bare_words(path: str) -> tuple[str, ...]:
    """The words of a test's name without those that make it a test."""
    return tuple(without_marks(stem_of(path).words))


def without_marks(words: Sequence[str]) -> Sequence[str]:
    """The words of a name without those that make it a test."""
    while len(words) > 1 and words[0].lower() in TEST_WORDS:
        words = words[1:]
    if len(words) > 2 and [word.lower() for word in words[-2:]] == ["test", "case"]:
        words = words[:-1]  # JUnit's older custom, which Surefire still runs
    while len(words) > 1 and words[-1].lower() in TEST_WORDS:
        words = words[:-1]
    return words


@per_index
def tested_names(index: Index) -> Counter[str]:
    """What the tests of the workspace are called without their marks, run together, and how many are: one is the test of one file.

    The models and migrations of an application that is there to be tested are tests of nothing.
    """
    tests = unmarked_left_out([file for file in index.files.values() if file.zone == "test" and file.parsed])
    return Counter("".join(bare_words(file.path)) for file in tests)


class FolderRules:
    """How the folders of files differ from those of their counterparts, learned by votes."""

    def __init__(self) -> None:
        self._votes: dict[tuple[str, str], dict[str, float]] = {}

    @property
    def total(self) -> float:
        """All votes."""
        return sum(sum(votes.values()) for votes in self._votes.values())

    def vote(self, source: str, here: str, weight: float) -> None:
        """The counterpart of a file in `source` stands in `here`."""
        votes = self._votes.setdefault(_difference(source, here), {})
        votes[source] = votes.get(source, 0.0) + weight

    def places(self, subject: str) -> list[tuple[str, float]]:
        """Folders for the counterpart of `subject` (a path), each with its share of the votes that apply there.

        What the same folder shows counts first; rules from elsewhere count as less than one vote of it, all together.
        """
        folder = subject.rpartition("/")[0]
        here: dict[str, float] = {}
        elsewhere: dict[str, float] = {}
        for (old, new), votes in self._votes.items():
            near = votes.get(folder, 0.0)
            far = sum(votes.values()) - near
            target = new if self._is_flat(folder, old, new) else _apply(folder, old, new)
            if target is None:
                target, far = _moved(folder, old, new), far * ELSEWHERE
            if target is not None:
                here[target] = here.get(target, 0.0) + near
                elsewhere[target] = elsewhere.get(target, 0.0) + far
        scale = 1 / (sum(elsewhere.values()) + NEAR)
        votes_of = {target: weight + scale * elsewhere[target] for target, weight in here.items()}
        total = sum(votes_of.values())
        parts = ((target, weight / total) for target, weight in votes_of.items())
        return sorted(parts, key=lambda item: (-item[1], item[0]))

    def _is_flat(self, folder: str, old: str, new: str) -> bool:
        """Whether a folder lies below one whose counterparts are in `new`, and more of what lies so has its own right there too
        than in a tree that mirrors it."""
        above = f"{old}/" if old else ""
        if new.startswith("/") or not new or folder == old or not folder.startswith(above):
            return False
        rules = ((start, given) for (start, target), given in self._votes.items() if target == new)
        below = (
            weight * ((source == start) - (start == old))
            for start, given in rules
            for source, weight in given.items()
            if source != old and source.startswith(above)
        )
        return sum(below) > 0


class TestRules(FolderRules):
    """How tests' folders differ from their sources': a test that could belong to several sources splits its vote.

    Helpers do not vote: a `tests/utils.py` is no test of `utils.py`.
    """

    def __init__(self, tests: Sequence[File], sources: Sequence[File]) -> None:
        super().__init__()
        homes = {source.path.rpartition("/")[0] for source in sources}
        self.beside = sum(test.path.rpartition("/")[0] in homes for test in tests) / (len(tests) or 1)
        """The share of the tests that stand in a folder of sources."""
        by_name = by_key((flat(stem_of(source.path).stem), source.path.rpartition("/")[0]) for source in sources)
        for test in unmarked_left_out(tests):
            here = test.path.rpartition("/")[0]
            folders = by_name.get("".join(bare_words(test.path)), [])
            if len(folders) > AMBIGUOUS:
                folders = [folder for folder in folders if folder == here]
            for folder in folders:
                self.vote(folder, here, 1 / len(folders))


def _apply(folder: str, old: str, new: str) -> str | None:
    if not old:
        return folder + new if new.startswith("/") or not new else f"{new}/{folder}".strip("/")
    if f"{folder}/".startswith(f"{old}/"):
        return f"{new}/{folder[len(old) :].lstrip('/')}".strip("/")
    return None


def _moved(folder: str, old: str, new: str) -> str | None:
    """A rule of one package in another: what the two sides begin with alike is left out (`a/src/main` → `a/src/test`)."""
    before, after = old.split("/"), new.split("/")
    while before and after and before[0] == after[0]:
        before.pop(0)
        after.pop(0)
    inner = "/".join(before)
    start = f"/{folder}/".find(f"/{inner}/") if inner and before != old.split("/") else -1
    if start < 0:
        return None
    return f"{folder[:start]}{'/'.join(after)}{folder[start + len(inner) :]}".strip("/")


def _difference(source: str, test: str) -> tuple[str, str]:
    """What to replace at the start of a source's folder to get its test's; `("", "/x")` appends a folder."""
    if source == test:
        return "", ""
    if test.startswith(f"{source}/"):
        return "", test[len(source) :]
    old, new = source.split("/") if source else [], test.split("/") if test else []
    while old and new and old[-1] == new[-1]:
        old.pop()
        new.pop()
    return "/".join(old), "/".join(new)


def test_naming(tests: Iterable[str]) -> TestNaming | None:
    """The leading form of test names; None where there are none.

    Files among tests that no mark tells to be one are helpers where a fifth and more are marked.
    """
    votes = Counter(_form(path) for path in tests)
    marked = {form: count for form, count in votes.items() if form.prefix or form.suffix}
    if sum(marked.values()) * MARKED >= votes.total():
        votes = Counter(marked)
    return min(votes, key=lambda naming: (-votes[naming], naming)) if votes else None


@lru_cache(maxsize=1 << 14)
def _form(path: str) -> TestNaming:
    name = stem_of(path)
    if before := BEFORE.match(name.stem):
        return TestNaming(before[0], "", name.extension)
    after = AFTER.search(name.stem)
    return TestNaming("", after[0] if after else "", name.extension)
