"""The inverted index from names to the files that use them, brought up to date a row a name that changed."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection, Iterable

__all__ = ["NamePostings"]


class NamePostings:
    """What one refresh changes in it."""

    def __init__(self) -> None:
        self._come: defaultdict[str, list[int]] = defaultdict(list)
        self._gone: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, file_id: int, texts: Iterable[str]) -> None:
        """Notes a file under each of its names (lines of `texts`)."""
        _note(self._come, file_id, texts)

    def remove(self, file_id: int, texts: Iterable[str]) -> None:
        """Forgets a file under each name that it had."""
        _note(self._gone, file_id, texts)

    def write(self, connection: sqlite3.Connection, *, fresh: bool) -> None:
        """Stores the changes; a fresh index has no rows yet."""
        if fresh:
            rows = ((name, _numbers(self._come[name])) for name in sorted(self._come))
            connection.executemany("INSERT INTO postings VALUES (?,?)", rows)
            return
        for name in sorted(self._come.keys() | self._gone.keys()):
            gone, come = set(self._gone.get(name, ())), set(self._come.get(name, ()))
            if gone == come:
                continue
            row = connection.execute("SELECT files FROM postings WHERE name = ?", (name,)).fetchone()
            files = (set(map(int, row[0].split())) if row else set()) - gone | come
            if files:
                connection.execute("INSERT OR REPLACE INTO postings VALUES (?,?)", (name, _numbers(files)))
            else:
                connection.execute("DELETE FROM postings WHERE name = ?", (name,))


def _note(names: defaultdict[str, list[int]], file_id: int, texts: Iterable[str]) -> None:
    for text in texts:
        for name in text.split("\n") if text else ():
            names[name].append(file_id)


def _numbers(files: Collection[int]) -> str:
    """File ids as a row of postings holds them; three of four names stand in one file."""
    return " ".join(map(str, sorted(files))) if len(files) > 1 else str(*files)
