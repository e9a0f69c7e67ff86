"""The site tables of a workspace's files: read by their language's reader when first asked for, packed into one text, kept by content."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from .... import lazy_re as re
from ....indexer.languages import prepared
from ....indexer.languages.families import FAMILIES, JAVASCRIPT
from ....indexer.languages.trees import parser_of
from ...kept_tables import kept_tables
from ...per_index import per_index
from ...text_facts import hashes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node

    from ....indexer.index import Index
    from .shape import FileSites

__all__ = ["NO_TABLE", "READERS", "SiteTables", "Table", "packed_sites", "read_sites", "site_tables"]

FORMAT = b"sites-85:"
READERS: dict[str, str] = {
    **dict.fromkeys(FAMILIES["python"].languages, "python"),
    **dict.fromkeys(JAVASCRIPT, "ecmascript"),
}
"""Linguist's name → the reader's kind."""

MOST_BYTES = 1_500_000
"""A larger file gets no table."""
LINE = re.compile(r".+")
"""A key may be empty or have a line end in it; nothing that one can ask for is called so."""
encode = json.JSONEncoder(separators=(",", ":"), check_circular=False).encode
"""As `json.dumps`, which makes an encoder for each call."""
PARTS = ("bound", "returns", "classes", "functions", "prefixes", "parameters")
MOST_KEPT = 12_000_000
"""Bytes of packed tables kept between questions; decoded they take several times that."""


class Table:
    """A site table in packed form: a part of it, or the rows of one name, is decoded when it is first asked for.

    Packed, it is one line for each of `PARTS`, a line for each name, and a line of rows for each name, with empty lines between.
    What the parts hold, `FileSites` says.
    """

    bound: dict[str, Any]
    returns: dict[str, Any]
    classes: dict[str, list[Any]]
    functions: dict[str, list[str]]
    prefixes: dict[str, list[list[Any]]]
    parameters: dict[str, list[Any]]

    def __init__(self, packed: bytes) -> None:
        self._head, names, self._packed_rows = packed.split(b"\n\n", 2)
        self._names = b"\n%b\n" % names
        self._sites: dict[str, list[list[Any]]] = {}

    def sites(self, name: str) -> list[list[Any]]:
        """The occurrences of a name; the same lists each time."""
        if name not in self._sites:
            start = self._names.find(f"\n{name}\n".encode()) if name else -1
            number = self._names.count(b"\n", 0, start)
            self._sites[name] = json.loads(self._rows[number]) if start >= 0 else []
        return self._sites[name]

    @cached_property
    def _rows(self) -> list[bytes]:
        return self._packed_rows.split(b"\n")

    def __getattr__(self, name: str) -> Any:
        """A part, decoded once."""
        if name not in PARTS:
            raise AttributeError(name)
        found = self.__dict__[name] = json.loads(self._head.split(b"\n")[PARTS.index(name)])
        return found


NO_TABLE: Final = Table(b"\n".join([b"{}"] * len(PARTS)) + b"\n\n\n\n")
"""Of a file that has none: it says nothing."""


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
        alone: read in this process only, however many are wanted.
    """

    def __init__(self, index: Index, *, alone: bool = False) -> None:
        self.index = index
        self.alone = alone
        self.size = 0
        self._tables: dict[str, Table | None] = {}

    def get(self, path: str) -> Table | None:
        """The table of a file; None where its language has no reader or it can't be parsed."""
        if path not in self._tables:
            self.load([path])
        return self._tables[path]

    def load(self, paths: Iterable[str]) -> None:
        """Brings in the tables of several files at once."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._tables]
        keys = {path: self._key(path) for path in wanted if self.readable(path)}
        self._tables.update(dict.fromkeys(wanted))
        found = kept_tables(self.index, keys, packed_sites, alone=self.alone)
        self._tables |= {path: self._table(packed) for path, packed in found.items()}

    def _table(self, packed: bytes) -> Table:
        self.size += len(packed)
        return Table(packed)

    def readable(self, path: str) -> bool:
        """Whether a file is in a language whose scopes are read, if it can be."""
        file = self.index.files.get(path)
        return file is not None and file.language in READERS and file.parsed > 0

    def _key(self, path: str) -> bytes:
        return FORMAT + READERS[self.index.files[path].language].encode() + b":" + hashes(self.index)[path]


# ---- How a table is made


def packed_sites(source: bytes, language: str) -> bytes | None:
    """The packed site table of a file's text; None where it has none."""
    table = read_sites(source, language)
    return None if table is None else pack(table)


def pack(table: FileSites) -> bytes:
    """The packed form of a table."""
    head = "\n".join(encode(table[part]) for part in PARTS)  # type: ignore[literal-required]
    sites = {name: rows for name, rows in table["sites"].items() if LINE.fullmatch(name)}
    names, rows = "\n".join(sites), "\n".join(map(encode, sites.values()))
    return f"{head}\n\n{names}\n\n{rows}".encode("utf-8", "replace")


def read_sites(source: bytes, language: str) -> FileSites | None:
    """The site table of a file's text; None where its language has no reader or it is nested too deeply.

    The indexer has parsed this very text and found that the grammar ends: nodes know their text only if it is given as a whole.
    """
    if language not in READERS:
        return None
    text, dialect = prepared(language, source)
    if len(text) > MOST_BYTES:
        return None
    parser = parser_of(dialect)

    def root(piece: bytes) -> Node:
        return parser.parse(piece).root_node

    try:
        if READERS[language] == "python":
            from .python.table import read_python

            return read_python(text, root(text), root)
        from .ecmascript.table import read_ecmascript

        return read_ecmascript(text, root(text), documented=dialect == "JavaScript")
    except RecursionError:
        return None
