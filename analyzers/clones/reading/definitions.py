"""The definitions of a file, as the index has them or as they were just read, and the names of functions that are none of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....indexer.facts import Symbol
    from ....indexer.index import Index

__all__ = ["CLASSES", "UNSEEN", "Definition", "defined", "has_keyword", "name_in", "stored"]

CLASSES: Final = frozenset({"class", "struct", "trait", "object", "interface"})

DEFINED: Final = re.compile(rb"(?:def|fun|func|fn|function)\s++([\w$\x80-\xff]++)")
CALLED: Final = re.compile(rb"[^(]*?([\w$.\x80-\xff]++)\s*+\(")
"""Where the name stands: behind the keyword, else before the first bracket."""

MOST_BYTES: Final = 80
FILE_SHIFT: Final = 20
"""The id of a stored definition is its file's, shifted by so many bits, and its position in the file."""


class Definition(NamedTuple):
    """Dotted path, kind, first and last line, and the decorators, one a line."""

    name: str
    kind: str
    start_line: int
    end_line: int
    decorators: str


UNSEEN: Final = Definition("", "function", 0, 0, "")


def stored(index: Index, file_id: int) -> Mapping[int, Definition]:
    """Those of a file of the index by their position among them; all of them are read with the first."""
    query = (
        "SELECT id, qualname, kind, start_line, end_line, decorators FROM symbols WHERE id >= ? AND id < ? ORDER BY id"
    )
    first = file_id << FILE_SHIFT
    return {
        number - first: Definition(*told) for number, *told in index.rows(query, (first, first + (1 << FILE_SHIFT)))
    }


def defined(symbols: Sequence[Symbol]) -> Mapping[int, Definition]:
    """Those of a file that is not in the index as it stands."""
    return {seq: Definition(*symbol[:4], "\n".join(symbol.decorators)) for seq, symbol in enumerate(symbols)}


def name_in(source: bytes, start: int) -> str:
    """The name of the function that begins there, or of what it is passed to; empty where neither has one."""
    head = source[start : start + MOST_BYTES].partition(b"\n")[0]
    found = DEFINED.match(head) or CALLED.match(head)
    return found[1].decode("utf-8", "replace") if found else ""


def has_keyword(source: bytes, start: int) -> bool:
    """Whether the function that begins there is defined by its name, not written where it is passed on or put into an object."""
    return DEFINED.match(source, start) is not None
