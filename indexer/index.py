"""How analyzers read the index: typed rows of one consistent state, and the text of workspace files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any
from weakref import finalize

from .facts import Export
from .indexed_graph import IndexedGraph
from .rows import Edge, File, IndexedLink, IndexedSymbol, Problem, Use, symbol_of

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

SYMBOL_COLUMNS = "symbols.id, path, name, qualname, kind, start_line, end_line, signature, doc, exported, bases, decorators, complexity"


class Index(IndexedGraph):
    """A read-only view of one workspace's index. Everything it returns is sorted and free of ids of the moment.

    Its files and the graph are in the classes that it builds on; here is what the files hold.

    Attributes:
        witness: stays the same as long as nothing can have happened in the workspace or its repository; None where nobody
            watches, so that it has to be looked at again.
        passing: whether one question is asked of it, by a process that ends or forgets it then.
        worked_out: what analyzers concluded from this state, kept with it (`analyzers/per_index.py`).
        faults: what failed → why, where an answer is given without that (`analyzers/sparing.py`); None as long as none is caught.
        begun: what waits for that of it which another process concludes (`analyzers/in_shares.py`).
    """

    def __init__(self, root: Path, connection: sqlite3.Connection, settings: Settings) -> None:
        super().__init__(root, connection)
        self.settings = settings
        self.witness: int | None = None
        self.passing = False
        self.faults: dict[str, str] | None = None
        self.worked_out: dict[Any, Any] = {}
        self.begun: dict[Any, Callable[[], None]] = {}
        self._end = finalize(self, connection.close)

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
        """One definition of a file, by dotted path, or by bare name where only one is meant; also as its language writes it.

        Raises:
            SymbolNotFoundError: with the nearest names of the file.
            AmbiguousSymbolError: with the candidates.
        """
        symbols = self.symbols(path)
        exact = [symbol for symbol in symbols if symbol.qualname == name]
        if exact:
            return exact[0]
        from .spelled_names import dotted, qualified

        plain = dotted(name)
        bare = [symbol for symbol in symbols if symbol.name == name]
        bare = bare or (qualified(plain, symbols, path, self.read(path)) if plain else [])
        if len({symbol.qualname for symbol in bare}) == 1:
            return bare[0]
        from .languages import supported
        from .nearest import symbol_not_told

        file, unread = self.files.get(path), ""
        if file is not None and not file.parsed:
            unread = (
                "this file could not be parsed"
                if supported(file.language)
                else f"definitions of {file.language} are not read"
            )
        raise symbol_not_told(path, name, symbols, bare, unread=unread)

    def exports(self, path: str) -> list[Export]:
        """Public names of a file that differ from its symbols' own."""
        rows = self.rows(
            "SELECT exports.name, local, line FROM exports JOIN files ON files.id = file_id WHERE path = ? ORDER BY line, 1",
            (path,),
        )
        return [Export._make(row) for row in rows]

    # ---- uses

    def files_using(self, name: str) -> list[str]:
        """The files in which a name occurs as an identifier, sorted: much cheaper than the places themselves."""
        row = self.rows("SELECT files FROM postings WHERE name = ?", (name,))
        return sorted(self.paths[file_id] for file_id in map(int, row[0][0].split())) if row else []

    def names_used(self, path: str) -> frozenset[str]:
        """Every identifier of a file."""
        query = "SELECT names || char(10) || members FROM uses JOIN files ON files.id = file_id WHERE path = ?"
        row = self.rows(query, (path,))
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
        from .languages import language, prepared, supported
        from .tokens import Code, blank

        def read(path: str) -> tuple[Code, Lexicon | None]:
            name = self.file(path).language
            if not supported(name):
                return Code(b"", []), None
            lexicon = language(name).LEXICON
            return blank(prepared(name, self.read(path))[0], lexicon), lexicon

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
