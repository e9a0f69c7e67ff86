"""What an index says of the files it was made from: read as little of it as tells whether there is work."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

from .format_key import format_key
from .index_file import Stamp, ends_with_a_page, index_stamp, open_reader
from .looking.lastlook import note_look

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from .discover import Discovered
    from .looking.lastlook import LastLook, Walked

__all__ = ["Recorded"]

State = tuple[int, int, int]


class Recorded:
    """What an index says; a missing or damaged one says nothing.

    Args:
        path: the index file, which need not be there.
        last: the last look, which knows the states of the files where the index is the one that it saw.
        needed: whether anything but a new index will do.
        meanwhile: called with the state of the index when it has been read.

    Attributes:
        state: the state of the index; "" before it is read.
        files: path → state, as the index has them.
    """

    def __init__(
        self,
        path: Path,
        last: LastLook | None = None,
        *,
        needed: bool = True,
        meanwhile: Callable[[str], object] | None = None,
    ) -> None:
        self._path, self._last, self._needed, self._meanwhile = path, last, needed, meanwhile
        self.state = ""
        self.files: dict[str, State] = {}
        self._stamp: Stamp = ()
        self._format = ""
        self._problems: list[tuple[str, str]] = []

    def paths(self) -> Iterable[str]:
        """Reads the index."""
        if self._needed and ends_with_a_page(self._path):
            self._read()
        if self._meanwhile is not None:
            self._meanwhile(self.state)
            self._meanwhile = None
        return self.files.keys()

    def _read(self) -> None:
        try:
            self._stamp = index_stamp(self._path)
            with closing(open_reader(self._path)) as connection:
                said = _said(connection)
                problems = connection.execute("SELECT path, message FROM problems WHERE stage = 'discover'").fetchall()
                rows = connection.execute("SELECT path, size, mtime_ns, ctime_ns FROM files")
                self.files = self._noted(said.get("state", "")) or {path: tuple(state) for path, *state in rows}
                self._problems, self._format, self.state = problems, said.get("format", ""), said.get("state", "")
        except sqlite3.Error:
            return

    def _noted(self, state: str) -> dict[str, State]:
        """The states of the files by the last look, if it saw this very index."""
        last = self._last
        return last.recorded if last is not None and last.saw(self._stamp) and last.state == state else {}

    def describes(self, key: str, found: Discovered) -> bool:
        """Whether the index was made from exactly these files by this very program."""
        if not self._format and self._needed:
            self.paths()  # no git here, so nobody had time to ask before
        same = self._format == key and self.files == found.files
        return same and sorted(set(found.problems)) == sorted(self._problems)

    def differing(self, found: Discovered) -> set[str]:
        """The paths whose files are not as the index has them: new, changed or gone."""
        gone = self.files.keys() - found.files.keys()
        return gone.union(path for path, state in found.files.items() if self.files.get(path) != state)

    def rewritten(self, state: str, files: Mapping[str, State]) -> bool:
        """Takes over what a refresh has just written; False where another process has written since."""
        self._stamp = index_stamp(self._path)
        try:
            with closing(open_reader(self._path)) as connection:
                same = _said(connection).get("state") == state
        except sqlite3.Error:
            return False
        self.state, self.files = state, dict(files)
        return same

    def note(self, root: Path, walked: Walked, found: Discovered) -> None:
        """Writes this down as what a look saw."""
        about = {"key": format_key(), "stamp": self._stamp, "state": self.state, "problems": found.problems}
        note_look(root, self._path, walked, self.files, about)


def _said(connection: sqlite3.Connection) -> dict[str, Any]:
    return dict(connection.execute("SELECT key, value FROM meta"))
