"""Where this workspace puts the test of a source file: beside it, in a folder beside it, or in a mirrored tree.

Learned from the tests that exist: each one that has a source file of the same name votes for the way its path differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from .naming import flat, stem_of

if TYPE_CHECKING:
    from ..indexer.index import File

__all__ = ["TestNaming", "bare_words", "mirrored", "test_naming"]

TEST_WORDS = frozenset({"test", "tests", "spec", "specs", "e2e", "it"})


class TestNaming(NamedTuple):
    """How tests are named: `prefix` + the subject + `suffix` + `extension`, as written."""

    prefix: str
    suffix: str
    extension: str


def bare_words(path: str) -> tuple[str, ...]:
    """The words of a test's name without those that make it a test."""
    words = stem_of(path).words
    while len(words) > 1 and words[0] in TEST_WORDS:
        words = words[1:]
    while len(words) > 1 and words[-1] in TEST_WORDS:
        words = words[:-1]
    return tuple(words)


def mirrored(tests: Sequence[File], sources: Sequence[File], subject: str) -> list[tuple[str, float]]:
    """Folders for the test of `subject` (a source path), each with its share of the votes that apply there.

    A rule learned from a test of the same folder counts for more than one from elsewhere.
    """
    folder = subject.rpartition("/")[0]
    found: dict[str, float] = {}
    for (old, new, near), weight in _rules(tests, sources, folder).items():
        target = _apply(folder, old, new)
        if target is not None:
            found[target] = found.get(target, 0.0) + weight * (4 if near else 1)
    total = sum(found.values())
    return sorted(((target, weight / total) for target, weight in found.items()), key=lambda item: (-item[1], item[0]))


def _rules(tests: Sequence[File], sources: Sequence[File], folder: str) -> dict[tuple[str, str, bool], float]:
    """How tests' folders differ from their sources' → votes; a test that could belong to several sources splits its vote."""
    by_name: dict[str, list[str]] = {}
    for source in sources:
        by_name.setdefault(flat(stem_of(source.path).stem), []).append(source.path)
    votes: dict[tuple[str, str, bool], float] = {}
    for test in tests:
        paths = by_name.get("".join(bare_words(test.path)), ())
        for path in paths:
            old, new = _difference(path.rpartition("/")[0], test.path.rpartition("/")[0])
            key = (old, new, path.rpartition("/")[0] == folder)
            votes[key] = votes.get(key, 0.0) + 1 / len(paths)
    return votes


def _apply(folder: str, old: str, new: str) -> str | None:
    if not old:
        return folder + new if new.startswith("/") or not new else f"{new}/{folder}".strip("/")
    if f"{folder}/".startswith(f"{old}/"):
        return f"{new}/{folder[len(old) :].lstrip('/')}".strip("/")
    return None


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
    """The leading form of test names; None where there are none."""
    votes: Counter[TestNaming] = Counter()
    for path in tests:
        name = stem_of(path)
        stem = name.stem
        lowered = stem.lower()
        for mark in ("test_", "spec_", "Test"):
            if stem.startswith(mark) and len(stem) > len(mark) and (mark != "Test" or stem[4:5].isupper()):
                votes[TestNaming(mark, "", name.extension)] += 1
                break
        else:
            for mark in ("_test", "_spec", ".test", ".spec", "-test", "-spec", ".e2e-spec", "_tests"):
                if lowered.endswith(mark):
                    votes[TestNaming("", stem[-len(mark) :], name.extension)] += 1
                    break
            else:
                for mark in ("Tests", "Test", "Specs", "Spec", "IT"):
                    if stem.endswith(mark) and len(stem) > len(mark):
                        votes[TestNaming("", mark, name.extension)] += 1
                        break
                else:
                    votes[TestNaming("", "", name.extension)] += 1
    return min(votes, key=lambda naming: (-votes[naming], naming)) if votes else None
