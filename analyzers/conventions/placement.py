"""Folders for a new file, each with a score and its reasons: what is expected there, its role, its name, its neighbours."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Container, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .declared_rules import rules_here
from .feature_folders import feature_places, files_by_layout, layouts_of, without_role
from .layers import against_the_flow, breaking
from .missing_files import expected_places, undefined_users
from .naming import flat, singular, singular_words, split_words, stem_of
from .recency import LATELY, lately_by_folder
from .roles import GENERIC_FOLDERS, WorkspaceFiles, folder_counts, role_words
from .test_placement import bare_words, is_test

if TYPE_CHECKING:
    from ...indexer.index import File, Index

__all__ = ["Candidate", "Subject", "place"]

EXPECTED, MIRRORED, NAME, USERS, PRIOR = 6.0, 6.0, 0.9, 1.2, 0.35
"""How much each kind of evidence weighs, in units of one doubling of the odds."""
ROLE = 1.1
"""What a doubling of the odds by role counts for: files of one role are no independent witnesses."""
NAMED = 1.0
"""As many files of the role as a folder named after it is worth beside those it holds."""
STRANGE, ASIDE, OTHER_KIND = 6.0, 3.0, 1.5
"""Cost of a test among sources and the other way round, of examples and docs, and of the former where the role is held there."""
FORBIDDEN, UPSTREAM = 12.0, 1.5
"""Cost of a place that a rule closes to those who wait for the file, and of one that imports have so far run away from."""
BEGINNING, FEW_ALIKE, ALIKE = 5, 2, 0.5
"""Letters by which words are alike that are not the same, how many of a folder's names must be so, and what that counts."""
RECENT, LIVELY = 0.5, 0.3
"""What it counts that all files of a folder were changed lately, and from which share on that is told."""
ORPHANS = 0.4
"""What a doubling of the tests without a source in a folder counts for a test without one."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about.

    Attributes:
        role: as given (`service`, `test`, `module`).
        words: of the name, as written.
        languages: that the file may be in.
        package: directory that it belongs below; None for anywhere.
        description: free words.
    """

    role: str
    words: tuple[str, ...]
    languages: frozenset[str]
    package: str | None = None
    description: str = ""

    @property
    def is_test(self) -> bool:
        """It is a test."""
        return role_words(self.role)[-1:] in {("test",), ("spec",)}

    @property
    def is_module(self) -> bool:
        """It has no role that places or names it."""
        return role_words(self.role) == ("module",)

    @property
    def lower(self) -> tuple[str, ...]:
        """The name's words, lower case."""
        return tuple(word.lower() for word in self.words)


@dataclass(slots=True)
class Candidate:
    """A folder with its score, the reasons for it, and the stem that an import asks for ("" where none does)."""

    folder: str
    score: float = 0.0
    reasons: list[str] = field(default_factory=list)
    stem: str = ""

    def add(self, score: float, reason: str) -> None:
        """Counts a piece of evidence."""
        self.score += score
        if reason:
            self.reasons.append(reason)


def place(index: Index, subject: Subject, files: WorkspaceFiles) -> list[Candidate]:
    """Candidate folders, best first; only folders that exist and hold hand-written files, and those that an import expects."""
    found: dict[str, Candidate] = {}
    by_folder = files.by_folder
    for folder in by_folder:
        found[folder] = Candidate(folder)
    held = {} if subject.is_test or subject.is_module else folder_counts(files_by_layout(files, subject.role))
    _by_prior(found, by_folder, subject, held)
    _by_role(index, found, files, subject, held)
    _by_name(found, files, subject)
    _by_feature(found, files, subject)
    users = _users(index, subject)
    _by_users(found, users)
    _by_mirror(found, files, subject)
    waiting = _by_expectation(index, found, subject)
    _by_layers(index, found, sorted({*users, *waiting}))
    _by_recency(index, found, by_folder)
    known = {path.partition("/")[0] for path in index.files if "/" in path}
    ranked = [candidate for candidate in found.values() if _allowed(candidate.folder, known, subject)]
    return sorted(
        ranked, key=lambda candidate: (-round(candidate.score, 6), candidate.folder.count("/"), candidate.folder)
    )


def _by_recency(index: Index, found: Mapping[str, Candidate], by_folder: Mapping[str, Sequence[File]]) -> None:
    """Folders whose files were changed lately, as far as they were."""
    for folder, count in lately_by_folder(index).items():
        if folder in found and by_folder.get(folder):
            share = min(1.0, count / len(by_folder[folder]))
            reason = f"{count} of its files changed in the last {LATELY} commits" if share >= LIVELY else ""
            found[folder].add(RECENT * share, reason)


def _allowed(folder: str, known: Set[str], subject: Subject) -> bool:
    """Inside the package, and in no top-level folder that is not among the `known` ones."""
    if subject.package and not f"{folder}/".startswith(f"{subject.package}/"):
        return False
    return not folder or folder.partition("/")[0] in known


def _by_prior(
    found: Mapping[str, Candidate],
    by_folder: Mapping[str, Sequence[File]],
    subject: Subject,
    held: Mapping[str, float],
) -> None:
    """Folders with many files get one more likelier; tests stay with tests, unless the role is `held` on the other side."""
    for folder, members in by_folder.items():
        tests = sum(is_test(file) for file in members) / len(members)
        others = sum(file.zone in {"example", "docs", "fixture"} for file in members) / len(members)
        strange = 1 - tests if subject.is_test else tests
        found[folder].add(PRIOR * math.log2(1 + len(members)), f"{len(members)} files of the language")
        found[folder].score -= strange * (OTHER_KIND if folder in held else STRANGE)
        found[folder].score -= others * (OTHER_KIND if folder in held or tests else ASIDE)


def _by_role(
    index: Index, found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject, held: Mapping[str, float]
) -> None:
    """How likely a file of the role stands in a folder, where it may also be the first of its role.

    After Good and Turing, the chance that the next one is in a folder without any is the share of those that are alone in
    theirs: near 0 where one folder holds a layer, near 1 where each feature has its own.
    """
    if subject.is_module:
        _by_source_root(index, found)
        return
    weights = {folder: weight for folder, weight in held.items() if folder in found}
    role = role_words(subject.role)
    for folder in found:
        if not subject.is_test and singular_words(folder.rpartition("/")[2]) == role:
            weights[folder] = weights.get(folder, 0.0) + NAMED
    total = sum(weights.values())
    if not total:
        return
    alone = sum(min(weight, 1.0) for weight in weights.values() if weight <= 1.0)
    fresh = (alone + 0.5) / (total + 1.0)
    base = math.log2(fresh / len(found))
    for folder, weight in weights.items():
        gain = math.log2((1 - fresh) * weight / total + fresh / len(found)) - base
        size = len(files.by_folder.get(folder, ()))
        named = singular_words(folder.rpartition("/")[2]) == role
        found[folder].add(
            ROLE * gain,
            f"its name is the role: {folder.rpartition('/')[2]}"
            if named
            else f"holds files of the role among its {size}",
        )


def _by_feature(found: dict[str, Candidate], files: WorkspaceFiles, subject: Subject) -> None:
    """Where each feature has a folder with a file of the role, a new one gets its own beside them."""
    if subject.is_test or subject.is_module:
        return
    for place_ in feature_places(files, subject.role, subject.words):
        candidate = found.setdefault(place_.folder, Candidate(place_.folder))
        candidate.stem = candidate.stem or place_.stem
        candidate.score += place_.score
        candidate.reasons.insert(0, place_.reason)


def _by_source_root(index: Index, found: Mapping[str, Candidate]) -> None:
    roots = _package_roots(index)
    for folder, candidate in found.items():
        last = flat(folder.rpartition("/")[2])
        if last in GENERIC_FOLDERS or last in flat(index.root.name) or folder in roots:
            candidate.add(1.5, "a source root")


def _package_roots(index: Index) -> set[str]:
    from ..workspace.workspace_packages import package_directories

    roots = set(package_directories(index))
    return roots | {f"{root}/src".strip("/") for root in roots} | {f"{root}/lib".strip("/") for root in roots}


def _by_name(found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject) -> None:
    """Words that the name shares with a folder's path and with the names of its files; rare words say more.

    Where folders are features, one called as the role is not what a name that ends in it is about.
    """
    words = without_role(subject.lower, subject.role) if layouts_of(files, subject.role) else subject.lower
    per_folder, documents = files.words_by_folder
    for word in dict.fromkeys(
        singular(word) for word in (*words, *(part.lower() for part in split_words(subject.description)))
    ):
        if not documents[word] and len(word) > BEGINNING:
            _by_beginning(found, files, word[:BEGINNING])
            continue
        rarity = math.log2(1 + len(per_folder) / (1 + documents[word]))
        for folder, (inside, path) in per_folder.items():
            if word in path:
                found[folder].add(NAME * rarity * 0.8, f"'{word}' in its path")
            if inside[word]:
                share = inside[word] / len(files.by_folder[folder])
                found[folder].add(
                    NAME * rarity * (0.35 + 0.65 * share), f"'{word}' in the names of {inside[word]} of its files"
                )


def _by_beginning(found: Mapping[str, Candidate], files: WorkspaceFiles, beginning: str) -> None:
    """A word that no name has, run together of several: folders of which several names begin as it does (`helloworld`, `hellotimer`)."""
    per_folder, _ = files.words_by_folder
    counts = {
        folder: sum(count for word, count in inside.items() if word.startswith(beginning))
        for folder, (inside, _) in per_folder.items()
    }
    alike = {folder: count for folder, count in counts.items() if count >= FEW_ALIKE}
    rarity = math.log2(1 + len(per_folder) / (1 + len(alike)))
    for folder, count in alike.items():
        share = min(1.0, count / len(files.by_folder[folder]))
        found[folder].add(
            ALIKE * rarity * (0.35 + 0.65 * share), f"the names of {count} of its files begin with '{beginning}'"
        )


def _users(index: Index, subject: Subject) -> list[str]:
    """Product files that use the name although nothing defines it; a test is used by none."""
    if subject.is_test:
        return []
    words = subject.words if subject.is_module else (*subject.words, *split_words(subject.role))
    users = undefined_users(index, words) or undefined_users(index, subject.words)
    return [path for path in users if index.files[path].zone != "test"]


def _by_users(found: Mapping[str, Candidate], users: Sequence[str]) -> None:
    """Folders whose files wait for the name: neighbours of what is missing."""
    for folder, count in Counter(path.rpartition("/")[0] for path in users).items():
        if folder in found:
            found[folder].add(
                USERS * math.log2(1 + count), f"{count} of its files use the name, which nothing defines yet"
            )


def _by_layers(index: Index, found: Mapping[str, Candidate], users: Sequence[str]) -> None:
    """Folders that those who wait for the file may not import from, by a rule of the workspace or by the way its imports run."""
    if not users:
        return
    upstream, rules = against_the_flow(index, users), rules_here(index)
    for folder, candidate in found.items():
        broken = next(breaking(rules, users, f"{folder}/new".lstrip("/")), None)
        if broken:
            candidate.score -= FORBIDDEN
            candidate.reasons.insert(0, f"rule {broken[0]!r} forbids {broken[1]} to import from here")
        elif folder in upstream:
            candidate.score -= UPSTREAM
            candidate.reasons.insert(
                0, f"it imports from {upstream[folder]}, which never imports from it and would have to"
            )


def _by_mirror(found: dict[str, Candidate], files: WorkspaceFiles, subject: Subject) -> None:
    """Tests go where the tests of their source's neighbours are; without a source of that name, of sources that share its words."""
    if not subject.is_test:
        return
    tests, sources = files.tests_and_sources
    wanted = "".join(subject.lower)
    same = [(source, 1.0) for source in sources if flat(stem_of(source.path).stem) == wanted]
    for source, likeness in same[:5] or _alike(sources, subject):
        for folder, share in files.test_rules.places(source.path):
            candidate = found.get(folder) or (found.setdefault(folder, Candidate(folder)) if share > 0.5 else None)
            if candidate is not None:
                where = source.path.rpartition("/")[0] or "the root"
                if share > 0.5:
                    candidate.score += STRANGE * likeness * _share_of_sources(files.by_folder.get(folder, ()))
                candidate.add(
                    MIRRORED * share * likeness,
                    f"tests of {where} stand there ({share:.0%} of the votes of tests with a source)",
                )
    if not same:
        _by_neighbour_tests(found, tests, _orphans(tests, sources, found), subject)


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
    """Folder → how many of its tests have no source of their name."""
    names = {flat(stem_of(source.path).stem) for source in sources}
    folders = (test.path.rpartition("/")[0] for test in tests if "".join(bare_words(test.path)) not in names)
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
            found[folder].add(0.4 * len(shared) / len(wanted), "")


def _by_expectation(index: Index, found: dict[str, Candidate], subject: Subject) -> list[str]:
    """Folders that an import of the missing file names; returns the files with such imports."""
    role = split_words(subject.role)
    name, with_role = flat("".join(subject.words)), flat("".join((*subject.words, *role)))
    names = [f"test{name}", f"{name}test", f"{name}tests", f"{name}spec"] if subject.is_test else [name, with_role]
    places = expected_places(index, names, subject.languages)
    for expected in places:
        candidate = found.setdefault(expected.folder, Candidate(expected.folder))
        first = not candidate.stem
        candidate.stem = candidate.stem or expected.stem
        place = f"{expected.evidence['path']}:{expected.evidence.get('line', 1)}"
        candidate.add(EXPECTED if first else 0.3, f"{place} imports it from there already" if first else "")
    return [expected.evidence["path"] for expected in places]
