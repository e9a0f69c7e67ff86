"""C: symbols and imports of a file, and where its imports lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...facts import Extracted
from ..base import Lexicon
from ..common import as_it_stands as prepare
from ..common import captures_in, load_query
from .definitions import macros_inside
from .includes import includes
from .symbols import is_header, symbols

if TYPE_CHECKING:
    from tree_sitter import Tree

__all__ = ["extract", "prepare"]

SKIP = rb"//(?:[^\n\\]|\\.)*+|/\*(?:[^*]++|\*(?!/))*+(?:\*/|\Z)"
STRING = rb"""(?:u8|[uUL])?+(?:"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+)"""
LEXICON = Lexicon(
    skip=SKIP,
    string=STRING,
    keywords=frozenset(
        b"auto break case char const constexpr continue default do double else enum extern float for goto if inline "
        b"int long register restrict return short signed sizeof static struct switch typedef typeof union unsigned "
        b"void volatile while _Alignas _Alignof _Atomic _Bool _Generic _Noreturn _Static_assert _Thread_local".split()
    ),
    branches=frozenset(b"if for while case && || ?".split()),
    prefixed=True,
)


CONTAINERS = frozenset({"linkage", "struct", "enum", "tagged"})


def extract(source: bytes, tree: Tree, path: str) -> Extracted:
    """The file's definitions and includes; see `LanguageModule.extract`."""
    query = load_query("c", "tree_sitter_c")
    found = captures_in(query, tree, CONTAINERS, frozenset({"directive"}))
    found["macro"] = [*found.get("macro", ()), *macros_inside(source, tree, found.get("macro", ()))]
    return Extracted(symbols(source, found, header=is_header(path)), includes(source, tree))
