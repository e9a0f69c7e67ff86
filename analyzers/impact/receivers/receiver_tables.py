"""The tables of receivers (receiver_forms.py) of one workspace's files, read as far as they are asked for and kept by content."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from ....indexer.languages.c.macros import without_macros
from ...kept_tables import kept_tables
from ...text_facts import hashes
from ..changes.changes import parse
from .c_receivers import read_c_receivers
from .class_names import ClassNames
from .receiver_forms import NO_RECEIVERS
from .receivers import LANGUAGES, read_receivers
from .written_names import C_FAMILY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import File, Index
    from .receiver_forms import Receivers

__all__ = ["ReceiverTables", "keep_receivers", "readable"]

FORMAT: Final = b"receivers-69:"
MOST_BYTES = 2_000_000
"""Half a second's reading; a library that is one file has a million."""


class ReceiverTables(ClassNames):
    """The tables of one index."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._tables: dict[str, Receivers] = {}

    def table(self, path: str) -> Receivers:
        """The receivers of a file; `NO_RECEIVERS` where its language has none, or where it is too large."""
        if path not in self._tables:
            self.load([path])
        return self._tables[path]

    def load(self, paths: Iterable[str]) -> None:
        """Brings in the tables of several files at once.

        All of them: what an answer rests on must not depend on what earlier questions kept.
        """
        wanted = [path for path in dict.fromkeys(paths) if path not in self._tables]
        found = {path: json.loads(packed) for path, packed in keep_receivers(self.index, wanted).items()}
        self._tables.update((path, found.get(path) or NO_RECEIVERS) for path in wanted)

    def is_c(self, path: str) -> bool:
        """A file is of C or C++, which has a reader of its own."""
        file = self.index.files.get(path)
        return file is not None and file.language in C_FAMILY


def keep_receivers(index: Index, paths: Iterable[str], *, alone: bool = False) -> dict[str, bytes]:
    """Path → packed table, of those of the files that have one; read and kept where nobody did so before.

    Args:
        alone: read in this process only.
    """
    having = (file for path in paths if (file := index.files.get(path)) is not None and readable(file))
    keys = {file.path: b"%b%b:%b" % (FORMAT, file.language.encode(), hashes(index)[file.path]) for file in having}
    return kept_tables(index, keys, _packed, alone=alone)


def readable(file: File) -> bool:
    """Whether a file has a table."""
    return file.language in LANGUAGES | C_FAMILY and file.parsed > 0 and file.size <= MOST_BYTES


def _packed(source: bytes, language: str) -> bytes:
    """The receivers of a text, as JSON; `null` where it can't be read."""
    parsed = parse("", without_macros(source) if language == "C++" else source, language, indexed=True)
    read = read_c_receivers if language in C_FAMILY else read_receivers
    try:
        receivers = read(parsed.tree.root_node) if parsed is not None else None
    except RecursionError:
        receivers = None
    return json.dumps(receivers, separators=(",", ":")).encode("utf-8", "replace")
