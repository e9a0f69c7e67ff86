"""The writer of the index. Nothing else in the project writes to its file.

One writer at a time, a transaction a refresh, WAL: a reader never waits and never sees half. A first build is made in a
file of its own and moved into place, so that a kill at any moment leaves the last whole state.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..errors import IndexUnavailableError
from .discover import FileState
from .index_file import BUSY_MILLISECONDS, PAGE_BYTES, ends_with_a_page, locked, make_folder
from .name_postings import NamePostings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from .extract import FileFacts

__all__ = ["KnownFile", "Store"]

FACT_TABLES = ("symbols", "exports", "imports", "uses", "fingerprints", "manifests")


class KnownFile(NamedTuple):
    """What the store remembers of a file for the next refresh."""

    file_id: int
    state: FileState
    hash: bytes
    surface: bytes
    language: str


class Store:
    """The writer's connection; use it in `with Store.open(...)`."""

    def __init__(self, connection: sqlite3.Connection, path: Path, *, fresh: bool) -> None:
        from .fingerprints.postings import Postings

        self.connection = connection
        self.path = path
        self.fresh = fresh
        self._names = NamePostings()
        self._clones = Postings()

    # ---- opening and finishing

    @classmethod
    @contextmanager
    def open(cls, path: Path, format_key: str, *, rebuild: bool = False) -> Iterator[Store]:
        """Opens the index for one refresh, alone; commits at the end, rolls back on an error.

        A missing, damaged or differently formatted index is built anew beside the old one; one that differs in the last word
        of its key alone, which tells the marks (classify/attributes.py), is kept.

        Raises:
            IndexUnavailableError: another process holds the lock for too long, the disk is full, the folder can't be written.
        """
        try:
            make_folder(path.parent)
            with locked(path.parent / "lock"):
                for leftover in path.parent.glob("building-*.db*"):  # of a program that was killed
                    leftover.unlink(missing_ok=True)
                store = None if rebuild else cls._existing(path, format_key)
                store = store or cls(_connect(path.parent / _building_name(), building=True), path, fresh=True)
                with store.connection_closed():
                    store.begin(format_key)
                    yield store
                    store.finish()
        except (sqlite3.Error, OSError) as error:
            raise IndexUnavailableError(
                f"the index at {path} can't be written: {error}. Free space or permissions, then run 'groundplan index'"
            ) from error

    @classmethod
    def _existing(cls, path: Path, format_key: str) -> Store | None:
        if not ends_with_a_page(path):
            return None
        with ExitStack() as unless_kept:
            try:
                connection = unless_kept.enter_context(closing(_connect(path)))
                said = dict(connection.execute("SELECT key, value FROM meta WHERE key IN ('format', 'marks')"))
                known = "marks" in said or said.get("format") == format_key
                if known and said.get("format", "").rpartition(" ")[0] == format_key.rpartition(" ")[0]:
                    connection.execute("BEGIN IMMEDIATE")
                    unless_kept.pop_all()
                    return cls(connection, path, fresh=False)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
                    raise
        return None

    def begin(self, format_key: str) -> None:
        """Makes the tables of a first build."""
        if self.fresh:
            self.connection.executescript(_sql("schema.sql"))
            self.connection.execute("BEGIN")
            self.connection.execute("INSERT INTO meta VALUES ('format', ?)", (format_key,))

    @contextmanager
    def connection_closed(self) -> Iterator[None]:
        """Closes the connection at the end; an unfinished transaction is rolled back by that, an unfinished build removed."""
        try:
            yield
        finally:
            self.connection.close()
            if self.fresh:
                (self.path.parent / _building_name()).unlink(missing_ok=True)

    def finish(self) -> None:
        """Commits; a first build is moved into place."""
        self._names.write(self.connection, fresh=self.fresh)
        self._clones.write(self.connection, fresh=self.fresh)
        if not self.fresh:
            self.connection.execute("COMMIT")
            return
        for statement in _sql("indexes.sql").split(";"):
            self.connection.execute(statement)
        self.connection.execute("COMMIT")
        self.connection.execute("PRAGMA journal_mode = WAL")
        self.connection.close()
        for suffix in ("", "-wal", "-shm"):
            Path(f"{self.path}{suffix}").unlink(missing_ok=True)
        (self.path.parent / _building_name()).replace(self.path)

    # ---- reading what the next refresh needs

    def known(self, paths: Collection[str] | None = None) -> dict[str, KnownFile]:
        """Path → what the last refresh saw; of these paths only, where they are given."""
        read = "SELECT path, id, size, mtime_ns, ctime_ns, hash, surface, language FROM files"
        one = f"{read} WHERE path = ?"
        rows = self.rows(read) if paths is None else [row for path in sorted(paths) for row in self.rows(one, (path,))]
        return {row[0]: KnownFile(row[1], FileState(row[2], row[3], row[4]), row[5], row[6], row[7]) for row in rows}

    def next_id(self) -> int:
        """The first number that no file has."""
        return int(self.rows("SELECT ifnull(max(id), 0) + 1 FROM files")[0][0])

    def noted(self, key: str) -> str:
        """The state (`note_state`) or the marks (`note_marks`) that the last refresh noted; "" before any."""
        row = self.rows("SELECT value FROM meta WHERE key = ?", (key,))
        return str(row[0][0]) if row else ""

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        """All rows of a query."""
        return self.connection.execute(statement, parameters).fetchall()

    # ---- writing

    def remove(self, file_ids: Iterable[int]) -> None:
        """Forgets files with all their facts and links."""
        ids = [(file_id,) for file_id in file_ids]
        self._remove_facts(ids)
        self.connection.executemany("DELETE FROM problems WHERE path = (SELECT path FROM files WHERE id = ?)", ids)
        self.connection.executemany("DELETE FROM files WHERE id = ?", ids)

    def touch(self, states: Mapping[str, FileState]) -> None:
        """Notes the new state of files whose content is as it was."""
        self.connection.executemany(
            "UPDATE files SET size = ?, mtime_ns = ?, ctime_ns = ? WHERE path = ?",
            [(*state, path) for path, state in states.items()],
        )

    def write(self, facts: Sequence[FileFacts], states: dict[str, FileState], *, replace: bool) -> None:
        """Stores the facts of files, in place of earlier ones where `replace`."""
        if replace:
            self._remove_facts([(item.file_id,) for item in facts])
            query = "DELETE FROM problems WHERE path = ? AND stage <> 'discover'"
            self.connection.executemany(query, [(item.path,) for item in facts])
        many = self.connection.executemany
        many(
            "INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
            [_file_row(item, states[item.path]) for item in facts],
        )
        many("INSERT INTO symbols VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", _all(facts, "symbols"))
        many("INSERT INTO exports VALUES (?,?,?,?)", _all(facts, "exports"))
        many("INSERT INTO imports VALUES (?,?,?,?,?,?,?,?)", _all(facts, "imports"))
        many("INSERT INTO uses VALUES (?,?,?,?)", [(item.file_id, *item.uses) for item in facts if any(item.uses)])
        for item in facts:
            self._names.add(item.file_id, item.uses[:2])
        many(
            "INSERT INTO fingerprints VALUES (?,?)",
            [(item.file_id, item.fingerprint) for item in facts if item.fingerprint],
        )
        for item in facts:
            self._clones.add(item.entries)
        manifests = [(item.file_id, item.manifest) for item in facts if item.manifest]
        many("INSERT INTO manifests VALUES (?,?,'')", manifests)
        many(
            "INSERT OR IGNORE INTO problems VALUES (?,?,?,?)",
            [(item.path, *problem) for item in facts for problem in item.problems],
        )

    def write_links(self, links: Mapping[int, Sequence[tuple[object, ...]]]) -> None:
        """Stores the links of files in place of their earlier ones: file id → rows."""
        if not self.fresh:
            self.connection.executemany("DELETE FROM links WHERE source_id = ?", [(file_id,) for file_id in links])
        rows = (row for file_id in sorted(links) for row in links[file_id])
        self.connection.executemany("INSERT INTO links VALUES (?,?,?,?,?,?,?,?,?,?,?)", rows)

    def write_linked(self, linked: Iterable[tuple[int, str]]) -> None:
        """Stores manifests completed from each other."""
        rows = [(text, file_id) for file_id, text in linked]
        self.connection.executemany("UPDATE manifests SET linked = ? WHERE file_id = ?", rows)

    def write_problems(self, stage: str, problems: Iterable[tuple[str, int, str]]) -> None:
        """Stores the problems of one stage in place of its earlier ones: `(path, line, message)`."""
        self.connection.execute("DELETE FROM problems WHERE stage = ?", (stage,))
        self.connection.executemany(
            "INSERT OR IGNORE INTO problems VALUES (?,?,?,?)",
            [(path, stage, line, message) for path, line, message in problems],
        )

    def note_marks(self, format_key: str, text: str) -> None:
        """Stores what is said of files besides their content, and the key that tells it."""
        noted = [("format", format_key), ("marks", text)]
        self.connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", noted)

    def note_state(self) -> str:
        """Stores and returns a digest of the format and all files as found: contents and times, so that no state comes twice."""
        facts = self.rows("SELECT value FROM meta WHERE key = 'format'")
        facts += self.rows("SELECT path, size, mtime_ns, ctime_ns, hash FROM files ORDER BY path")
        state = hashlib.blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        self.connection.execute("INSERT OR REPLACE INTO meta VALUES ('state', ?)", (state,))
        return state

    def _remove_facts(self, ids: list[tuple[int]]) -> None:
        for (file_id,) in ids:
            row = self.connection.execute("SELECT names, members FROM uses WHERE file_id = ?", (file_id,)).fetchone()
            self._names.remove(file_id, row or ())
            row = self.connection.execute("SELECT data FROM fingerprints WHERE file_id = ?", (file_id,)).fetchone()
            self._clones.remove(file_id, row[0] if row else b"")
        for table in FACT_TABLES:
            self.connection.executemany(f"DELETE FROM {table} WHERE file_id = ?", ids)  # noqa: S608 - names from the tuple above
        self.connection.executemany("DELETE FROM links WHERE source_id = ?", ids)


def _file_row(item: FileFacts, state: FileState) -> tuple[object, ...]:
    stored = (item.hash, item.surface, item.module, item.parsed)
    return (item.file_id, item.path, item.language, item.zone, *state, *stored, *item.counts, item.in_language_bar)


def _all(facts: Sequence[FileFacts], attribute: str) -> Iterator[tuple[object, ...]]:
    for item in facts:
        yield from getattr(item, attribute)


def _connect(path: Path, *, building: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000, check_same_thread=False)
    try:
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
        connection.execute(f"PRAGMA journal_mode = {'OFF' if building else 'WAL'}")
        connection.execute(f"PRAGMA synchronous = {'OFF' if building else 'NORMAL'}")
        connection.execute("PRAGMA cache_size = -65536")
        connection.execute("PRAGMA temp_store = MEMORY")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def _building_name() -> str:
    return f"building-{os.getpid()}.db"


def _sql(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
