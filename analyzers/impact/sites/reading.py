"""A file's site table: read from its syntax tree by its language's reader, and packed into one text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages import prepared
from ....indexer.languages.families import FAMILIES, JAVASCRIPT
from ....indexer.languages.trees import parser_of

if TYPE_CHECKING:
    from tree_sitter import Node

    from .shape import FileSites

__all__ = ["PARTS", "READERS", "pack", "packed_sites", "read_sites"]

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
