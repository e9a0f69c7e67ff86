"""What installed npm packages say of themselves (`node_modules/NAME/package.json`), read where they are on disk."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from .... import lazy_re as re
from ....indexer.on_disk import content_at, is_folder
from ....indexer.read_tables import json_table
from ....indexer.workspace_paths import outwards
from ...per_index import remembered

__all__ = ["Installed", "InstalledPackages"]

EXPECTED = ("peerDependencies", "optionalDependencies")
NAME = re.compile(r"(?:@[\w~-][\w.~-]*+/)?[\w~-][\w.~-]*+")


class Installed(NamedTuple):
    """An installed package: its programs, the packages that it expects beside it, and whether it brings its own types."""

    programs: frozenset[str]
    peers: frozenset[str]
    typed: bool


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
    def find(self, directory: str, name: str) -> Installed | None:
        """The package nearest to a directory; None where it is not installed or not readable."""
        return self._look(directory, name) if self.there and NAME.fullmatch(name) else None

    def unchanged(self) -> bool:
        """Whether everything looked at is as it was."""
        return self.there == self._any_there() and all(_state(path) == state for path, state in self._seen.items())

    def _any_there(self) -> bool:
        return any(is_folder(folder) for folder in self._folders)

    def _look(self, directory: str, name: str) -> Installed | None:
        for folder in outwards(directory):
            path = os.path.join(self._root, folder, "node_modules", name, "package.json")  # noqa: PTH118 - thousands of them
            self._seen[path] = _state(path)
            if self._seen[path] is not None and (data := content_at(path)):
                return _read(name, data)
        return None


def _state(path: str) -> State:
    try:
        status = os.stat(path)  # noqa: PTH116 - thousands of them
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def _read(name: str, data: bytes) -> Installed | None:
    if not (found := json_table(data)):
        return None
    programs = found.get("bin")
    if isinstance(programs, str):
        programs = {name.rpartition("/")[2]: programs}
    return Installed(
        frozenset(programs if isinstance(programs, dict) else ()),
        frozenset(peer for field in EXPECTED if isinstance(peers := found.get(field), dict) for peer in peers),
        bool(found.get("types") or found.get("typings")),
    )
