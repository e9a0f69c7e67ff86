"""A file's text as code alone, and its tokens: the one lexer that names, branches and clone fingerprints share.

Two passes of a regular expression, both at C speed. The first blanks comments and literals, byte for byte, so that
offsets and lines stay; the second reads what is left, where nothing has to be told from a string any more.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from .embedded_code import BLANKS, code_in, interpolates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .languages.base import Lexicon

__all__ = ["CUT", "MOST_REMEMBERED", "Code", "all_code", "blank", "identifier", "most_tokens", "name_table", "tokens"]

CUT = b"\0"
"""A token of its own wherever a caller put one between two pieces of code."""

MOST_REMEMBERED = 200_000
"""Tokens of which something is kept; a table that has grown larger is begun anew with the next file."""

ACCESS_BYTES = b".->:?"
OPERATORS = rb"[-+*/%<>!&|^]=?+"
WORD_BYTES = bytes(byte for byte in range(256) if byte >= 128 or chr(byte).isalnum() or chr(byte) == "_")
SHAPES = bytes(97 if byte in WORD_BYTES else 32 for byte in range(256))
"""Writes each byte of a word as `a` and all else as a space: a word begins wherever ` a` stands."""
NO_SIGNS = WORD_BYTES + b" \t\r\n\f\v"
NO_QUOTES = bytes(set(range(256)) - set(b"\"'`\\{"))
"""What `most_tokens` counts: words, signs, and once more the signs that begin or end a stretch of a literal."""


class Code(NamedTuple):
    """A text whose comments and literals are white space.

    Attributes:
        text: as long as the source, with the same lines.
        templates: the literals that have code in them, as `(offset, literal)`.
    """

    text: bytes
    templates: list[tuple[int, bytes]]


def blank(source: bytes, lexicon: Lexicon) -> Code:
    """Blanks the comments and literals of a text. Never raises, whatever the bytes."""
    parts = _literals(lexicon).split(source)  # nothing, code, literal, nothing, code, ...
    literals = parts[2::3]
    bare = _bare_comment(lexicon)
    parts[2::3] = [
        literal.translate(BLANKS) if len(literal) > 1 or literal == bare else literal for literal in literals
    ]
    text = b"".join(parts).replace(CUT, b" ")
    if lexicon.holds_code:
        begins = _template_pattern(lexicon).match
        numbers = [number for number, literal in enumerate(literals) if b"{" in literal and begins(literal)]
        return Code(text, list(_placed(parts, literals, numbers)))
    opening = lexicon.interpolation[:1] if lexicon.bare_names else lexicon.interpolation
    if opening and opening in source:
        numbers = [number for number, literal in enumerate(literals) if interpolates(literal, lexicon)]
        places = _placed(parts, literals, numbers)
        return Code(text, [piece for place in places for piece in _embedded(*place, lexicon)])
    return Code(text, [])


def all_code(source: bytes, lexicon: Lexicon) -> bytes:
    """A text with blanks for its comments and literals, but not for the code in them that `interpolation` opens, of the same length."""
    code, templates = blank(source, lexicon)
    out = bytearray(code)
    for offset, piece in templates:
        out[offset : offset + len(piece)] = piece
    return bytes(out)


def _placed(parts: Sequence[bytes], literals: Sequence[bytes], numbers: Sequence[int]) -> Iterator[tuple[int, bytes]]:
    """Those literals with their offsets."""
    if numbers:
        ends = list(accumulate(map(len, parts)))
        yield from ((ends[3 * number + 1], literals[number]) for number in numbers)


def _embedded(offset: int, literal: bytes, lexicon: Lexicon) -> Iterator[tuple[int, bytes]]:
    """The code inside of a literal, in its place; what literals inside of that code hold, likewise."""
    inner = blank(code_in(literal, lexicon.interpolation), lexicon)
    yield offset, inner.text
    yield from ((offset + place, piece) for place, piece in inner.templates)


def tokens(code: bytes, lexicon: Lexicon) -> list[bytes]:
    """The tokens of blanked code that say something, in order.

    They are identifiers, with the access sign before them and the `(` after them where there is one (`.name(`), line
    feeds, cuts, and operators. Brackets, separators and numbers are passed over; stray bytes stand for themselves.
    """
    return _tokens(lexicon).findall(code)


def name_table(lexicon: Lexicon) -> Mapping[bytes, tuple[bytes, bytes]]:
    """Token → the identifier that it is where it stands bare, and the one that it is behind an access sign; `b""` for none."""
    table = _name_table(lexicon)
    if len(table) > MOST_REMEMBERED:
        table.clear()
    return table


class _NameTable(dict[bytes, tuple[bytes, bytes]]):
    """A `name_table`, worked out when first asked for: most tokens of a file stand in others too."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._keywords = lexicon.keywords
        self._not_members = frozenset[bytes]() if lexicon.free_members else lexicon.keywords
        self._is_name = identifier(lexicon).fullmatch

    def __missing__(self, token: bytes) -> tuple[bytes, bytes]:
        self[token] = names = self._names(token.rstrip(b"("))
        return names

    def _names(self, word: bytes) -> tuple[bytes, bytes]:
        if word in self._keywords:
            return b"", b""
        if self._is_name(word):
            return word, b""
        member = word.lstrip(ACCESS_BYTES)
        return b"", member if self._is_name(member) and member not in self._not_members else b""


@cache
def _name_table(lexicon: Lexicon) -> _NameTable:
    return _NameTable(lexicon)


@cache
def identifier(lexicon: Lexicon) -> re.Pattern[bytes]:
    """The pattern of an identifier."""
    return re.compile(lexicon.name)


@cache
def _literals(lexicon: Lexicon) -> re.Pattern[bytes]:
    """Group 1: code, as far as no literal may begin; group 2: the literal, or the one byte that begins none.

    A name that a quote follows may be the prefix of a literal.
    """
    literal = b"|".join(part for part in (lexicon.skip, lexicon.string) if part)
    stops = bytes(sorted({*lexicon.openers, *(_name_starts(lexicon) if lexicon.prefixed else b"")}))
    code = rb"[^" + re.escape(stops) + rb"]*+"
    if lexicon.prefixed:
        code = rb"(?:" + code[:-2] + rb"++|(?>" + lexicon.name + rb")(?![\"'#`]))*+"
    return re.compile(rb"(" + code + rb")(" + literal + rb"|.|\Z)", re.DOTALL)


@cache
def _bare_comment(lexicon: Lexicon) -> bytes:
    """The one byte that is a comment with nothing in it: `#`; else what equals no literal."""
    return b"#" if re.fullmatch(lexicon.skip or b"(?!)", b"#", re.DOTALL) else b"##"


@cache
def _template_pattern(lexicon: Lexicon) -> re.Pattern[bytes]:
    return re.compile(lexicon.holds_code, re.DOTALL)


@cache
def _tokens(lexicon: Lexicon) -> re.Pattern[bytes]:
    starts = _name_starts(lexicon)
    branches = sorted((word for word in lexicon.branches if word[0] not in starts), key=lambda word: (-len(word), word))
    access = {byte for byte in b".-:?" if re.escape(bytes([byte])) in lexicon.access}
    stops = bytes(sorted(starts | access | {*b"\n\0.-+*/%<>!&|^", *(word[0] for word in branches)}))
    name = rb"(?:" + lexicon.access + rb")?+(?>" + lexicon.name + rb")\(?+"
    signs = [rb"(?<=\s)" + re.escape(word) if word.endswith(b" ") else re.escape(word) for word in branches]
    kept = b"|".join([name, rb"\n|\0|\.\.++", *signs, OPERATORS])
    return re.compile(rb"[^" + re.escape(stops) + rb"]*+(" + kept + rb"|.|\Z)", re.DOTALL)


@cache
def _name_starts(lexicon: Lexicon) -> frozenset[int]:
    """The bytes that an identifier may begin with."""
    return frozenset(byte for byte in range(256) if identifier(lexicon).match(bytes([byte]) + b"a"))


def most_tokens(source: bytes) -> int:
    """At most so many tokens has a piece of code, told without splitting it; those of comments count too."""
    signs = source.translate(None, NO_SIGNS)
    shapes = source.translate(SHAPES)
    return shapes.count(b" a") + shapes.startswith(b"a") + len(signs) + len(signs.translate(None, NO_QUOTES))
