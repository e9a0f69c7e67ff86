"""Where the functions of a text stand that clones are looked for in: those with a symbol, and those that only their layout shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from ... import lazy_re as re
from ..tokens import most_tokens

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..facts import Symbol
    from ..languages.base import Lexicon

__all__ = ["UNNAMED", "Span", "is_head", "spans"]

KINDS = frozenset({"function", "method", "constructor", "component"})
"""What is compared as a whole; classes and files follow from their members."""

SMALLEST_BYTES = 60
SMALLEST_SHAPE = 6
SMALLEST_TOKENS = 40
"""A function of fewer bytes, or of both fewer punctuation marks and tokens, is not looked at: calls without brackets have few marks."""

NESTED = 7
"""Brackets in brackets so deep are followed: rows of cases in a decorator hold calls that hold calls."""


def _bracketed(opening: bytes, closing: bytes) -> bytes:
    """Pattern source of a pair of brackets with what stands between them."""
    opens, closes = re.escape(opening), re.escape(closing)
    plain = rb"[^" + opens + closes + rb"]++"
    pattern = opens + plain[:-2] + rb"*+" + closes
    for _ in range(NESTED - 1):
        pattern = opens + rb"(?:" + plain + rb"|" + pattern + rb")*+" + closes
    return pattern


HEAD = re.compile(
    rb"(?:@[\w.:]++(?:"
    + _bracketed(b"(", b")")
    + rb")?+\s*+|#?"
    + _bracketed(b"[", b"]")
    + rb"\s*+"
    + rb"|(?:export|default|public|private|protected|internal|static|final|abstract|override|open|pub)(?:\(\w*+\))?+\s++)*+"
)
"""Decorators, attributes and modifiers before a definition: a copy may well have others. For text with blanked literals: the
brackets in those need not close."""

NO_HEAD = rb"(?!(?:if|for|foreach|while|switch|catch|else|try|do|with|using|lock|match|loop|unless|until|synchronized)\b|[})\]])"
IN_BRACES = rb"\{[ \t]*+\r?\n((?:(?!\1[^ \t\r\n])[^\n]*+\n){4,120}+)\1\})"
INNER = re.compile(rb"^(?=([ \t]*+)" + NO_HEAD + rb"[^\n]{0,300}?(?:\)|=>)[^\n(){};]{0,60}" + IN_BRACES, re.MULTILINE)
"""A function that no symbol names (a callback, a method in an object literal), by its layout: a head that opens a brace,
deeper lines, and a brace at the head's own depth."""

OPENS = re.compile(NO_HEAD + rb"(?![^\n(]*\b(?:class|interface|object|struct|record)\b)[^\n]{0,300}\($")
BODY = re.compile(rb"^(?=([ \t]*+)\)[^\n(){};]{0,120}" + IN_BRACES, re.MULTILINE)
CLOSES = ord(")")
MOST_PARAMETERS = 20
"""One whose parameters stand on lines of their own: the first line of its head, the last one with the body, and how many lines
may stand between."""

DEEPER = rb"(?:(?!\1[^ \t\r\n])[^\n]*+\n)"
BELOW = rb"(?:(?:\1[ \t][^\n]*+|[ \t\r]*+)\n)"
LOCAL = re.compile(
    rb"^(?=([ \t]++)(?=def\b)("
    rb"[^\n]{0,300}(?:\(\n" + DEEPER + rb"{1,20}+\1\)[^\n]{0,200})?\{[^\n{}]{0,80}\n" + DEEPER + rb"{4,120}+\1\}"
    rb"|[^\n]{0,300}=[ \t]*+\n" + BELOW + rb"{4,120}+))",
    re.MULTILINE,
)
"""A definition by its keyword and layout: `def run(name: Name) = withClient() { client =>`, one whose parameters stand on lines
of their own, and one whose body is the deeper lines behind the `=`."""

NAMED = re.compile(rb"(?:async\s++)?+(?:function\b\s*+\*?+\s*+)?+[\w$]++(?=[(<])")
"""A definition from its keyword to the end of its name."""

OPENS_BODY = ord("{")
OPENING = re.compile(rb"\{[ \t]*+\r?\n")
INDENT = re.compile(rb"[ \t]*+")
"""Where `INNER` is tried: on lines that end in an opening brace and begin no function that has a symbol."""

BRACED = frozenset({b"switch", b"throw", b"func", b"fn", b"function", b"fun"})
"""A language with one of these words sets bodies in braces."""

UNNAMED = 0xFFFFFFFF
"""Stands for the position of the symbol of a function that has none."""

IGNORED = bytes(byte for byte in range(256) if byte < 33 or byte >= 128 or chr(byte).isalnum() or byte in b"_$,")
"""No part of a shape. A comma is none either: formatters put one behind the last of what they break over lines."""


class Span(NamedTuple):
    """A function: position of its symbol or `UNNAMED`, start and end in bytes, checksum of its punctuation, and how many tokens
    it has at most."""

    seq: int
    start: int
    end: int
    shape: int
    tokens: int


def spans(source: bytes, code: bytes, lexicon: Lexicon, symbols: Sequence[Symbol]) -> Iterator[Span]:
    """The functions of a text that are large enough to be compared."""
    ranges = [
        (seq, _definition(source, code, item.start_byte, item.end_byte), item.end_byte)
        for seq, item in enumerate(symbols)
        if item.kind in KINDS and item.end_byte - item.start_byte >= SMALLEST_BYTES and item.end_byte <= len(source)
    ]
    if lexicon.keywords & BRACED:
        known = {start for _, start, _ in ranges}
        ranges += _inner(source, code, known)
        if b"def" in lexicon.keywords:
            ranges += _local(source, code, known.union(start for _, start, _ in ranges))
    for seq, start, end in ranges:
        piece = code[start:end]
        if lexicon.quoted and b"`" in piece:
            piece = re.sub(lexicon.quoted, b"", piece)
        shape, most = piece.translate(None, IGNORED), most_tokens(source[start:end])
        if len(shape) >= SMALLEST_SHAPE or most >= SMALLEST_TOKENS:
            yield Span(seq, start, end, crc32(shape), most)


def _definition(source: bytes, code: bytes, start: int, end: int) -> int:
    """Where a function begins after its decorators and modifiers, and after the overloads that declare it first."""
    begin = HEAD.match(code, start, end).end()  # type: ignore[union-attr]
    named = NAMED.match(source, begin, end)
    if named is None or source.find(named[0], named.end(), end) < 0:
        return begin
    indent = _indent(source, begin)
    place = source.rfind(named[0], named.end(), end)
    while place >= 0:
        line = source.rfind(b"\n", 0, place) + 1
        opens = source[place + len(named[0]) : place + len(named[0]) + 1] in {b"(", b"<"}
        if opens and _indent(source, place) == indent and HEAD.fullmatch(code, line + len(indent), place):
            return place
        place = source.rfind(named[0], named.end(), place)
    return begin


def is_head(code: bytes) -> bool:
    """Whether a piece of code with blanked literals is nothing but decorators and modifiers."""
    return HEAD.fullmatch(code, INDENT.match(code).end()) is not None  # type: ignore[union-attr]


def _indent(source: bytes, place: int) -> bytes:
    return INDENT.match(source, source.rfind(b"\n", 0, place) + 1)[0]  # type: ignore[index]


def _inner(source: bytes, code: bytes, known: set[int]) -> list[tuple[int, int, int]]:
    """The functions without a symbol, as (`UNNAMED`, start, end)."""
    found = []
    for opening in OPENING.finditer(source):
        if code[opening.start()] != OPENS_BODY:
            continue  # of an example in a comment, or in a text
        line = source.rfind(b"\n", 0, opening.start()) + 1
        begin = INDENT.match(source, line).end()  # type: ignore[union-attr]
        head = _head(source, line, source[line:begin]) if source[begin] == CLOSES else line
        if head is None:
            continue
        start = HEAD.match(code, head + begin - line).end()  # type: ignore[union-attr]
        if start not in known and (match := BODY.match(source, line) if head < line else INNER.match(source, line)):
            found.append((UNNAMED, start, match.end(2) + len(match[1]) + 1))
    return found


def _head(source: bytes, line: int, indent: bytes) -> int | None:
    """The line on which what a line closes was opened, `run: async (`, its parameters on deeper lines between; None where that
    is no head of a function, or stands far above."""
    end = line - 1
    for _ in range(MOST_PARAMETERS):
        start = source.rfind(b"\n", 0, max(0, end)) + 1
        if start >= end:
            return None
        if not source.startswith((indent + b" ", indent + b"\t"), start):
            return start if OPENS.match(source, start + len(indent), end) and source.startswith(indent, start) else None
        end = start - 1
    return None


def _local(source: bytes, code: bytes, known: set[int]) -> list[tuple[int, int, int]]:
    """Definitions inside other code that have no symbol, where a line that opens a brace may go on behind it (Scala)."""
    return [
        (UNNAMED, match.end(1), match.end(1) + len(match[2].rstrip()))
        for match in LOCAL.finditer(source)
        if match.end(1) not in known and code.startswith(b"def", match.end(1))
    ]
