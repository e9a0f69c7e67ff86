"""Folders for a new file, each with a score and its reasons: what is expected there, its role, its name, its neighbours."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence, Set
from typing import TYPE_CHECKING

from ...lists import counted
from ...naming import flat, singular_words
from ...per_index import per_index
from ..new_file.sequence import numbered_below, ordered_folders, ordered_role
from ..new_file.subject import Candidate, Subject
from ..recency import LATELY, changed_lately
from ..roles.feature_folders import feature_places, files_by_layout
from ..roles.roles import GENERIC_FOLDERS, WorkspaceFiles, folder_counts, role_words
from ..roles.tool_files import only_tool_files
from ..roles.word_places import folder_words
from .counterparts import counterpart_places
from .deep_layouts import deep_places
from .file_routes import route_places
from .layers import breaking, rules_here
from .mirrored_tests import by_mirror
from .missing_files import by_expectation, by_users, carries_role, users_of
from .opened_namespaces import by_opened
from .placement_by_name import by_name, said_by_layout
from .weights import Weights, weights_for

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["place"]

NAMED, HALF = 1.0, 0.5
"""How many files of the role a folder's name counts for that is the role's, beside the files that it holds."""
FORBIDDEN = 12.0
"""Cost of a place that a rule closes to those who wait for the file."""
IN_ORDER, OF_TOOLS = 9.0, 4.0
"""Cost of a folder of migrations for what is none, and of one that only tools read."""
OF_ANOTHER = 12.0
"""Cost of another feature's folder where each has its own."""
OF_HELPERS = 0.3
"""How much of a home for a new test the folder of what tests share is."""
RECENT, LIVELY = 0.5, 0.3
"""What it counts that all files of a folder were changed lately, and from which share on that is told."""


def place(index: Index, subject: Subject, files: WorkspaceFiles) -> list[Candidate]:
    """Candidate folders, best first; only folders that exist and hold hand-written files, and those that an import expects."""
    found = {folder: Candidate(folder) for folder in files.by_folder}
    of_role = [] if subject.is_test or subject.is_module else files_by_layout(files, subject.role)
    held = folder_counts(of_role)
    weights = weights_for(subject)
    tools = _of_tools(index, files)
    _by_prior(found, files, subject, held, weights)
    for folder in tools & found.keys():
        found[folder].score -= OF_TOOLS
    _by_sequence(index, found, subject)
    if subject.is_module:
        _by_source_root(index, found, tools, weights)
    else:
        _by_role(found, files, subject, held, weights)
    by_name(found, files, subject, weights)
    _by_feature(found, files, subject, weights)
    _by_counterpart(index, found, files, subject, weights)
    carried = carries_role(files, subject)
    users = users_of(index, subject, carried=carried)
    by_users(found, users, weights)
    by_opened(index, found, users)
    by_mirror(index, found, files, subject, weights)
    waiting = by_expectation(index, found, subject, weights, carried=carried)
    _by_layers(index, found, sorted({*users, *waiting}))
    _by_recency(index, found, files)
    known = _top_folders(index)
    ranked = [item for item in found.values() if _allowed(item.folder, known, subject)]
    return sorted(ranked, key=lambda item: (-round(item.score, 6), item.folder.count("/"), item.folder))


@per_index
def _top_folders(index: Index) -> Set[str]:
    return {path.partition("/")[0] for path in index.files if "/" in path}


def _by_recency(index: Index, found: Mapping[str, Candidate], files: WorkspaceFiles) -> None:
    """Folders that have other reasons and whose files of the language were changed lately, as far as they were."""
    lately = changed_lately(index)
    for folder, members in files.by_folder.items():
        count = sum(file.path in lately for file in members)
        if count and found[folder].reasons:
            share = count / len(members)
            reason = f"{count} of its files changed in the last {LATELY} commits" if share >= LIVELY else ""
            found[folder].add(RECENT * share, reason)


def _allowed(folder: str, known: Set[str], subject: Subject) -> bool:
    """Inside the package, and in no top-level folder that is not among the `known` ones."""
    if subject.package and not f"{folder}/".startswith(f"{subject.package}/"):
        return False
    return not folder or folder.partition("/")[0] in known


def _by_prior(
    found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject, held: Mapping[str, float], weights: Weights
) -> None:
    """Tests stay with tests, what is aside with its like, unless the role is `held` there; and how many files a folder has."""
    for folder, members in files.by_folder.items():
        tests, others = files.strangers[folder]
        strange = tests
        if subject.is_test:  # where tests stand beside sources no folder of sources is strange
            strange = (1 - tests) * (1 - files.test_rules.beside) + tests * (1 - OF_HELPERS) * (
                folder in files.helper_folders
            )
        size = weights.size * math.log2(1 + len(members))
        found[folder].add(size, f"{counted(len(members), 'file')} of the language" if size > 0 else "")
        found[folder].score -= strange * (weights.strange_held if folder in held else weights.strange)
        found[folder].score -= others * (weights.aside_held if folder in held or tests else weights.aside)


def _by_sequence(index: Index, found: Mapping[str, Candidate], subject: Subject) -> None:
    """Migrations and their like are only for the next one, and what is called so without an order is for their tools."""
    role = role_words(subject.role)
    if ordered_role(role):
        for folder in numbered_below(
            index, [name for name in found if singular_words(name.rpartition("/")[2]) == role]
        ):
            found[folder].score -= IN_ORDER
        return
    for folder in ordered_folders(index):
        if folder in found and singular_words(folder.rpartition("/")[2]) != role:
            found[folder].score -= IN_ORDER


def _of_tools(index: Index, files: WorkspaceFiles) -> Set[str]:
    """Folders that hold nothing of the language but what tools ask for (`Rakefile`, `vite.config.ts`)."""
    return {
        folder for folder, members in files.by_folder.items() if only_tool_files(index, (file.path for file in members))
    }


def _by_role(
    found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject, held: Mapping[str, float], weights: Weights
) -> None:
    """How likely a file of the role stands in a folder, where it may also be the first of its role.

    After Good and Turing, the chance that the next one is in a folder without any is the share of those that are alone in
    theirs: near 0 where one folder holds a layer, near 1 where each feature has its own.
    """
    holding = {folder: weight for folder, weight in held.items() if folder in found}
    role = role_words(subject.role)
    for folder in files.by_folder:
        called = not subject.is_test and folder_words(folder.rpartition("/")[2]) == role
        if called and files.strangers[folder][0] <= HALF:
            holding[folder] = holding.get(folder, 0.0) + NAMED
    total = sum(holding.values())
    if not total:
        return
    alone = sum(min(weight, 1.0) for folder, weight in holding.items() if 0 < held.get(folder, weight) <= 1.0)
    fresh = (alone + 0.5) / (total + 1.0)
    base = math.log2(fresh / len(found))
    for folder, weight in holding.items():
        gain = math.log2((1 - fresh) * weight / total + fresh / len(found)) - base
        size = len(files.by_folder.get(folder, ()))
        named = folder_words(folder.rpartition("/")[2]) == role
        found[folder].add(
            weights.role * gain,
            f"its name is the role: {folder.rpartition('/')[2]}"
            if named
            else f"holds files of the role among its {size}",
        )


def _by_feature(found: dict[str, Candidate], files: WorkspaceFiles, subject: Subject, weights: Weights) -> None:
    """Where each feature has a folder with a file of the role, a new one gets its own beside them; of a migration's the date is a part."""
    if subject.is_test or subject.is_module or ordered_role(role_words(subject.role)):
        return
    ways = (feature_places, deep_places, route_places)
    for place_ in (place_ for way in ways for place_ in way(files, subject.role, subject.words)):
        if place_.folder not in found:
            found[place_.folder] = Candidate(place_.folder, said_by_layout(files, place_.folder, subject, weights))
        candidate = found[place_.folder]
        if not candidate.stem:
            candidate.stem, candidate.extension = place_.stem, place_.extension
        candidate.score += weights.feature * place_.odds
        candidate.reasons.insert(0, place_.reason)
        for folder in place_.others & found.keys():
            found[folder].score -= OF_ANOTHER


def _by_counterpart(
    index: Index, found: Mapping[str, Candidate], files: WorkspaceFiles, subject: Subject, weights: Weights
) -> None:
    """As far from what has the name as the other files of the role stand from theirs."""
    if subject.is_test or subject.is_module:
        return
    for place_ in counterpart_places(index, files, subject.role, subject.words):
        if place_.folder in found:
            found[place_.folder].add(
                weights.counterpart * place_.share, f"goes with {place_.counterpart} as others of the role do"
            )


def _by_source_root(index: Index, found: Mapping[str, Candidate], tools: Set[str], weights: Weights) -> None:
    roots = _package_roots(index)
    for folder in found.keys() - tools:
        last = flat(folder.rpartition("/")[2])
        if last in GENERIC_FOLDERS or last in flat(index.root.name) or folder in roots:
            found[folder].add(weights.role, "a source root")


def _package_roots(index: Index) -> set[str]:
    from ...workspace.workspace_packages import package_directories

    roots = set(package_directories(index))
    return roots | {f"{root}/src".strip("/") for root in roots} | {f"{root}/lib".strip("/") for root in roots}


def _by_layers(index: Index, found: Mapping[str, Candidate], users: Sequence[str]) -> None:
    """Folders that those who wait for the file may not import from, by a rule of the workspace."""
    rules = rules_here(index) if users else ()
    for folder, candidate in found.items() if rules else ():
        broken = next(breaking(rules, users, f"{folder}/new".lstrip("/")), None)
        if broken:
            candidate.score -= FORBIDDEN
            candidate.reasons.insert(0, f"rule {broken[0]!r} forbids {broken[1]} to import from here")
