"""Which projects of an Nx workspace need which: by their imports, as Nx itself finds it, and by their own word."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ...indexer.manifests.marks import IMPLICIT
from ..per_index import per_index
from .workspace_packages import is_nx, members, owner, package_directories

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...indexer.index import Index

__all__ = ["needed_projects"]


@per_index
def needed_projects(index: Index) -> Mapping[str, frozenset[str]]:
    """Directory of a project that only a project.json declares → the names of the workspace's packages that it needs."""
    own = {member.directory: member.manifest for member in members(index) if is_nx(member.manifest)}
    imported = _imported(index) if own else {}
    return {
        directory: frozenset({*imported.get(directory, ()), *_told(index, path)}) for directory, path in own.items()
    }


def _imported(index: Index) -> Mapping[str, set[str]]:
    """Package directory → the names of the npm packages whose files its own files import."""
    directories = frozenset(package_directories(index))
    names = {member.directory: member.name for member in members(index) if member.ecosystem == "npm"}
    found: dict[str, set[str]] = {}
    for path, targets in index.adjacency[0].items():
        source = owner(directories, path)
        for target in {owner(directories, target) for target in targets} - {source, ""}:
            if target in names:
                found.setdefault(source, set()).add(names[target])
    return found


def _told(index: Index, path: str) -> Iterator[str]:
    """What a project.json names as needed, a name or a pattern of names."""
    for setting in index.manifests[path].settings:
        if setting.name == IMPLICIT:
            for member in members(index):
                if member.manifest != path and member.name and fnmatchcase(member.name, setting.value):
                    yield member.name
