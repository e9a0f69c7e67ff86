"""safe_location: where a new file goes and how it is named, by this workspace's own conventions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidParameterError
from .conventions.companions import companions_of
from .conventions.file_naming import FileNaming, naming_for
from .conventions.language_choice import languages_for
from .conventions.naming import flat, split_words, stem_of
from .conventions.placement import Candidate, Subject, place
from .conventions.roles import WorkspaceFiles
from .conventions.test_placement import is_test
from .workspace.package_choice import choose_package

if TYPE_CHECKING:
    from typing import Any

    from ..answers import Duplicate, Location, SuggestedLocation
    from ..indexer.index import File, Index

__all__ = ["answer"]

SUGGESTED = 5
UNSURE = 0.35
"""The confidence of a place that only custom proves."""


def answer(
    index: Index, *, file_type: str, name: str, description: str | None, language: str | None, package: str | None
) -> Location:
    """See CONTRACT: `safe_location`.

    Raises:
        InvalidParameterError: a name without letters, an unknown language or package.
    """
    words = tuple(split_words(name.rpartition("/")[2]))
    if not words or not any(word[0].isalpha() for word in words):
        raise InvalidParameterError(
            f"name must have letters: {name!r}. Give what the file is about, such as 'user profile'"
        )
    languages = languages_for(index, language, file_type)
    subject = Subject(
        file_type, words, frozenset(languages), choose_package(index, package) if package else None, description or ""
    )
    files = WorkspaceFiles(index, subject.languages)
    candidates = place(index, subject, files)[: SUGGESTED * 2] or [
        Candidate("", 0.0, ["the workspace holds no file of the language yet"])
    ]
    suggestions = _suggestions(index, subject, files, candidates, languages[0])
    best, naming = suggestions[0]
    path = best["path"]
    return {
        "recommended_path": path,
        "suggested_locations": [suggestion for suggestion, _ in suggestions[:SUGGESTED]],
        "naming_convention": naming.convention,
        "extension": naming.extension,
        "companions": companions_of(index, path, subject),
        "conflicts": _conflicts(index, path),
        "duplicates": _duplicates(index, name),
        "safe": path not in index.files,
        "confidence": _confidence(candidates),
    }


def _suggestions(
    index: Index, subject: Subject, files: WorkspaceFiles, candidates: list[Candidate], language: str
) -> list[tuple[SuggestedLocation, FileNaming]]:
    members = [] if subject.is_test else files.of_role(subject.role)
    role_files = [file for file in files.main if is_test(file)] if subject.is_test else [item.file for item in members]
    by_folder = any(item.how == "folder" and item.weight > 0.8 for item in members)
    source = _tested_stem(files, subject) if subject.is_test else ""
    found: dict[str, tuple[SuggestedLocation, FileNaming]] = {}
    for candidate in candidates:
        siblings = _siblings(files, candidate.folder, subject, role_files)
        naming = naming_for(
            subject,
            candidate.folder,
            siblings,
            role_files or files.main,
            language,
            named_by_folder=by_folder,
            source=source,
        )
        stem = candidate.stem if candidate.stem and "/" not in candidate.stem else naming.stem
        path = f"{candidate.folder}/{stem}{naming.extension}".lstrip("/")
        if path in index.files or (index.root / path).exists():
            path = _free(index, candidate.folder, naming)
        found.setdefault(
            path, ({"path": path, "score": round(candidate.score, 2), "reasons": candidate.reasons[:4]}, naming)
        )
    return list(found.values())


def _tested_stem(files: WorkspaceFiles, subject: Subject) -> str:
    """The stem of the source that the test is for, as it is written; "" where none has the name."""
    wanted = "".join(subject.lower)
    stems = (stem_of(file.path).stem for file in files.main if file.zone == "product")
    return next((stem for stem in stems if flat(stem) == wanted), "")


def _siblings(files: WorkspaceFiles, folder: str, subject: Subject, role_files: list[File]) -> list[File]:
    """Files of the folder, only those of the role where the folder has any."""
    here = files.by_folder.get(folder, [])
    of_role = {file.path for file in role_files}
    chosen = [file for file in here if file.path in of_role]
    return chosen or [file for file in here if is_test(file) == subject.is_test] or here


def _free(index: Index, folder: str, naming: FileNaming) -> str:
    """A path that nothing has yet: the name with a number."""
    for number in range(2, 1000):
        path = f"{folder}/{naming.stem}{number}{naming.extension}".lstrip("/")
        if path not in index.files and not (index.root / path).exists():
            return path
    raise InvalidParameterError(f"no free name for {naming.stem!r} in {folder or '.'}. Give another name")


def _conflicts(index: Index, path: str) -> list[dict[str, Any]]:
    """What has the same name but for case or extension in the same folder, and would be shadowed or confused."""
    folder, _, name = path.rpartition("/")
    stem = name.partition(".")[0].lower()
    return [
        {"path": other, "reason": "same name but for case or extension"}
        for other in index.files
        if other.rpartition("/")[0] == folder and other.rpartition("/")[2].partition(".")[0].lower() == stem
    ][:10]


def _duplicates(index: Index, name: str) -> list[Duplicate]:
    """What exists of that name already, by `check_duplicates`."""
    from .check_duplicates import answer as check

    found = check(
        index, name=name, type="any", paths=None, code=None, staged=False, min_tokens=50, threshold=0.7, limit=5
    )
    return found["duplicates"]


def _confidence(candidates: list[Candidate]) -> float:
    """How far the best place stands before the next: a lead of three doublings is as sure as it gets."""
    if not candidates[0].reasons or candidates[0].score <= 0:
        return UNSURE
    lead = candidates[0].score - (candidates[1].score if len(candidates) > 1 else 0.0)
    return round(min(0.95, 0.5 + lead * 0.15), 2)
