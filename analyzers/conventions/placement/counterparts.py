"""Where a file goes that has counterparts: `PageFactory` is made for `Page`, `InboxViewModel` for `InboxScreen`.

Learned as the place of tests is: each file of the role that has a counterpart of some kind votes for the way their folders differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ...naming import singular, singular_words
from ...per_index import per_index, remembered
from ..roles.role_words import role_words, without_role
from ..roles.test_placement import FolderRules, bare_words

if TYPE_CHECKING:
    from ....indexer.index import File, Index
    from ..roles.roles import WorkspaceFiles

__all__ = ["counterpart_places"]

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
