"""How analyzers read the index: typed rows of one consistent state, and the text of workspace files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from io import FileIO
from typing import TYPE_CHECKING, Any
from weakref import finalize

from .facts import Export, Import
from .on_disk import is_there
from .rows import Edge, File, IndexedLink, IndexedSymbol, Problem, Use, edge_of, symbol_of

if TYPE_CHECKING:
    import sqlite3
    from pathlib import Path

    from .languages.base import Lexicon
    from .manifests.base import Manifest
    from .memo import Memo
    from .settings import Settings
    from .tokens import Code

__all__ = ["Edge", "File", "Index", "IndexedLink", "IndexedSymbol", "Problem", "Use"]


MOST_CODES = 2048
"""Texts with blanked literals that a view keeps, some 10 kB each."""

FILE_COLUMNS = "id, path, language, zone, size, module, parsed, lines, code_lines, comment_lines, blank_lines"
SYMBOL_COLUMNS = "symbols.id, path, name, qualname, kind, start_line, end_line, signature, doc, exported, bases, decorators, complexity"
LINK_COLUMNS = "source.path, links.line, links.kind, specifier, ifnull(target.path, ''), links.name, alias, external, stdlib, reason"
LINKS = (
    f"SELECT {LINK_COLUMNS} FROM links JOIN files AS source ON source.id = source_id "  # noqa: S608 - constants
    "LEFT JOIN files AS target ON target.id = target_id"
)


class Index:
    """A read-only view of one workspace's index. Everything it returns is sorted and free of ids of the moment.

    Attributes:
        witness: stays the same as long as nothing can have happened in the workspace or its repository; None where nobody
            watches, so that it has to be looked at again.
        lasting: whether what was asked so far follows from the indexed files and the checked-out commit alone; whoever looks at
            anything else (the state of git, installed packages, a registry, the clock) sets it to False.
        absent: paths that were looked for on the disk beyond the index and not found: what was asked so far rests on that too.
        worked_out: what analyzers concluded from this state, kept with it (`analyzers/per_index.py`).
    """

    def __init__(self, root: Path, connection: sqlite3.Connection, settings: Settings) -> None:
        self.root = root
        self.settings = settings
        self.witness: int | None = None
        self.lasting = True
        self.absent: set[str] = set()
        self.worked_out: dict[Any, Any] = {}
        self._connection = connection
        self._end = finalize(self, connection.close)

    # ---- files

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

            raise file_not_there(path, self.files)
        return File._make(row[0])

    def relative(self, path: str) -> str:
        """A path as the index writes it: relative to the root, with `/`, but for a file that has a `\\` in its very name."""
        import posixpath

        text = path.replace("\\", "/") if "\\" in path and path not in self.files else path
        root = self.root.as_posix().rstrip("/") + "/"
        text = text.removeprefix(root)
        return posixpath.normpath(text) if text else ""

    def read(self, path: str) -> bytes:
        """The bytes of a workspace file; `b""` where it is gone or can't be read.

        Some questions read thousands: joining and opening by `pathlib` costs more than the rest.
        """
        try:
            with FileIO(f"{self.root}/{path}") as stream:
                return stream.readall()
        except OSError:
            return b""

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
        return self.read(path).decode("utf-8", "replace").splitlines()

    # ---- symbols

    def symbols(
        self, path: str | None = None, *, name: str | None = None, kinds: Iterable[str] = ()
    ) -> list[IndexedSymbol]:
        """Definitions by file, bare name and kind, in path and source order."""
        where, parameters = ["1"], []
        if path is not None:
            where.append("path = ?")
            parameters.append(path)
        if name is not None:
            where.append("name = ?")
            parameters.append(name)
        if kinds := tuple(kinds):
            where.append(f"kind IN ({','.join('?' * len(kinds))})")
            parameters += kinds
        rows = self.rows(
            f"SELECT {SYMBOL_COLUMNS} FROM symbols JOIN files ON files.id = file_id "  # noqa: S608 - constants and marks
            f"WHERE {' AND '.join(where)} ORDER BY path, symbols.id",
            parameters,
        )
        return [symbol_of(row) for row in rows]

    def symbol(self, path: str, name: str) -> IndexedSymbol:
        """One definition of a file, by dotted path, or by bare name where only one is meant.

        Raises:
            SymbolNotFoundError: with the nearest names of the file.
            AmbiguousSymbolError: with the candidates.
        """
        symbols = self.symbols(path)
        exact = [symbol for symbol in symbols if symbol.qualname == name]
        if exact:
            return exact[0]
        bare = [symbol for symbol in symbols if symbol.name == name]
        if len({symbol.qualname for symbol in bare}) == 1:
            return bare[0]
        from .nearest import symbol_not_told

        raise symbol_not_told(path, name, symbols, bare)

    def exports(self, path: str) -> list[Export]:
        """Public names of a file that differ from its symbols' own."""
        rows = self.rows(
            "SELECT exports.name, local, line FROM exports JOIN files ON files.id = file_id WHERE path = ? ORDER BY line, 1",
            (path,),
        )
        return [Export._make(row) for row in rows]

    # ---- the graph

    def imports(self, path: str) -> list[Import]:
        """The imports of a file as written, in source order."""
        rows = self.rows(
            "SELECT line, kind, specifier, name, alias, form FROM imports JOIN files ON files.id = file_id WHERE path = ? ORDER BY seq",
            (path,),
        )
        return [Import._make(row) for row in rows]

    def links_from(self, path: str) -> list[IndexedLink]:
        """Where a file's imports lead, in source order."""
        return self._links("WHERE source.path = ? ORDER BY links.seq", (path,))

    def links_to(self, path: str) -> list[IndexedLink]:
        """Which imports lead to a file, by path and line."""
        return self._links(
            "WHERE target_id = (SELECT id FROM files WHERE path = ?) ORDER BY source.path, links.seq", (path,)
        )

    def links(self) -> list[IndexedLink]:
        """All links of the workspace, by path and line."""
        return self._links("ORDER BY source.path, links.seq", ())

    def external_links(self) -> list[IndexedLink]:
        """Links that lead out of the workspace, by path and line."""
        return self._external

    def unresolved(self) -> list[IndexedLink]:
        """Imports that lead nowhere, by path and line."""
        return self._unresolved

    @cached_property
    def _external(self) -> list[IndexedLink]:
        return self._links("WHERE external <> '' ORDER BY source.path, links.seq", ())

    @cached_property
    def _unresolved(self) -> list[IndexedLink]:
        return self._links("WHERE reason <> '' ORDER BY source.path, links.seq", ())

    def _links(self, clause: str, parameters: Sequence[object]) -> list[IndexedLink]:
        return [
            IndexedLink._make((*row[:8], bool(row[8]), row[9])) for row in self.rows(f"{LINKS} {clause}", parameters)
        ]

    @cached_property
    def adjacency(self) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
        """`(path → what it imports, path → what imports it)`, each sorted; files without edges are left out."""
        forward: dict[str, list[str]] = {}
        backward: dict[str, list[str]] = {}
        paths = self.paths
        pairs = self.rows(
            "SELECT DISTINCT source_id, target_id FROM links WHERE target_id IS NOT NULL AND target_id <> source_id"
        )
        for source, target in sorted((paths[source], paths[target]) for source, target in pairs):
            forward.setdefault(source, []).append(target)
            backward.setdefault(target, []).append(source)
        return (
            {key: tuple(value) for key, value in forward.items()},
            {key: tuple(value) for key, value in backward.items()},
        )

    def edges(self) -> list[Edge]:
        """All edges between files, by source and target; a file's links to itself are left out."""
        return self._edges

    @cached_property
    def _edges(self) -> list[Edge]:
        paths = self.paths
        rows = self.rows(
            "SELECT source_id, target_id, kind, line, name FROM links WHERE target_id IS NOT NULL AND target_id <> source_id"
        )
        grouped: dict[tuple[int, int], list[tuple[str, int, str]]] = {}
        for source, target, *link in rows:
            grouped.setdefault((source, target), []).append(tuple(link))
        return sorted(edge_of(paths[source], paths[target], links) for (source, target), links in grouped.items())

    def edges_from(self, numbers: Iterable[int]) -> list[Edge]:
        """The edges that leave files, given by their ids, in that order: cheaper than all edges where they are few."""
        paths = self.paths
        statement = "SELECT target_id, kind, line, name FROM links WHERE source_id = ? AND target_id <> source_id"
        found: list[Edge] = []
        for number in numbers:
            grouped: dict[int, list[tuple[str, int, str]]] = {}
            for target, *link in self.rows(statement, (number,)):
                grouped.setdefault(target, []).append(tuple(link))
            found += sorted(edge_of(paths[number], paths[target], links) for target, links in grouped.items())
        return found

    def edges_of(self, path: str) -> tuple[list[Edge], list[Edge]]:
        """`(the edges that leave a file, the edges that enter it)`, each sorted: much cheaper than all edges."""
        number = self.file(path).id
        leaving = self._neighbours("target_id", "source_id", number)
        entering = self._neighbours("source_id", "target_id", number)
        return (
            sorted(edge_of(path, other, links) for other, links in leaving.items()),
            sorted(edge_of(other, path, links) for other, links in entering.items()),
        )

    def _neighbours(self, other: str, own: str, number: int) -> dict[str, list[tuple[str, int, str]]]:
        rows = self.rows(
            f"SELECT path, kind, line, name FROM links JOIN files ON id = {other} WHERE {own} = ? AND {other} <> {own}",  # noqa: S608 - constants
            (number,),
        )
        grouped: dict[str, list[tuple[str, int, str]]] = {}
        for path, *link in rows:
            grouped.setdefault(path, []).append(tuple(link))
        return grouped

    def files_using(self, name: str) -> list[str]:
        """The files in which a name occurs as an identifier, sorted: much cheaper than the places themselves."""
        row = self.rows("SELECT files FROM postings WHERE name = ?", (name,))
        return sorted(self.paths[file_id] for file_id in map(int, row[0][0].split())) if row else []

    def names_used(self, path: str) -> frozenset[str]:
        """Every identifier of a file."""
        row = self.rows(
            "SELECT names || char(10) || members FROM uses JOIN files ON files.id = file_id WHERE path = ?", (path,)
        )
        return frozenset(filter(None, row[0][0].split("\n"))) if row else frozenset()

    def places(self, path: str, names: Collection[str]) -> dict[str, Use]:
        """Where names stand in a file as identifiers, read from its text; names that it doesn't use are left out."""
        from .uses import places

        code, lexicon = self._codes(path)
        if lexicon is None:
            return {}
        found = places(code, lexicon, {word.encode() for word in names})
        return {word.decode(): Use(tuple(bare), tuple(members)) for word, (bare, members) in found.items()}

    @cached_property
    def _codes(self) -> Callable[[str], tuple[Code, Lexicon | None]]:
        """Path → its text with blanked literals; the last ones are kept, for a search asks for name after name."""
        from .languages import language, supported
        from .tokens import Code, blank

        def read(path: str) -> tuple[Code, Lexicon | None]:
            name = self.file(path).language
            if not supported(name):
                return Code(b"", []), None
            module = language(name)
            return blank(module.prepare(self.read(path))[0], module.LEXICON), module.LEXICON

        return lru_cache(maxsize=MOST_CODES)(read)

    # ---- manifests and the index itself

    @cached_property
    def manifests(self) -> Mapping[str, Manifest]:
        """Path → manifest, completed from the other manifests of its ecosystem, sorted by path.

        Each is decoded when it is first read: look at the path before the manifest where the path may decide.
        """
        from .manifests.serial import StoredManifests

        rows = self.rows("SELECT path, linked FROM manifests JOIN files ON files.id = file_id ORDER BY path")
        return StoredManifests(dict(rows))

    def problems(self) -> list[Problem]:
        """What could not be taken in, by path, stage and line."""
        return [
            Problem._make(row)
            for row in self.rows("SELECT path, stage, line, message FROM problems ORDER BY 1, 2, 3, 4")
        ]

    def rows(self, statement: str, parameters: Sequence[object] = ()) -> list[Any]:
        """All rows of a read-only query, for what no method above answers."""
        return self._connection.execute(statement, parameters).fetchall()

    def iterate(self, statement: str, parameters: Sequence[object] = ()) -> Iterator[Any]:
        """The rows of a read-only query, one at a time."""
        yield from self._connection.execute(statement, parameters)

    @cached_property
    def memo(self) -> Memo:
        """What questions before worked out, kept beside the index by content."""
        from .memo import Memo

        return Memo(self.root, len(self.files))

    def close(self) -> None:
        """Ends the view; what holds it from inside is let go of, so that its memory is free at once."""
        self.worked_out.clear()
        vars(self).pop("_codes", None)
        if "memo" in self.__dict__:
            self.memo.close()
        self._end()
