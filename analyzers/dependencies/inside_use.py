"""Which files use a dependency that is a package of the workspace itself: those whose imports lead into its directory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from ...indexer.workspace_paths import prefix_of
from ..workspace.ecosystem_languages import LANGUAGES_OF
from ..workspace.workspace_packages import members, owner, package_directories
from .import_names import normalised

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index
    from ...indexer.manifests.base import Dependency

__all__ = ["InsideUse"]

CROSSING = "SELECT source_id, target_id FROM links WHERE target_id IS NOT NULL AND target_id <> source_id"


class InsideUse:
    """The imports of a workspace that lead from one of its packages into another."""

    def __init__(self, index: Index) -> None:
        self.index = index
        named = ((normalised(member.ecosystem, member.name), member) for member in members(index))
        self._directories = by_key(((member.ecosystem, name), member.directory) for name, member in named)
        self._users = by_key((directory, path) for path, directory in {*self._crossing()})

    def files_of(self, ecosystem: str, dependency: Dependency, directory: str) -> set[str]:
        """The files below a package that import a dependency which stands in the workspace; none of what stands outside."""
        named = self._directories.get((ecosystem, normalised(ecosystem, dependency.name)), ())
        targets = {*named} or {dependency.path} - {""}
        prefix, languages = prefix_of(directory), LANGUAGES_OF.get(ecosystem, ())
        return {
            path
            for target in targets
            for path in self._users.get(target, ())
            if path.startswith(prefix) and self.index.files[path].language in languages
        }

    def _crossing(self) -> Iterator[tuple[str, str]]:
        """Each file with the directory of each other package that it imports from."""
        directories = frozenset(package_directories(self.index))
        if directories <= {""}:
            return
        folders = {path.rpartition("/")[0] for path in self.index.files}
        within = {folder: owner(directories, f"{folder}/") for folder in folders}
        owners = {file.id: within[path.rpartition("/")[0]] for path, file in self.index.files.items()}
        for source, target in self.index.iterate(CROSSING):
            if owners[target] != owners[source]:
                yield self.index.paths[source], owners[target]
