"""The site tables of a workspace's files: read when first asked for, kept by content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ..indexer.languages import language as language_module
from ..indexer.memo import Memo

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tree_sitter import Node, Parser

    from ..indexer.index import Index
    from .sites import FileSites

__all__ = ["READERS", "SiteTables", "read_sites"]

READERS: dict[str, str] = {
    "Python": "python",
    "JavaScript": "ecmascript",
    "TypeScript": "ecmascript",
    "TSX": "ecmascript",
    "Vue": "ecmascript",
    "Svelte": "ecmascript",
}
"""Linguist's name → the reader's kind."""

FORMAT = b"sites-5:"
MOST_BYTES = 1_500_000


class SiteTables:
    """Path → site table, for one state of the index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._memo = Memo(index.root, len(index.files))
        self._tables: dict[str, FileSites | None] = {}
        self._hashes: dict[str, bytes] | None = None

    def get(self, path: str) -> FileSites | None:
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
                self._tables[path] = json.loads(kept[key])
                continue
            table = read_sites(self.index.read(path), self.index.files[path].language)
            self._tables[path] = table
            fresh[key] = json.dumps(table, separators=(",", ":")).encode()
        self._memo.put(fresh)

    def _readable(self, path: str) -> bool:
        file = self.index.files.get(path)
        return file is not None and file.language in READERS and file.parsed > 0

    def _key(self, path: str) -> bytes:
        if self._hashes is None:
            self._hashes = dict(self.index.iterate("SELECT path, hash FROM files"))
        return FORMAT + READERS[self.index.files[path].language].encode() + b":" + self._hashes[path]


def read_sites(source: bytes, language: str) -> FileSites | None:
    """The site table of a file's text; None where its language has no reader or it is nested too deeply."""
    if language not in READERS or len(source) > MOST_BYTES:
        return None
    text, dialect = language_module(language).prepare(source)
    parser = _parser(dialect)

    def parse(piece: bytes) -> Node:
        return parser.parse(piece).root_node

    try:
        if READERS[language] == "python":
            from .sites_python import read_python

            return read_python(text, parse(text), parse)
        from .sites_ecmascript import read_ecmascript

        return read_ecmascript(text, parse(text))
    except RecursionError:
        return None


def _parser(dialect: str) -> Parser:
    from tree_sitter import Language, Parser

    grammar = language_module(dialect).grammar()
    return Parser(grammar if isinstance(grammar, Language) else Language(grammar))
