"""Rust: items that stand in the arguments of a macro (`cfg_net! { pub struct TcpListener { … } }`).

Libraries gate whole groups of items so; the macro passes them on. To the grammar they are loose tokens, so the arguments
alone are parsed a second time, at their place in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..common import grammar_of

if TYPE_CHECKING:
    from tree_sitter import Tree

__all__ = ["macro_items"]

CALL = re.compile(rb"^\w++!\s*\{(.*?)^\}", re.MULTILINE | re.DOTALL)
"""A macro call at the outermost level, to the first closing brace in the first column."""
ITEM = re.compile(
    rb"(?:\s++|//[^\n]*+|#!?\[[^\n]*?\](?=\s))*+(?:pub\b|mod\s|fn\s|struct\s|enum\s|trait\s|impl\b|const\s|static\s++(?!ref\b)|type\s"
    rb"|unsafe\s|async\s|extern\s|use\s)"
)
NOT_A_LINE_BREAK = re.compile(rb"[^\n]+")


def macro_items(source: bytes) -> Tree | None:
    """A tree of what such macro calls hold, with the positions of the file; None where the file has none."""
    if b"! {" not in source and b"!{" not in source:
        return None
    calls = (match for match in CALL.finditer(source) if ITEM.match(match[1]))
    spans = [match.span(1) for match in calls if match[1].count(b"{") == match[1].count(b"}")]
    if not spans:
        return None
    from tree_sitter import Parser

    return Parser(grammar_of("tree_sitter_rust")).parse(_alone(source, spans))


def _alone(source: bytes, spans: list[tuple[int, int]]) -> bytes:
    """The file with all but the spans blank, its lines kept."""
    pieces: list[bytes] = []
    last = 0
    for start, end in spans:
        pieces += (_blank(source[last:start]), source[start:end])
        last = end
    return b"".join((*pieces, _blank(source[last:])))


def _blank(piece: bytes) -> bytes:
    return NOT_A_LINE_BREAK.sub(lambda match: b" " * len(match[0]), piece)
