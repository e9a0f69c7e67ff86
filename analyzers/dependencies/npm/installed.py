"""What installed npm packages say of themselves (`node_modules/NAME/package.json`), read where they are on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from .... import lazy_re as re
from ....indexer.on_disk import content_at, is_folder
from ....indexer.read_tables import inner_table, json_table
from ....indexer.workspace_paths import outwards
from ...per_index import remembered
from .locked import Locked, told_by

__all__ = ["InstalledPackages"]

NAME = re.compile(r"(?:@[\w~-][\w.~-]*+/)?[\w~-][\w.~-]*+")


State = tuple[int, int, int] | None


class InstalledPackages:
    """Installed packages as Node.js finds them, and all that was looked at for it.

    Args:
        root: the workspace.
        directories: where packages of the workspace stand; without a `node_modules` in any of them nothing is installed.

    Attributes:
        there: whether anything is installed.
    """

    def __init__(self, root: Path, directories: Iterable[str]) -> None:
        self._root = root
        self._folders = [root / directory / "node_modules" for directory in directories]
        self.there = self._any_there()
        self._seen: dict[str, State] = {}

    @remembered
    def find(self, directory: str, name: str) -> Locked | None:
        """The package nearest to a directory; None where it is not installed or not readable."""
        return self._look(directory, name) if self.there and NAME.fullmatch(name) else None

    def unchanged(self) -> bool:
        """Whether everything looked at is as it was."""
        return self.there == self._any_there() and all(_state(path) == state for path, state in self._seen.items())

    def _any_there(self) -> bool:
        return any(is_folder(folder) for folder in self._folders)

    def _look(self, directory: str, name: str) -> Locked | None:
        for folder in outwards(directory):
            path = os.path.join(self._root, folder, "node_modules", name, "package.json")  # noqa: PTH118 - thousands of them
            self._seen[path] = _state(path)
            if self._seen[path] is not None and (data := content_at(path)):
                if not (found := json_table(data)):
                    return None
                told = told_by(name, found)  # it takes what is optional where it is there, as it does its peers
                return told._replace(peers=told.peers.union(inner_table(found, "optionalDependencies")))
        return None


def _state(path: str) -> State:
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of them
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size
