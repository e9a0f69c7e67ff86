"""Where the leading roles of a workspace stand: `policy: 14 files, 93% in app/policies`."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from ....indexer.linguist import classify, language_type
from ...workspace.workspace_packages import package_directories
from ..naming import flat, singular_words, stem_of
from .leading_patterns import is_known, is_role, leading_roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ....indexer.index import Index

__all__ = ["role_places"]

ROLES = 8
TESTING = frozenset({"test", "spec"})
"""Roles of what a library has for those who test with it: where this workspace's own tests stand is told by its layout."""


def role_places(index: Index) -> Iterator[str]:
    """The leading roles of which at least half the files stand in one folder, with that folder.

    The names of the product and of its packages are none, and of two roles with the same files one is enough. That the files of
    `stream/` stand in `stream` says nothing: a role is one that everybody knows, or that the one folder is
    called after in the plural (`policies/`); more folders of that name are a feature's (`web/orders`, `core/orders`).
    """
    own = {_one(path.partition("/")[0]) for path in index.files} | {_one(name) for name in package_directories(index)}
    named = _folder_names(index)
    stems = {
        path: _one(stem_of(path).stem) for path, file in index.files.items() if file.zone == "product" and file.parsed
    }
    said: set[str] = set()
    told = ((role, paths) for role, paths in leading_roles(index).items() if is_role(role, paths))
    for role, paths in islice(told, ROLES):
        if (
            role in TESTING
            or flat(role) in flat(index.root.name)
            or flat(role) in own
            or _is_extension(role, paths)
            or len(said.intersection(paths)) * 2 > len(paths)
        ):
            continue
        said.update(paths)
        if text := _placed(role, paths, named, stems):
            yield text


def _placed(role: str, paths: Sequence[str], named: Mapping[str, int], stems: Mapping[str, str]) -> str | None:
    """Where the files of a role stand; None where no custom is seen, or more files are called by just the role's name.

    A folder called after the role whose files are mostly in folders of its own counts with all of them.
    """
    folders = Counter(path.rpartition("/")[0] for path in paths)
    folder = min(folders, key=lambda name: (-folders[name], name))
    is_called_so = _one(folder.rpartition("/")[2]) == flat(role)
    below = {path for path in stems if path.startswith(f"{folder}/")} if is_called_so else set()
    every = below.union(paths) if len(below) > 2 * folders[folder] else set(paths)
    inside = len(below) if len(every) > len(paths) else folders[folder]
    elsewhere = sum(stem == flat(role) and path not in every for path, stem in stems.items())
    if not folder or inside * 2 < len(every) or elsewhere >= len(every):
        return None
    if not is_known(role) and not (is_called_so and named[flat(role)] == 1):
        return None
    return f"{_whole_name(role, paths)}: {len(every)} files, {inside / len(every):.0%} in {folder}"


def _one(name: str) -> str:
    """A folder's name in the singular, without case and separators."""
    return flat("".join(singular_words(name)))


def _folder_names(index: Index) -> Counter[str]:
    """Name in the singular → how many folders of the product bear it."""
    holding = {path.rpartition("/")[0] for path, file in index.files.items() if file.zone == "product"}
    folders = {
        "/".join(parts[:depth]) for parts in (name.split("/") for name in holding) for depth in range(1, len(parts) + 1)
    }
    return Counter(_one(folder.rpartition("/")[2]) for folder in folders)


def _is_extension(role: str, paths: Sequence[str]) -> bool:
    """The files are compiled by what their names end in (`state.svelte.js`): that is a language and no role."""
    twice = sum(f".{role}." in path for path in paths) * 2 > len(paths)
    return twice and language_type(classify(f"x.{role}", b"")) in {"programming", "markup"}


def _whole_name(role: str, paths: Sequence[str]) -> str:
    """The role with the word that all of its files have before it: five `…ViewModel` are view models and no models."""
    before = {
        words[-2] if len(words := singular_words(stem_of(path).stem)) > 1 and words[-1] == role else ""
        for path in paths
    }
    return f"{before.pop()}_{role}".lstrip("_") if len(before) == 1 else role
