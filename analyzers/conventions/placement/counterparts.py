"""Where a file goes that has counterparts: `PageFactory` is made for `Page`, `InboxViewModel` for `InboxScreen`, a test for its source.

Each file of the role that has a counterpart of some kind votes for the way their folders differ; of tests, where those of the source
and of its neighbours stand.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ...naming import flat, singular, singular_words, stem_of
from ...per_index import per_index, remembered
from ..roles.role_words import role_words, without_role
from ..roles.test_placement import FolderRules, bare_words, is_test, unmarked_left_out

if TYPE_CHECKING:
    from ....indexer.index import File, Index
    from ..roles.roles import WorkspaceFiles
    from .sought import Sought

__all__ = ["by_mirror", "counterpart_places"]

LONGEST_KIND = 2
"""A counterpart's name has at most so many words more: `InterestsNavigation` is one of interests, `InterestsListItemRow` none."""
AMBIGUOUS = 4
"""A name that fits more files than this tells no counterpart."""
DOUBT = 2.0
"""The votes against a rule before any file is counted: one file shows little, ten show a rule."""
LEAST_WEIGHT = 0.5
"""What a file shows its role by at least."""

Kind = tuple[str, ...]


def counterpart_places(files: WorkspaceFiles, role: str, name: Sequence[str]) -> Iterator[tuple[str, float, str]]:
    """Folders for a file of the role and name, each with how sure the surest rule is that leads there (up to 1), and the counterpart."""
    kin = _by_kind(files.index, name, role)
    rules = _rules(files, role) if kin else {}
    found: dict[str, tuple[float, str]] = {}
    for kind in sorted(kin.keys() & rules.keys()):
        doubted = rules[kind].total / (rules[kind].total + DOUBT) / len(kin[kind])
        for path in kin[kind]:
            for folder, share in rules[kind].places(path):
                if folder not in found or share * doubted > found[folder][0]:
                    found[folder] = share * doubted, path
    yield from ((folder, sure, path) for folder, (sure, path) in found.items())


def _by_kind(index: Index, name: Sequence[str], role: str) -> dict[Kind, list[str]]:
    """Kind of counterpart (what its name says beyond what the file is about) → its paths; a name that fits many files tells none."""
    base = "".join(map(singular, without_role(name, role)))
    found = by_key((kind, path) for kind, path in _names(index).get(base, ()) if kind != role_words(role))
    return {kind: paths for kind, paths in found.items() if len(paths) <= AMBIGUOUS}


@per_index
def _names(index: Index) -> Mapping[str, list[tuple[Kind, str]]]:
    """A name without its last words → those and the path, of every parsed file of the product and its tests."""
    found: dict[str, list[tuple[Kind, str]]] = {}
    for path, file in index.files.items():
        if not file.parsed or file.zone not in {"product", "test"}:
            continue
        words, test = _words(file), ("test",) if file.zone == "test" else ()
        for cut in range(1 if test else min(LONGEST_KIND, len(words) - 1) + 1):
            kept = len(words) - cut
            found.setdefault("".join(words[:kept]), []).append((words[kept:] or test, path))
    return found


def _words(file: File) -> Kind:
    bare = bare_words(file.path) if file.zone == "test" else None
    return singular_words("_".join(bare) if bare else file.path.rpartition("/")[2].partition(".")[0])


@remembered
def _rules(files: WorkspaceFiles, role: str) -> Mapping[Kind, FolderRules]:
    """Kind of counterpart → how far files of the role stand from theirs."""
    rules: dict[Kind, FolderRules] = {}
    for item in files.of_role(role):
        here = item.file.path.rpartition("/")[0]
        if item.weight < LEAST_WEIGHT or item.file.zone != "product":
            continue
        for kind, paths in _by_kind(files.index, _words(item.file), role).items():
            others = [path for path in paths if path != item.file.path]
            for path in others:
                rules.setdefault(kind, FolderRules()).vote(path.rpartition("/")[0], here, 1 / len(others))
    return rules


# ---- Tests

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
