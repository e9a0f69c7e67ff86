"""Folders for a new test: where the tests of its source and of the source's neighbours stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING

from ...naming import flat, singular, stem_of
from ..new_file.subject import Candidate, Subject
from ..roles.test_placement import bare_words, is_test, unmarked_left_out

if TYPE_CHECKING:
    from ....indexer.index import File, Index
    from ..roles.roles import WorkspaceFiles
    from .weights import Weights

__all__ = ["by_mirror"]

AT_HOME = 1.6
"""What the cost of a test among sources counts back where a rule puts it there."""
ORPHANS, SHARED = 0.55, 0.55
"""What a doubling of the tests without a source in a folder, and a test there with the same words, counts for one without a source."""
MOST_SOURCES = 5


def by_mirror(
    index: Index, found: dict[str, Candidate], files: WorkspaceFiles, subject: Subject, weights: Weights
) -> None:
    """Tests go where the tests of their source's neighbours are; without a source of that name, of sources that share its words."""
    if not subject.is_test:
        return
    tests, sources = files.tests_and_sources
    wanted = "".join(subject.lower)
    same = [(source, 1.0) for source in sources if flat(stem_of(source.path).stem) == wanted][:MOST_SOURCES]
    for source, likeness in same or _alike(sources, subject):
        for place, share in files.test_rules.places(source.path):
            folder = _nearest(place, found)
            hidden = f"{folder}{stem_of(source.path).extension}" in index.files  # by `tests/`, a `tests.py`
            candidate = found.get(folder)
            if candidate is None and share > 0.5 and not hidden:
                candidate = found.setdefault(folder, Candidate(folder))
            if candidate is not None:
                where = source.path.rpartition("/")[0] or "the root"
                if share > 0.5:
                    home = _share_of_sources(files.by_folder.get(folder, ()))
                    candidate.score += AT_HOME * weights.strange * likeness * home
                candidate.add(
                    weights.mirror * share * likeness,
                    f"tests of {where} stand there ({share:.0%} of the votes of tests with a source)",
                )
    if not same:
        _by_neighbour_tests(found, tests, _orphans(tests, sources, found), subject)


def _nearest(folder: str, found: Container[str]) -> str:
    """The folder, or the one of its name that stands there already, higher up: an application's `tests` serve its subfolders."""
    above, _, name = folder.rpartition("/")
    while folder not in found and above:
        above = above.rpartition("/")[0]
        higher = f"{above}/{name}".lstrip("/")
        if higher in found:
            return higher
    return folder


def _share_of_sources(members: Sequence[File]) -> float:
    """What `_by_prior` held against a test there: a rule that puts tests beside their sources says it is not strange."""
    return 1 - sum(is_test(file) for file in members) / len(members) if members else 0.0


def _alike(sources: Sequence[File], subject: Subject) -> list[tuple[File, float]]:
    """Up to five sources whose name shares words with the subject's, with their likeness (shared over all words)."""
    wanted = {singular(word) for word in subject.lower}
    scored = []
    for source in sources:
        words = {singular(word) for word in stem_of(source.path).words}
        if shared := wanted & words:
            scored.append((len(shared) / len(wanted | words), source))
    scored.sort(key=lambda item: (-item[0], item[1].path))
    best = [(source, likeness) for likeness, source in scored[:5] if likeness >= 0.3]
    return [(source, likeness * 0.7 / len(best)) for source, likeness in best]


def _orphans(tests: Sequence[File], sources: Sequence[File], found: Container[str]) -> Counter[str]:
    """Folder → how many of its tests have no source of their name; helpers among the tests are none."""
    names = {flat(stem_of(source.path).stem) for source in sources}
    without = (test for test in unmarked_left_out(tests) if "".join(bare_words(test.path)) not in names)
    folders = (test.path.rpartition("/")[0] for test in without)
    return Counter(folder for folder in folders if folder in found)


def _by_neighbour_tests(
    found: Mapping[str, Candidate], tests: Sequence[File], orphans: Mapping[str, int], subject: Subject
) -> None:
    """No source of that name: where tests with the same words stand, and where other tests without a source do."""
    wanted = set(subject.lower)
    for folder, count in orphans.items():
        found[folder].add(ORPHANS * math.log2(1 + count), f"{count} tests without a source of their name")
    for file in tests:
        folder = file.path.rpartition("/")[0]
        shared = wanted & set(bare_words(file.path))
        if shared and folder in found:
            found[folder].add(SHARED * len(shared) / len(wanted), "")
