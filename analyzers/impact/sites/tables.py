"""The site tables of a workspace's files: read when first asked for, kept by content."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ....indexer.languages import language as language_module
from ....indexer.languages.trees import parser_of
from ....indexer.memo import Memo
from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

    from ....indexer.index import Index
    from .shape import FileSites

__all__ = ["READERS", "SiteTables", "Table", "pack", "read_sites", "site_tables"]

READERS: dict[str, str] = {
    "Python": "python",
    "JavaScript": "ecmascript",
    "TypeScript": "ecmascript",
    "TSX": "ecmascript",
    "Vue": "ecmascript",
    "Svelte": "ecmascript",
}
"""Linguist's name → the reader's kind."""

FORMAT = b"sites-15:"
MOST_BYTES = 1_500_000
MOST_KEPT = 12_000_000
"""Bytes of packed tables kept between questions; decoded they take several times that."""


PARTS = ("bound", "returns", "classes", "functions", "prefixes")


class Table:
    """A site table in packed form: a part of it, or the rows of one name, is decoded when it is first asked for.

    Packed, it is one line for each of `PARTS`, an empty line, and a line for each name: the name, a tab, its rows.
    """

    def __init__(self, packed: bytes) -> None:
        self._head, _, self._rows = packed.partition(b"\n\n")
        self._rows = b"\n" + self._rows
        self._sites: dict[str, list[list[Any]]] = {}

    def sites(self, name: str) -> list[list[Any]]:
        """The occurrences of a name; the same lists each time."""
        if name not in self._sites:
            mark = f"\n{name}\t".encode()
            start = self._rows.find(mark)
            row = self._rows[start + len(mark) : self._rows.find(b"\n", start + 1)] if start >= 0 else b"[]"
            self._sites[name] = json.loads(row)
        return self._sites[name]

    def _part(self, name: str) -> Any:
        return json.loads(self._head.split(b"\n")[PARTS.index(name)])

    @cached_property
    def bound(self) -> dict[str, Any]:
        """See `FileSites`."""
        found: dict[str, Any] = self._part("bound")
        return found

    @cached_property
    def returns(self) -> dict[str, Any]:
        """See `FileSites`."""
        found: dict[str, Any] = self._part("returns")
        return found

    @cached_property
    def classes(self) -> dict[str, list[Any]]:
        """See `FileSites`."""
        found: dict[str, list[Any]] = self._part("classes")
        return found

    @cached_property
    def functions(self) -> dict[str, list[str]]:
        """See `FileSites`."""
        found: dict[str, list[str]] = self._part("functions")
        return found

    @cached_property
    def prefixes(self) -> dict[str, list[list[Any]]]:
        """See `FileSites`."""
        found: dict[str, list[list[Any]]] = self._part("prefixes")
        return found


def pack(table: FileSites) -> bytes:
    """The packed form of a table."""
    head = [json.dumps(table[part], separators=(",", ":")) for part in PARTS]  # type: ignore[literal-required]
    rows = [f"{name}\t{json.dumps(found, separators=(',', ':'))}\n" for name, found in table["sites"].items()]
    return ("\n".join(head) + "\n\n" + "".join(rows)).encode("utf-8", "replace")


def site_tables(index: Index) -> SiteTables:
    """The tables of an index state as far as questions before read them, anew where those have become many."""
    kept = _kept(index)
    if not kept or kept[0].size > MOST_KEPT:
        kept[:] = [SiteTables(index)]
    return kept[0]


@per_index
def _kept(index: Index) -> list[SiteTables]:
    del index
    return []


class SiteTables:
    """Path → site table, for one state of the index.

    Attributes:
        size: bytes of the packed tables that were read.
    """

    def __init__(self, index: Index) -> None:
        self.index = index
        self.size = 0
        self._memo = Memo(index.root, len(index.files))
        self._tables: dict[str, Table | None] = {}
        self._hashes: dict[str, bytes] | None = None

    def get(self, path: str) -> Table | None:
        """The table of a file; None where its language has no reader or it can't be parsed."""
        if path not in self._tables:
            self.load([path])
        return self._tables[path]

    def load(self, paths: Iterable[str]) -> None:
        """Brings in the tables of several files at once."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._tables]
        keys = {path: self._key(path) for path in wanted if self._readable(path)}
        self._tables.update(dict.fromkeys(wanted))
        kept = self._memo.get(keys.values())
        fresh: dict[bytes, bytes] = {}
        for path, key in keys.items():
            if key in kept:
                self._tables[path] = self._table(kept[key])
                continue
            table = read_sites(self.index.read(path), self.index.files[path].language)
            if table is not None:
                fresh[key] = pack(table)
                self._tables[path] = self._table(fresh[key])
        self._memo.put(fresh)

    def _table(self, packed: bytes) -> Table:
        self.size += len(packed)
        return Table(packed)

    def _readable(self, path: str) -> bool:
        file = self.index.files.get(path)
        return file is not None and file.language in READERS and file.parsed > 0

    def _key(self, path: str) -> bytes:
        if self._hashes is None:
            self._hashes = dict(self.index.iterate("SELECT path, hash FROM files"))
        return FORMAT + READERS[self.index.files[path].language].encode() + b":" + self._hashes[path]


def read_sites(source: bytes, language: str) -> FileSites | None:
    """The site table of a file's text; None where its language has no reader or it is nested too deeply.

    The indexer has parsed this very text and found that the grammar ends: nodes know their text only if it is given as a whole.
    """
    if language not in READERS or len(source) > MOST_BYTES:
        return None
    text, dialect = language_module(language).prepare(source)
    parser = parser_of(dialect)

    def root(piece: bytes) -> Node:
        return parser.parse(piece).root_node

    try:
        if READERS[language] == "python":
            from .python import read_python

            return read_python(text, root(text), root)
        from .ecmascript import read_ecmascript

        return read_ecmascript(text, root(text))
    except RecursionError:
        return None
