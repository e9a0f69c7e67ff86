"""Where a file goes by those whose names end as its own: `CatalogDbInitializer` as `BillingDbInitializer`, which is in `billing/data`.

Each of them votes for its own folder, with what only its own name says replaced by what the new name says there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...naming import singular_words
from ..roles.role_words import role_words
from ..roles.test_placement import is_test

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..new_file.subject import Subject
    from ..roles.roles import WorkspaceFiles

__all__ = ["AnalogousPlace", "analogous_place"]

LEAST = 2
"""So many files whose names end alike show where such files stand."""
DOUBT = 2.0
"""The votes against them before any file is counted."""

Words = tuple[str, ...]


class AnalogousPlace(NamedTuple):
    """A folder, how sure the names are that lead there (up to 1), one of the files, and the folders that they left."""

    folder: str
    share: float
    example: str
    left: frozenset[str]


def analogous_place(files: WorkspaceFiles, subject: Subject, *, carried: bool) -> AnalogousPlace | None:
    """The folder by the files whose names have most of their last words in common with the new one's."""
    role, words = role_words(subject.role) if carried else (), singular_words("_".join(subject.words))
    words = words if words[-len(role) :] == role or not role else (*words, *role)
    for size in range(len(words) - 1, max(len(role) - 1, 0), -1):
        kin = [
            (item.file.path, item.stem[:-size])
            for item in files.ending(words[-1])
            if len(item.stem) > size and item.stem[-size:] == words[-size:] and not is_test(item.file)
        ]
        if len(kin) >= LEAST:
            return _place(files, kin, words[:-size])
    return None


def _place(files: WorkspaceFiles, kin: Sequence[tuple[str, Words]], new: Words) -> AnalogousPlace | None:
    known = {tuple(map(singular_words, folder.split("/"))): folder for folder in files.by_folder}
    leading: dict[str, list[str]] = {}
    for path, old in kin:
        if moved := _moved(path.rpartition("/")[0], old, new):
            leading.setdefault(known.get(moved, ""), []).append(path)
    leading.pop("", None)
    if not leading:
        return None
    folder, paths = max(leading.items(), key=lambda item: (len(item[1]), item[0]))
    left = frozenset(path.rpartition("/")[0] for path in paths)
    return AnalogousPlace(folder, len(paths) / (len(kin) + DOUBT), paths[0], left)


def _moved(folder: str, old: Words, new: Words) -> tuple[Words, ...]:
    """The words of the folder's parts with the one name in place of the other; none where no part has it."""
    parts = tuple(map(singular_words, folder.split("/")))
    moved = tuple(_replaced(_replaced(part, old, new), ("".join(old),), ("".join(new),)) for part in parts)
    return moved if moved != parts else ()


def _replaced(part: Words, old: Words, new: Words) -> Words:
    start = next((at for at in range(len(part) - len(old) + 1) if part[at : at + len(old)] == old), None)
    return part if start is None else (*part[:start], *new, *part[start + len(old) :])
