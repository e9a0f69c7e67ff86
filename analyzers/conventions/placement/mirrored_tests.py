"""Folders for a new test: where the tests of its source and of the source's neighbours stand."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Sequence
from typing import TYPE_CHECKING

from ...naming import flat, singular, stem_of
from ..roles.test_placement import bare_words, is_test, unmarked_left_out

if TYPE_CHECKING:
    from ....indexer.index import File
    from .sought import Sought

__all__ = ["by_mirror"]

AT_HOME = 1.6
"""What the cost of a test among sources counts back where a rule puts it there."""
ORPHANS = 0.55
"""What a doubling of the tests without a source in a folder counts for one without a source."""
MOST_SOURCES = 5


def by_mirror(sought: Sought) -> None:
    """Tests go where the tests of their source's neighbours are; without a source of that name, of sources that share its words."""
    files, found, wanted = sought.files, sought.found, "".join(sought.subject.lower)
    sources = files.tests_and_sources[1]
    same = [(source, 1.0) for source in sources if flat(stem_of(source.path).stem) == wanted][:MOST_SOURCES]
    for source, likeness in same or _alike(sources, sought.subject.lower):
        for place, share in files.test_rules.places(source.path):
            folder = _nearest(place, found)
            hidden = f"{folder}{stem_of(source.path).extension}" in sought.index.files  # by `tests/`, a `tests.py`
            if share > 0.5 and (folder in found or not hidden):
                home = _share_of_sources(files.by_folder.get(folder, ()))
                sought.opened(folder).score += AT_HOME * sought.weights.strange * likeness * home
            where = source.path.rpartition("/")[0] or "the root"
            reason = f"tests of {where} stand there ({share:.0%} of the votes of tests with a source)"
            sought.add(folder, sought.weights.mirror * share * likeness, reason)
    if not same:
        _by_neighbour_tests(sought)


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


def _alike(sources: Sequence[File], words: Sequence[str]) -> list[tuple[File, float]]:
    """Up to five sources whose name shares words with the subject's, with their likeness (shared over all words)."""
    wanted = set(map(singular, words))
    scored = []
    for source in sources:
        own = set(map(singular, stem_of(source.path).words))
        if shared := wanted & own:
            scored.append((len(shared) / len(wanted | own), source))
    scored.sort(key=lambda item: (-item[0], item[1].path))
    best = [(source, likeness) for likeness, source in scored[:5] if likeness >= 0.3]
    return [(source, likeness * 0.7 / len(best)) for source, likeness in best]


def _by_neighbour_tests(sought: Sought) -> None:
    """No source of that name: where other tests without a source stand; helpers are none."""
    tests, sources = sought.files.tests_and_sources
    names = {flat(stem_of(source.path).stem) for source in sources}
    orphans = (test.path for test in unmarked_left_out(tests) if "".join(bare_words(test.path)) not in names)
    for folder, count in Counter(path.rpartition("/")[0] for path in orphans).items():
        sought.add(folder, ORPHANS * math.log2(1 + count), f"{count} tests without a source of their name")
