"""safe_location: where a new file goes and how it is named, by this workspace's own conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..errors import InvalidParameterError
from .conventions.naming import flat, split_words, stem_of
from .conventions.new_file.companions import companions_of
from .conventions.new_file.file_extensions import extensions_by_shape
from .conventions.new_file.file_naming import FileNaming, Population, naming_for
from .conventions.new_file.ignored_paths import is_ignored
from .conventions.new_file.language_choice import languages_for
from .conventions.new_file.sequence import Step, in_sequence, next_step, ordered_role
from .conventions.new_file.subject import Candidate, Subject
from .conventions.placement.customs import by_custom, shows_nothing
from .conventions.placement.file_routes import routed_by_files
from .conventions.placement.layers import rules_of
from .conventions.placement.placement import place
from .conventions.roles.feature_folders import layouts_of
from .conventions.roles.folders import paths_by_folder
from .conventions.roles.roles import RoleFile, WorkspaceFiles, role_words, workspace_files
from .conventions.roles.test_placement import is_test
from .workspace.package_choice import choose_package

if TYPE_CHECKING:
    from collections.abc import Container
    from typing import Any

    from ..answers import Companion, Duplicate, Location, SuggestedLocation
    from ..indexer.index import File, Index

__all__ = ["answer"]

SUGGESTED = 5
TAKEN = 3.0
"""What it costs a folder that it has a file of the name already: another one of the name goes elsewhere."""
LONGEST_NAME = 100
"""A file system takes 255 bytes a name, and conventions add to it."""
FEW, BY_FEW = 3, 0.65
"""Of fewer files of the role than these nobody learns much: the confidence stays below this."""
UNSURE = 0.35
"""The confidence of a place that only custom proves."""


def answer(
    index: Index, *, file_type: str, name: str, description: str | None, language: str | None, package: str | None
) -> Location:
    """See CONTRACT: `safe_location`.

    Raises:
        InvalidParameterError: a name without letters, an unknown language or package.
    """
    words = _words_of(name)
    languages = languages_for(index, language, file_type, name)
    files = workspace_files(index, frozenset(languages))
    routed = routed_by_files(files, file_type)
    role = file_type if routed else files.shown_role(file_type)
    subject = Subject(
        role,
        words,
        frozenset(languages),
        choose_package(index, package) if package else None,
        description or "",
        is_unknown=not (routed or files.of_role(role) or layouts_of(files, role)),
        modules_are_named=files.modules_are_named,
    )
    if empty := shows_nothing(index, subject, files):
        files = files if subject.package else workspace_files(index, frozenset())
    shown = [] if empty else place(index, subject, files)[: SUGGESTED * 2]
    candidates = shown or by_custom(index, subject, languages[0])
    suggestions = _suggestions(index, subject, files, candidates, languages[0])
    path, _, naming, step, taken = suggestions[0]
    members = _members(files, subject)
    found: Location = {
        "recommended_path": path,
        "suggested_locations": [item.shown(suggestions[0].odds) for item in suggestions[:SUGGESTED]],
        "naming_convention": naming.convention,
        "extension": naming.extension,
        "companions": companions_of(index, path, subject, [item.file.path for item in members]),
        "conflicts": _conflicts(index, path, taken),
        "duplicates": _duplicates(index, name),
        "safe": path not in index.files and not is_ignored(index, path),
        "confidence": _confidence(candidates, FEW if subject.is_test or subject.is_module or step else len(members)),
    }
    if step:
        found["companions"] += [_beside(path, other) for other in step.nested[1:]]
        found["sequence"] = {"after": step.last, "note": step.note}
    if rules := rules_of(index, path):
        found["rules"] = rules
    return found


def _words_of(name: str) -> tuple[str, ...]:
    words = tuple(split_words(name.rpartition("/")[2]))
    if not words or not any(word[0].isalpha() for word in words):
        raise InvalidParameterError(
            f"name must have letters: {name!r}. Give what the file is about, such as 'user profile'"
        )
    if len(name) > LONGEST_NAME:
        raise InvalidParameterError(f"name has {len(name)} characters: give one of at most {LONGEST_NAME}")
    return words


def _beside(path: str, name: str) -> Companion:
    return {"kind": "beside", "path": f"{path.rpartition('/')[0]}/{name}", "exists": False}


class Suggestion(NamedTuple):
    """A place with its name, and the sequence that it continues."""

    path: str
    candidate: Candidate
    naming: FileNaming
    step: Step | None
    taken: str
    """What has the name there already, so that this one got a number; "" where nothing has."""

    @property
    def odds(self) -> float:
        """How likely it is, in doublings."""
        return self.candidate.score - TAKEN * bool(self.taken)

    def shown(self, best: float) -> SuggestedLocation:
        """As the answer gives it: the score tells how likely it is beside the best one, which has 1."""
        reasons = [self.step.note, *self.candidate.reasons] if self.step else self.candidate.reasons
        return {"path": self.path, "score": round(2 ** (self.odds - best), 3), "reasons": reasons[:4]}


def _suggestions(
    index: Index, subject: Subject, files: WorkspaceFiles, candidates: list[Candidate], language: str
) -> list[Suggestion]:
    members = _members(files, subject)
    role_files = [file for file in files.main if is_test(file)] if subject.is_test else [item.file for item in members]
    by_folder = any(item.how == "folder" and item.weight > 0.8 for item in members)
    source = _tested_stem(files, subject) if subject.is_test else ""
    everywhere = extensions_by_shape(files)
    of_role, population = {file.path for file in role_files}, Population(role_files or files.main)
    workspace = Population(files.main)
    found: dict[str, Suggestion] = {}
    left_out: dict[str, Suggestion] = {}
    for candidate in candidates:
        siblings = Population(_siblings(files, candidate.folder, subject, of_role))
        naming = naming_for(
            subject,
            candidate.folder,
            siblings,
            population,
            language,
            named_by_folder=by_folder,
            source=source,
            everywhere=everywhere,
            workspace=workspace,
        )
        ordered = ordered_role(role_words(subject.role))
        step = next_step(index, candidate.folder, naming.extension, ordered=ordered, name="_".join(subject.lower))
        naming = _as_asked(candidate, naming)
        path = f"{candidate.folder}/{naming.stem}{naming.extension}".lstrip("/")
        natural = path
        if step is not None:
            path, naming = in_sequence(step, candidate.folder, naming, subject.words)
        elif not index.is_free(path):
            path = _free(index, candidate.folder, naming)
        kept = left_out if is_ignored(index, path) else found
        kept.setdefault(
            path, Suggestion(path, candidate, naming, step, natural if natural != path and step is None else "")
        )
    return sorted((found or left_out).values(), key=lambda item: -round(item.odds, 6))


def _as_asked(candidate: Candidate, naming: FileNaming) -> FileNaming:
    """The name by which a layout has the file, or an import asks for it, where one does."""
    if not candidate.stem or "/" in candidate.stem or candidate.stem == naming.stem:
        return naming
    convention = (
        f"{candidate.stem}{naming.extension}: {candidate.reasons[0]}" if candidate.reasons else naming.convention
    )
    return naming._replace(stem=candidate.stem, convention=convention)


def _members(files: WorkspaceFiles, subject: Subject) -> list[RoleFile]:
    """The files of the role; a test's are told by their zone, and a module has none."""
    return [] if subject.is_test or subject.is_module else files.of_role(subject.role)


def _tested_stem(files: WorkspaceFiles, subject: Subject) -> str:
    """The stem of the source that the test is for, as it is written; "" where none has the name."""
    wanted = "".join(subject.lower)
    stems = (stem_of(file.path).stem for file in files.main if file.zone == "product")
    return next((stem for stem in stems if flat(stem) == wanted), "")


def _siblings(files: WorkspaceFiles, folder: str, subject: Subject, of_role: Container[str]) -> list[File]:
    """Files of the folder, only those of the role where the folder has any."""
    here = files.by_folder.get(folder, [])
    chosen = [file for file in here if file.path in of_role]
    return chosen or [file for file in here if is_test(file) == subject.is_test] or here


def _free(index: Index, folder: str, naming: FileNaming) -> str:
    """A path that nothing has yet: the name with a number."""
    core, dot, tail = naming.stem.partition(".")
    for number in range(2, 1000):
        path = f"{folder}/{core}{number}{dot}{tail}{naming.extension}".lstrip("/")
        if index.is_free(path):
            return path
    raise InvalidParameterError(f"no free name for {naming.stem!r} in {folder or '.'}. Give another name")


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


def _duplicates(index: Index, name: str) -> list[Duplicate]:
    """What exists of that name already, by `check_duplicates`."""
    from .check_duplicates import answer as check

    found = check(
        index, name=name, type="any", paths=None, code=None, staged=False, min_tokens=50, threshold=0.7, limit=5
    )
    return found["duplicates"]


def _confidence(candidates: list[Candidate], shown: int) -> float:
    """How far the best place stands before the next: a lead of three doublings is as sure as it gets.

    A role that the workspace does not have yet (`shown` is 0) is a guess, unless an import asks for the file.
    """
    best = candidates[0]
    if not best.reasons or best.score <= 0 or not (shown or best.stem):
        return UNSURE
    lead = best.score - (candidates[1].score if len(candidates) > 1 else 0.0)
    return round(min(0.95 if shown >= FEW or best.stem else BY_FEW, 0.5 + lead * 0.15), 2)
