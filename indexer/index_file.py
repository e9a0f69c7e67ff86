"""The index's file: where it lies, opening it to read, and the lock that one writer holds."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from .discover import INDEX_FOLDER
from .on_disk import content_at, is_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "BUSY_MILLISECONDS", "IGNORE_ALL", "PAGE_BYTES", "Stamp", "ends_with_a_page", "has_wrong_types", "index_path", "index_stamp",
    "is_damage", "locked", "make_folder", "open_reader",
]  # fmt: skip

LOCK_SECONDS = 120.0
BUSY_MILLISECONDS = 10_000
IGNORE_ALL = "*\n"
PAGE_BYTES = 8192
TYPES = frozenset({"integer", "text", "blob"})

Stamp = tuple[tuple[int, int, int, int], ...]


def index_path(root: Path) -> Path:
    """Where the index of a workspace lies: `.groundplan/index.db`, or the user's cache where that can't be written.

    A repository may bring a `.groundplan` of its own: one that leads elsewhere by a link is never written through.
    """
    folder = root / INDEX_FOLDER
    if is_folder(folder) and os.access(folder, os.W_OK) and not _has_links(folder):
        return folder / "index.db"
    if not os.path.lexists(folder) and os.access(root, os.W_OK):
        return folder / "index.db"
    import hashlib

    base = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    key = hashlib.blake2b(os.fsencode(root), digest_size=8).hexdigest()
    return base / "groundplan" / f"{root.name}-{key}" / "index.db"


def _has_links(folder: Path) -> bool:
    with os.scandir(folder) as entries:
        return folder.is_symlink() or any(entry.is_symlink() for entry in entries)


def open_reader(path: Path) -> sqlite3.Connection:
    """A read-only connection to an existing index, which sees one state of it for as long as it is open.

    Raises:
        sqlite3.Error: the file is missing, damaged or not an index.
    """
    place = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(place, uri=True, check_same_thread=False, isolation_level=None)
    try:
        connection.execute("PRAGMA query_only = 1")
        connection.execute("PRAGMA trusted_schema = OFF")  # a repository may bring a file of this name
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        connection.execute("PRAGMA mmap_size = 268435456")
        connection.execute("BEGIN")
    except sqlite3.Error:
        connection.close()
        raise
    return connection


def index_stamp(path: Path) -> Stamp:
    """Changes with every commit to an index: the state of the file and of its write-ahead log, which readers make empty.

    The log's own time of change is left out: where SQLite runs as root it gives the log to the index's owner at each opening.
    """
    found = []
    for name, timed in ((str(path), True), (f"{path}-wal", False)):
        with suppress(FileNotFoundError, NotADirectoryError):
            status = os.stat(name)  # noqa: PTH116 - on the path of every question
            if status.st_size:
                found.append((status.st_ino, status.st_mtime_ns, status.st_ctime_ns if timed else 0, status.st_size))
    return tuple(found)


def ends_with_a_page(path: Path) -> bool:
    """Whether a file is there, and no page of it cut: SQLite reads one as if zeros followed, so that rows miss and nobody is told.

    While another process adds a page it may look so too; a writer that holds the lock sees no such thing.
    """
    try:
        status = path.stat()
    except OSError:
        return False
    return stat.S_ISREG(status.st_mode) and status.st_size % PAGE_BYTES == 0


def is_damage(error: BaseException | None) -> bool:
    """Whether an error says that the file is no whole index, so that only building it again helps."""
    if not isinstance(error, sqlite3.DatabaseError):
        return False
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    said = str(error).startswith(("no such table", "no such column", "Could not decode"))
    return said or code in {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}


def has_wrong_types(path: Path) -> bool:
    """Whether some value has another type than its column, as SQLite takes a text for a number that is written by hand.

    It reads the whole index: for when a question has failed.
    """
    try:
        with closing(open_reader(path)) as connection:
            tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            return any(_has_wrong_types(connection, name) for (name,) in tables if not name.startswith("sqlite_"))
    except sqlite3.Error as error:
        return is_damage(error)


def _has_wrong_types(connection: sqlite3.Connection, table: str) -> bool:
    columns = connection.execute("SELECT name, lower(type) FROM pragma_table_info(?)", (table,)).fetchall()
    wrong = " OR ".join(f"typeof(\"{name}\") NOT IN ('{type_}', 'null')" for name, type_ in columns if type_ in TYPES)
    statement = f'SELECT 1 FROM "{table}" WHERE {wrong} LIMIT 1'  # noqa: S608 - names of the schema
    return bool(wrong) and connection.execute(statement).fetchone() is not None


def make_folder(folder: Path) -> None:
    """The index's folder, which ignores itself in git."""
    folder.mkdir(parents=True, exist_ok=True)
    ignore = folder / ".gitignore"
    if not ignore.exists() or content_at(ignore) == b"":  # where the disk was full nothing came into it
        ignore.write_text(IGNORE_ALL, "utf-8")


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """One writer at a time: waits for the lock of another process, up to `LOCK_SECONDS`."""
    import time

    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)  # to write alone would wait for the reader of a pipe
    with os.fdopen(descriptor, "rb", buffering=0) as handle:
        deadline = time.monotonic() + LOCK_SECONDS
        while not _try_lock(handle.fileno()):
            if time.monotonic() > deadline:
                raise OSError(f"another groundplan has been writing for {LOCK_SECONDS:.0f} s")
            time.sleep(0.02)
        yield  # closing the file releases the lock


def _try_lock(descriptor: int) -> bool:
    if sys.platform == "win32":
        import msvcrt

        with suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
            return True
        return False
    import fcntl

    with suppress(BlockingIOError):
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
