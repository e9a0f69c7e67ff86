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
    """Folders for the test of `subject` (a source path), each with the share of tests that are placed so."""
    by_name: dict[str, list[str]] = {}
    for source in sources:
        by_name.setdefault(flat(stem_of(source.path).stem), []).append(source.path)
    votes: Counter[tuple[str, str]] = Counter()
    for test in tests:
        for path in by_name.get("".join(bare_words(test.path)), ()):
            votes[_difference(path.rpartition("/")[0], test.path.rpartition("/")[0])] += 1
    total = sum(votes.values())
    folder = subject.rpartition("/")[0]
    found: dict[str, float] = {}
    for (old, new), count in votes.most_common(12):
        if old == new == "":
            target = folder
        elif old == "" and new.startswith("/"):
            target = folder + new
        elif f"{folder}/".startswith(f"{old}/") or not old:
            target = f"{new}/{folder[len(old) :].lstrip('/')}".strip("/")
        else:
            continue
        found[target] = found.get(target, 0.0) + count / total
    return sorted(found.items(), key=lambda item: (-item[1], item[0]))


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
