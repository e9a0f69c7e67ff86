"""C# 14's blocks of extension members: `extension(T it) { … }` in a static class, read as members of the class.

The grammar knows no such block. Its header becomes one of a method without a body, of the same length, and its braces go:
what stands in the block stands in the class. A static class has no other members that are not static, so that these are
told apart (https://learn.microsoft.com/dotnet/csharp/language-reference/keywords/extension).
"""

from __future__ import annotations

import re

from ...tokens import blank
from .lexicon import LEXICON

__all__ = ["MARK", "without_blocks"]

MARK = b"ext_"
"""The name of the method that stands for a block's header."""
KEYWORD = b"extension"
HEADER = re.compile(
    rb"^[ \t]*(extension)[ \t]*(?:<[^(){};]*>)?\s*\([^(){};]*\)\s*(?:where\b[^{};]*)?(\{)", re.MULTILINE
)


def without_blocks(source: bytes) -> bytes:
    """The file with its blocks opened, of the same length."""
    if KEYWORD not in source or HEADER.search(source) is None:
        return source
    code = blank(source, LEXICON).text
    out = bytearray(source)
    for match in HEADER.finditer(code):
        end = _closing(code, match.end())
        if end >= 0:
            out[match.start(1) : match.end(1)] = b"void " + MARK
            out[match.start(2)] = ord(";")
            out[end] = ord(" ")
    return bytes(out)


def _closing(code: bytes, start: int) -> int:
    """Where the brace closes that is open at an offset; -1 where none does."""
    depth = 1
    for match in re.compile(rb"[{}]").finditer(code, start):
        depth += 1 if match[0] == b"{" else -1
        if not depth:
            return match.start()
    return -1
