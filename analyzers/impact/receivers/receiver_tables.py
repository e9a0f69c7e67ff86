"""The tables of receivers (receiver_forms.py) of one workspace's files, read as far as they are asked for and kept by content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ....indexer.languages.c.macros import without_macros
from ...text_facts import hashes
from ..changes.changes import parse
from .c_nodes import C_FAMILY
from .c_receivers import read_c_receivers
from .class_names import ClassNames
from .receivers import LANGUAGES, read_receivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index
    from .receiver_forms import Receivers

__all__ = ["ReceiverTables"]

FORMAT: Final = b"receivers-48:"
MOST_BYTES = 2_000_000
"""Half a second's reading; a library that is one file has a million."""


class ReceiverTables(ClassNames):
    """The tables of one index."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._tables: dict[str, Receivers | None] = {}

    def table(self, path: str) -> Receivers | None:
        """The receivers of a file; None where its language has none, or where it is too large."""
        if path not in self._tables:
            self.load([path])
        return self._tables[path]

    def load(self, paths: Iterable[str]) -> None:
        """Brings in the tables of several files at once.

        All of them: what an answer rests on must not depend on what earlier questions kept.
        """
        wanted = [path for path in dict.fromkeys(paths) if path not in self._tables]
        self._tables.update(dict.fromkeys(wanted))
        keys = {path: self._key(path) for path in wanted if self._readable(path)}
        kept = self.index.memo.get(keys.values())
        fresh: dict[bytes, bytes] = {}
        for path, key in keys.items():
            if key in kept:
                self._tables[path] = json.loads(kept[key])
            else:
                self._tables[path] = self._read(path)
                fresh[key] = json.dumps(self._tables[path], separators=(",", ":")).encode("utf-8", "replace")
        self.index.memo.put(fresh)

    def _read(self, path: str) -> Receivers | None:
        source, language = self.index.read(path), self.index.files[path].language
        parsed = parse(path, without_macros(source) if language == "C++" else source, language, indexed=True)
        try:
            read = read_c_receivers if self.is_c(path) else read_receivers
            return read(parsed.tree.root_node) if parsed is not None else None
        except RecursionError:
            return None

    def _readable(self, path: str) -> bool:
        file = self.index.files.get(path)
        return (
            file is not None and file.language in LANGUAGES | C_FAMILY and file.parsed > 0 and file.size <= MOST_BYTES
        )

    def is_c(self, path: str) -> bool:
        """A file is of C or C++, which has a reader of its own."""
        file = self.index.files.get(path)
        return file is not None and file.language in C_FAMILY

    def _key(self, path: str, form: bytes = FORMAT) -> bytes:
        return form + hashes(self.index)[path]
