"""Folders for a new file, each with a score and its reasons: what is expected there, its role, its name, its neighbours."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ...lists import counted
from ...naming import flat, singular_words, stem_of
from ...workspace.history import LATELY, changed_lately
from ...workspace.workspace_packages import package_directories
from ..new_file.sequence import numbered_below, ordered_folders, ordered_role
from ..roles.feature_folders import feature_places, files_by_layout
from ..roles.folders import fetched_folders, folders_of, only_tool_files
from ..roles.role_words import folder_words
from ..roles.roles import GENERIC_FOLDERS, role_words
from ..roles.test_placement import is_test
from .counterparts import by_mirror, counterpart_places
from .deep_layouts import deep_places
from .file_routes import route_places
from .placement_by_name import by_name, said_by_layout
from .sought import Sought
from .waiting import by_waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Set

    from ....indexer.index import Index
    from ..new_file.subject import Candidate, Subject
    from ..roles.roles import WorkspaceFiles

__all__ = ["place"]

NAMED, HALF = 1.0, 0.5
"""How many files of the role a folder's name counts for that is the role's, beside the files that it holds."""
IN_ORDER, OF_TOOLS = 9.0, 4.0
"""Cost of a folder of migrations for what is none, and of one that only tools read or fill."""
OF_ANOTHER = 12.0
"""Cost of another feature's folder where each has its own."""
OF_HELPERS = 0.3
"""How much of a home for a new test the folder of what tests share is."""
RECENT, LIVELY = 0.5, 0.3
"""What it counts that all files of a folder were changed lately, and from which share on that is told."""


def place(index: Index, subject: Subject, files: WorkspaceFiles) -> list[Candidate]:
    """Candidate folders, best first; only folders that exist and hold hand-written files, and those that an import expects."""
    sought = Sought(index, subject, files)
    held: dict[str, float] = {}
    for item in [] if subject.is_test or subject.is_module else files_by_layout(files, subject.role):
        folder = item.file.path.rpartition("/")[0]
        held[folder] = held.get(folder, 0.0) + item.weight
    tools = {
        folder for folder, members in files.by_folder.items() if only_tool_files(index, (file.path for file in members))
    }
    _by_prior(sought, held)
    for folder in (*tools, *fetched_folders(index, files.by_folder)):
        sought.add(folder, -OF_TOOLS)
    _by_sequence(sought)
    if subject.is_module:
        _by_source_root(sought, tools)
    else:
        _by_role(sought, held)
    by_name(sought)
    if subject.is_test:
        by_mirror(sought)
    elif not subject.is_module:
        _by_feature(sought)
        _by_counterpart(sought)
    by_waiting(sought)
    _by_recency(sought)
    known = folders_of(index)
    ranked = [item for item in sought.found.values() if _allowed(item.folder, known, subject)]
    return sorted(ranked, key=lambda item: (-round(item.score, 6), item.folder.count("/"), item.folder))


def _allowed(folder: str, known: Set[str], subject: Subject) -> bool:
    """Inside the package, and in no top-level folder that is not among the `known` ones."""
    if subject.package and not f"{folder}/".startswith(f"{subject.package}/"):
        return False
    return not folder or folder.partition("/")[0] in known


def _by_prior(sought: Sought, held: Mapping[str, float]) -> None:
    """Tests stay with tests, what is aside with its like, unless the role is `held` there; and how many files a folder has."""
    files, weights, among = sought.files, sought.weights, _share_in_tests(sought)
    for folder, members in files.by_folder.items():
        tests, others = files.strangers[folder]
        strange = tests * (1 - among)
        if sought.subject.is_test:  # where tests stand beside sources no folder of sources is strange
            helps = tests * (1 - OF_HELPERS) * (folder in files.helper_folders)
            strange = (1 - tests) * (1 - files.test_rules.beside) + helps
        size = weights.size * math.log2(1 + len(members))
        sought.add(folder, size, f"{counted(len(members), 'file')} of the language" if size > 0 else "")
        sought.add(folder, -strange * (weights.strange_held if folder in held else weights.strange))
        sought.add(folder, -max(0.0, 1 - tests - others) * among * weights.strange)
        sought.add(folder, -others * (weights.aside_held if folder in held or tests else weights.aside))


def _share_in_tests(sought: Sought) -> float:
    """How surely what is no test stands among them: as the files of its role do, or those whose names say `test` as its own does."""
    files, subject = sought.files, sought.subject
    alike = [] if subject.is_test or subject.is_module else [item.file for item in files_by_layout(files, subject.role)]
    if "test" in subject.lower and not subject.is_test:
        before, after, _ = files.test_naming or ("", "", "")
        named = [(file, stem_of(file.path).stem) for file, _ in files.speaking({"test"})]
        alike = [file for file, stem in named if not (stem.startswith(before) and stem.endswith(after))]
    elif not all(map(is_test, alike)):
        return 0.0
    return sum(map(is_test, alike)) / (len(alike) + 1)


def _by_sequence(sought: Sought) -> None:
    """Migrations and their like are only for the next one, and what is called so without an order is for their tools."""
    role = role_words(sought.subject.role)
    called = [folder for folder in sought.found if singular_words(folder.rpartition("/")[2]) == role]
    is_ordered = ordered_role(role)
    for folder in numbered_below(sought.index, called) if is_ordered else ordered_folders(sought.index) - {*called}:
        sought.add(folder, -IN_ORDER)


def _by_source_root(sought: Sought, tools: Set[str]) -> None:
    packages = package_directories(sought.index)
    roots = {f"{package}{inner}".strip("/") for package in packages for inner in ("", "/src", "/lib")}
    for folder in sought.found.keys() - tools:
        last = flat(folder.rpartition("/")[2])
        if last in GENERIC_FOLDERS or last in flat(sought.index.root.name) or folder in roots:
            sought.add(folder, sought.weights.role, "a source root")


def _by_role(sought: Sought, held: Mapping[str, float]) -> None:
    """How likely a file of the role stands in a folder, where it may also be the first of its role.

    After Good and Turing, the chance that the next one is in a folder without any is the share of those that are alone in
    theirs: near 0 where one folder holds a layer, near 1 where each feature has its own.
    """
    files, role, count = sought.files, role_words(sought.subject.role), len(sought.found)
    called = {folder for folder in files.by_folder if folder_words(folder.rpartition("/")[2]) == role}
    holding = {folder: weight for folder, weight in held.items() if folder in sought.found}
    for folder in files.by_folder:
        if folder in called and not sought.subject.is_test and files.strangers[folder][0] <= HALF:
            holding[folder] = holding.get(folder, 0.0) + NAMED
    total = sum(holding.values())
    if not total:
        return
    alone = sum(min(weight, 1.0) for folder, weight in holding.items() if 0 < held.get(folder, weight) <= 1.0)
    fresh = (alone + 0.5) / (total + 1.0)
    base = math.log2(fresh / count)
    for folder, weight in holding.items():
        gain = math.log2((1 - fresh) * weight / total + fresh / count) - base
        name, size = folder.rpartition("/")[2], len(files.by_folder.get(folder, ()))
        reason = f"its name is the role: {name}" if folder in called else f"holds files of the role among its {size}"
        sought.add(folder, sought.weights.role * gain, reason)


def _by_feature(sought: Sought) -> None:
    """Where each feature has a folder with a file of the role, a new one gets its own beside them; of a migration's the date is a part."""
    subject, files, found = sought.subject, sought.files, sought.found
    ways = () if ordered_role(role_words(subject.role)) else (feature_places, deep_places, route_places)
    for place_ in (place_ for way in ways for place_ in way(files, subject.role, subject.words)):
        if place_.folder not in found:
            sought.opened(place_.folder).score = said_by_layout(sought, place_.folder)
        candidate = found[place_.folder]
        if not candidate.stem:
            candidate.stem, candidate.extension = place_.stem, place_.extension
        candidate.score += sought.weights.feature * place_.odds
        candidate.reasons.insert(0, place_.reason)
        for folder in place_.others:
            sought.add(folder, -OF_ANOTHER)


def _by_counterpart(sought: Sought) -> None:
    """As far from what has the name as the other files of the role stand from theirs."""
    subject = sought.subject
    for folder, share, counterpart in counterpart_places(sought.files, subject.role, subject.words):
        worth = sought.weights.counterpart * share
        sought.add(folder, worth, f"goes with {counterpart} as others of the role do")


def _by_recency(sought: Sought) -> None:
    """Folders that have other reasons and whose files of the language were changed lately, as far as they were."""
    lately = changed_lately(sought.index)
    for folder, members in sought.files.by_folder.items():
        count = sum(file.path in lately for file in members)
        share = count / len(members)
        if count and sought.found[folder].reasons:
            reason = f"{count} of its files changed in the last {LATELY} commits" if share >= LIVELY else ""
            sought.add(folder, RECENT * share, reason)
