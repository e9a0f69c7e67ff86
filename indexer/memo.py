"""What questions worked out, kept by key beside the index: SQLite files that are safe to delete at any time.

Values are pure functions of their key (a content hash, a commit, a state of the index), so they never become stale; when a
file has grown far beyond the workspace those that were written first make room. Where the folder can't be written nothing is
kept and nothing fails.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from typing import TYPE_CHECKING
from weakref import finalize
from zlib import crc32

from .index_file import index_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Set
    from pathlib import Path

__all__ = ["Memo"]

FILE_NAME = "memo.db"
KEYS_A_QUERY = 500
SUM = 4
"""Before a value stand so many bytes of its checksum: written without waiting for the disk, it may be half there after a crash."""
KEEP = 3
"""Rows are dropped when there are more than this many a file of the workspace."""
SCHEMA = """
CREATE TABLE IF NOT EXISTS kept (number INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, value BLOB NOT NULL);
DROP TABLE IF EXISTS memo;
"""
"""Numbers grow, and so tell which rows came first. `memo` is how earlier versions kept them."""


class Memo:
    """Keys and values of one workspace.

    Args:
        root: the workspace's folder.
        size: how many files the workspace has.
        name: of the file.
    """

    def __init__(self, root: Path, size: int, name: str = FILE_NAME) -> None:
        self.path = index_path(root).parent / name
        self.most = KEEP * size + 1000
        self._reader: sqlite3.Connection | None = None
        self._asked: set[bytes] = set()

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The values that are there."""
        wanted = list(keys)
        self._asked.update(wanted)
        found: dict[bytes, bytes] = {}
        connection = self._open()
        if connection is None:
            return {}
        try:
            for start in range(0, len(wanted), KEYS_A_QUERY):
                part = wanted[start : start + KEYS_A_QUERY]
                marks = ",".join("?" * len(part))
                rows = connection.execute(f"SELECT key, value FROM kept WHERE key IN ({marks})", part)  # noqa: S608
                found.update((key, value[SUM:]) for key, value in rows if _is_whole(value))
        except sqlite3.Error:
            return found  # no table yet, or damaged: the values are worked out again
        return found

    def put(self, values: Mapping[bytes, bytes]) -> None:
        """Keeps values; a disk that is full or read-only costs only the time to work them out again."""
        if not values or not self.path.parent.is_dir():
            return
        try:
            with closing(sqlite3.connect(self.path, timeout=1)) as connection, connection:
                # Nobody waits for the disk, as all of this can be made again; said first, as a change of the journal waits too.
                connection.execute("PRAGMA synchronous = OFF")
                connection.execute("PRAGMA journal_mode = WAL")
                connection.executescript(SCHEMA)
                rows = ((key, _sum(value) + value) for key, value in values.items())
                connection.executemany("INSERT OR REPLACE INTO kept (key, value) VALUES (?, ?)", rows)
                self._make_room(connection, values.keys() | self._asked)
        except sqlite3.OperationalError:
            return  # locked, full or read-only: nothing is kept this time
        except sqlite3.DatabaseError:
            self.close()
            with suppress(OSError):
                self.path.unlink(missing_ok=True)  # damaged: begun anew

    def _make_room(self, connection: sqlite3.Connection, wanted: Set[bytes]) -> None:
        """Drops values where there are too many: those that were written first, and as far as possible none that is in use."""
        if connection.execute("SELECT count(*) FROM kept").fetchone()[0] <= self.most:
            return
        old = sorted((key in wanted, number) for number, key in connection.execute("SELECT number, key FROM kept"))
        drop = old[: len(old) - self.most * 2 // 3]
        connection.executemany("DELETE FROM kept WHERE number = ?", [(number,) for _, number in drop])

    def close(self) -> None:
        """Ends reading."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def _open(self) -> sqlite3.Connection | None:
        if self._reader is None and self.path.is_file():
            try:
                place = f"{self.path.absolute().as_uri()}?mode=ro"
                self._reader = sqlite3.connect(place, uri=True, check_same_thread=False)
                finalize(self, self._reader.close)
            except sqlite3.Error:
                return None
        return self._reader


def _sum(value: bytes | memoryview) -> bytes:
    return crc32(value).to_bytes(SUM, "big")


def _is_whole(value: object) -> bool:
    return isinstance(value, bytes) and value[:SUM] == _sum(memoryview(value)[SUM:])
