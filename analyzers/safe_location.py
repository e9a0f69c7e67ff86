"""safe_location: where a new file goes and how it is named, by this workspace's own conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clones.by_name.duplicates import by_name
from .conventions.new_file.companions import companions_of
from .conventions.new_file.ignored_paths import is_ignored
from .conventions.placement.layers import rules_of
from .conventions.placement.suggestions import suggest
from .conventions.roles.folders import paths_by_folder
from .conventions.roles.role_words import HELPERS, role_words, synonyms
from .naming import singular_words, stem_of
from .workspace.history import history
from .workspace.test_files import test_files

if TYPE_CHECKING:
    from typing import Any

    from ..answers import Duplicate, Location
    from ..indexer.index import Index
    from .conventions.new_file.subject import Candidate
    from .conventions.roles.roles import RoleFile

__all__ = ["answer"]

FEW, BY_FEW = 3, 0.65
"""With fewer files of the role than this there is little to learn from: the confidence stays below that."""
UNSURE = 0.35
"""The confidence of a place that only custom proves."""
UNTOLD = 0.5
"""The confidence of a place for what only helps, where no folder is called as it: such files stand wherever they are used."""
NAMESAKES = 5


def answer(
    index: Index, *, file_type: str, name: str, description: str | None, language: str | None, package: str | None
) -> Location:
    """See CONTRACT: `safe_location`.

    Raises:
        InvalidParameterError: a name without letters, an unknown language or package.
    """
    handlers: set[str] = set()
    if role_words(file_type) == ("api", "endpoint"):
        from .conventions.patterns.by_code import by_route

        handlers = {member.file.path for member in by_route(index)}
    found = suggest(index, file_type, name, description, language, package, handlers)
    subject, members = found.subject, found.members
    path, _, naming, step, taken = found.places[0]
    shown = (
        FEW
        if subject.is_test or subject.is_module or step
        else sum(item.file.zone == "product" for item in members) or len(members)
    )
    if subject.is_test:  # of a folder with a single test nobody learns more than of a role with one file
        shown = len(paths_by_folder(index).get(path.rpartition("/")[0], ())) or FEW
    confidence = _confidence(found.candidates, shown)
    holder = _holder(path, members, subject.role)
    if holder or _helps_anywhere(path, subject.role):
        confidence = min(confidence, UNTOLD)
    location: Location = {
        "recommended_path": path,
        "suggested_locations": found.shown(confidence),
        "naming_convention": naming.convention,
        "extension": naming.extension,
        "companions": companions_of(index, path, subject, [item.file.path for item in members]),
        "conflicts": [*holder, *_conflicts(index, path, taken)],
        "duplicates": _namesakes(index, name, is_test=subject.is_test),
        "safe": path not in index.files and not is_ignored(index, path),
        "confidence": confidence,
    }
    if gap := history(index).gap:
        location["coverage"] = f"what was worked on lately does not count: {gap}"
    if step:
        folder = path.rpartition("/")[0]
        others = [f"{folder}/{other}" for other in step.nested[1:]]
        location["companions"] += [{"kind": "beside", "path": other, "exists": False} for other in others]
        location["sequence"] = {"after": step.last, "note": step.note}
    if rules := rules_of(index, path):
        location["rules"] = rules
    return location


def _holder(path: str, members: list[RoleFile], role: str) -> list[dict[str, Any]]:
    """The file that is called as the role or another word for it (`models.py`), alone of the role in its folder, or as most of it are."""
    words, folder = {role_words(word) for word in (role, *synonyms(role))}, path.rpartition("/")[0]
    whole = [item.file.path for item in members if singular_words(stem_of(item.file.path).stem) in words]
    here = [item.file.path for item in members if item.file.path.rpartition("/")[0] == folder]
    is_custom = len(whole) * 2 > len(members)
    alike = f", as {len(whole)} of {len(members)} files do" if len(whole) > 1 else ""
    reason = f"has all of the role in its folder{alike}: see whether the new one belongs there"
    return [{"path": other, "reason": reason} for other in here if other in whole and (is_custom or here == [other])]


def _helps_anywhere(path: str, role: str) -> bool:
    """What is asked for only helps, and the folder is not called so: another word for it (`misc/`) means many things."""
    asked, folder = role_words(role)[-1:], path.rpartition("/")[0].rpartition("/")[2]
    return not HELPERS.isdisjoint(asked) and asked[0] not in singular_words(folder)


def _namesakes(index: Index, name: str, *, is_test: bool) -> list[Duplicate]:
    """What exists under the name already; beside a test only other tests, as the thing itself is what it tests."""
    found = by_name(index, name, "any", 0 if is_test else NAMESAKES)["duplicates"]
    rules = test_files(index)
    return [row for row in found if rules.is_test(row["path"])][:NAMESAKES] if is_test else found


def _conflicts(index: Index, path: str, taken: str) -> list[dict[str, Any]]:
    """What has the name already, or but for case or extension in the same folder, and would be shadowed or confused."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].lower()
    there = [{"path": taken, "reason": "has the name already: see whether the new one belongs there"}] if taken else []
    alike = [
        {"path": other, "reason": "same name but for case or extension"}
        for other in paths_by_folder(index).get(folder, ())
        if other.rpartition("/")[2].partition(".")[0].lower() == stem and other != taken
    ]
    return [*there, *alike][:10]


def _confidence(candidates: list[Candidate], shown: int) -> float:
    """How far the best place stands before the next: a lead of three doublings is as sure as it gets.

    A role that the workspace does not have yet (`shown` is 0) is a guess, unless an import asks for the file.
    """
    best = candidates[0]
    if not best.reasons or best.score <= 0 or not (shown or best.stem):
        return UNSURE
    lead = best.score - (candidates[1].score if len(candidates) > 1 else 0.0)
    return round(min(0.95 if shown >= FEW or best.stem else BY_FEW, 0.5 + lead * 0.15), 2)
