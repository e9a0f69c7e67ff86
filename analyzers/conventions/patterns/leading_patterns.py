"""The leading patterns of a workspace: roles that names and folders make, idioms that bases and decorators show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import words
from ...naming import MAIN_STEMS, flat, singular, singular_words, stem_of
from ...per_index import per_index
from ..idioms.idioms import ALIASES, IDIOMS
from ..new_file.sequence import ordered_role
from ..roles.roles import GENERIC_FOLDERS, synonyms
from .by_place import TEXTS
from .shown_definitions import shown_definitions

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from ....indexer.index import Index

__all__ = ["STRUCTURAL_NAMES", "idiom_counts", "is_role", "leading_roles"]

STRUCTURAL_NAMES = MAIN_STEMS | {"conftest", "setup", "package-info", "module-info"}
"""Files that every folder has: they hold no example of a role but where a definition or a layout proves it, or no other file does."""
AFFIXED = 0.5
"""So many files of a role nobody listed end in it, or stand in a folder of its plural."""
KNOWN_ROLES = frozenset({*IDIOMS, *ALIASES})
LEADING = 4
"""So many files with the same ending make a role that no table lists."""
VERBS = frozenset(
    (word,) for word in words("add all base create delete get idx list more new old remove set update up down")
)
"""Last words of file names that say what is done, not what the file is."""


FORMATS = frozenset({"css", "html", "js", "json", "text", "txt", "xml", "yaml", "yml"})
"""Last words of file names that say in what a file writes."""
SAME = {"migrate": "migration"}
"""Words for a role of which one is no noun."""
CONTAINERS = words("command component controller handler job model page repository screen service store view widget")
"""Roles whose files stand in a folder a feature where there are many: that folder makes no role of its own."""
PLATFORMS = frozenset({
    "aix", "amd64", "android", "arm", "arm64", "bsd", "darwin", "dragonfly", "freebsd", "illumos", "ios", "linux", "macos", "mips",
    "netbsd", "openbsd", "plan9", "posix", "solaris", "unix", "wasm", "windows",
})  # fmt: skip
"""What a file is compiled for (`disk_linux.go`): which machine that is makes no role."""
NO_ROLES = GENERIC_FOLDERS | FORMATS | PLATFORMS | {singular(name) for name in TEXTS}
HALF = 2
EQUAL = 0.8
"""Two words for so many of the same files are one role."""


@per_index
def leading_roles(index: Index) -> dict[str, list[str]]:
    """Roles that the folders and affixes of the product's files make → the paths that show each, the largest role first."""
    ends: dict[str, list[str]] = {}
    folders: dict[str, list[str]] = {}
    places: dict[str, set[str]] = {}
    for path, file in index.files.items():
        name = stem_of(path)
        if file.zone != "product" or not file.parsed or name.stem in STRUCTURAL_NAMES:
            continue
        places.setdefault(name.stem, set()).add(name.folder)
        words, folder = singular_words(name.stem), singular_words(name.folder.rpartition("/")[2])
        words = () if ordered_role(folder) or words[-1:] in VERBS else words
        for found, role in ((ends, words[-1] if len(words) > 1 else ""), (folders, "_".join(folder))):
            role = SAME.get(role, role)
            if len(role) > 2 and not role.isdigit() and role not in NO_ROLES:
                found.setdefault(role, []).append(path)
    recurring = {stem for stem, folder_names in places.items() if len(folder_names) >= LEADING}
    leading = {}
    for role in {**ends, **folders}:
        paths = sorted({*ends.get(role, ()), *folders.get(role, ())})
        named = len(ends.get(role, ())) >= LEADING
        if len(paths) >= LEADING and (named or not _is_feature(folders[role], role, recurring)):
            leading[role] = paths
    return _told_apart(sorted(leading.items(), key=lambda item: (-len(item[1]), item[0])))


def _is_feature(paths: Sequence[str], role: str, recurring: Set[str]) -> bool:
    """The folder is called after what it is about: its files are called as those of many others, or it parts those of a role."""
    if role in CONTAINERS:
        return False
    alike = sum(stem_of(path).stem in recurring for path in paths)
    inside = sum(not CONTAINERS.isdisjoint(singular_words("/".join(path.split("/")[:-2]))) for path in paths)
    return max(alike, inside) * HALF > len(paths)


def _told_apart(roles: Sequence[tuple[str, list[str]]]) -> dict[str, list[str]]:
    """The roles without those whose files are nearly all another's with about as many."""
    found: dict[str, list[str]] = {}
    for role, paths in roles:
        own = set(paths)
        if all(len(own.intersection(other)) < EQUAL * len(own.union(other)) for other in found.values()):
            found[role] = paths
    return found


def is_role(role: str, paths: Sequence[str]) -> bool:
    """It is a word for a role, several stand in a folder called by its plural, or their names end in it."""
    if role in KNOWN_ROLES or synonyms(role):
        return True
    names = [stem_of(path) for path in paths]
    plural = sum(flat(name.folder.rpartition("/")[2]) != flat(role) for name in names)
    ends = sum(len(words) > 1 and words[-1] == role for words in (singular_words(name.stem) for name in names))
    return max(plural, ends) >= AFFIXED * len(paths)


@per_index
def idiom_counts(index: Index) -> dict[str, int]:
    """Idiom that makes no role → how many product files show it by a base class or a decorator; those that none shows are left out.

    What shows several by the same files (a `Schema` may be a model, a serializer, a validation) counts once, as the one that
    comes first among the idioms.
    """
    shown = shown_definitions(index, "product")
    roles = leading_roles(index)
    paths = {
        name: sorted(shown.paths_by(idiom.bases, set(idiom.decorators).difference(idiom.weak)))
        for name, idiom in IDIOMS.items()
        if name not in ALIASES and name not in roles
    }
    apart = _told_apart([*roles.items(), *((name, found) for name, found in paths.items() if found)])
    return {name: len(found) for name, found in sorted(apart.items()) if name in paths}
