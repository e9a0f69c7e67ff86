"""The files of one consistent state of an index, their text, and queries of it: what `Index` builds on."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from .on_disk import content_at, is_there
from .rows import File

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

__all__ = ["IndexedFiles"]

FILE_COLUMNS = (
    "id, path, language, zone, size, module, parsed, lines, code_lines, comment_lines, blank_lines, in_language_bar"
)


class IndexedFiles:
    """The files of a workspace.

    Attributes:
        lasting: whether what was asked so far follows from the indexed files and the checked-out commit alone; whoever looks at
            anything else (the state of git, installed packages, a registry, the clock) sets it to False.
        absent: paths that were looked for on the disk beyond the index and not found: what was asked so far rests on that too.
    """

    def __init__(self, root: Path, connection: sqlite3.Connection) -> None:
        self.root = root
        self.lasting = True
        self.absent: set[str] = set()
        self._connection = connection

    @cached_property
    def files(self) -> Mapping[str, File]:
        """Path → file, sorted by path."""
        rows = self.rows(f"SELECT {FILE_COLUMNS} FROM files ORDER BY path")  # noqa: S608
        return {row[1]: File._make(row) for row in rows}

    @cached_property
    def paths(self) -> Mapping[int, str]:
        """File id → path."""
        return {file.id: path for path, file in self.files.items()}

    def file(self, path: str) -> File:
        """One file by its workspace path; `./`, the root's own prefix and `\\` are forgiven.

        Raises:
            FileNotInWorkspaceError: with the nearest paths.
        """
        row = self.rows(f"SELECT {FILE_COLUMNS} FROM files WHERE path = ?", (self.relative(path),))  # noqa: S608
        if not row:
            from .nearest import file_not_there

            defining = (
                "SELECT path FROM symbols JOIN files ON files.id = file_id WHERE name = ? AND ? IN (name, qualname)"
                " ORDER BY zone != 'product', path"
            )
            definers = [at for (at,) in self.rows(defining, (path.rpartition(".")[2], path))]
            raise file_not_there(path, self.files, definers=definers)
        return File._make(row[0])

    def relative(self, path: str) -> str:
        """A path as the index writes it: relative to the root, with `/`, but for a file that has a `\\` in its very name."""
        import posixpath

        text = path.replace("\\", "/") if "\\" in path and path not in self.files else path
        root = self.root.as_posix().rstrip("/") + "/"
        if posixpath.isabs(text) and not text.startswith(root):  # a link may lead to the root
            folder, name = posixpath.split(text)
            text = f"{posixpath.realpath(folder)}/{name}"
        text = text.removeprefix(root)
        return posixpath.normpath(text) if text else ""

    def read(self, path: str) -> bytes:
        """The bytes of a workspace file; `b""` where it is gone or can't be read."""
        return content_at(f"{self.root}/{path}") or b""

    def text(self, path: str, most: int | None = None) -> str:
        """A workspace file as text, what is no UTF-8 marked in it; only of its first bytes where `most` tells how many."""
        return self.read(path)[:most].decode("utf-8", "replace")

    def is_free(self, path: str) -> bool:
        """Whether nothing has the path, also of what the index leaves out."""
        if path in self.files:
            return False
        if is_there(self.root / path):
            self.lasting = False
            return False
        self.absent.add(path)
        return True

    def lines(self, path: str) -> list[str]:
        """The lines of a workspace file, without line ends."""
        return self.text(path).splitlines()

    @property
    def state(self) -> str:
        """The state that is read; never the same again after a change."""
        return str(self.rows("SELECT value FROM meta WHERE key = 'state'")[0][0])

    def read_apart(self) -> None:
        """Reads on by a connection of its own: in a copy of the process that opened the view, whose connection is not for two."""
        from pathlib import Path

        from .index_file import open_reader

        path = self.rows("PRAGMA database_list")[0][2]
        self._inherited, self._connection = self._connection, open_reader(Path(path))

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of a read-only query, for what no method above answers."""
        return self._connection.execute(statement, parameters).fetchall()

    def iterate(self, statement: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a read-only query, one at a time."""
        yield from self._connection.execute(statement, parameters)
