"""Code inside of string literals: `"#{code}"`, `"${code}"`, `$"{code}"`, `"\\(code)"`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .languages.base import Lexicon

__all__ = ["BLANKS", "code_in", "interpolates", "substitutions"]

BLANKS = bytes(byte if byte in b"\r\n" else 32 for byte in range(256))
BRACKETS = {b"{": re.compile(rb"[{}]"), b"(": re.compile(rb"[()]")}
SIMPLE = re.compile(rb"(?<!\\)\$([A-Za-z_]\w*)")
"""A name alone, which needs no braces where code stands in `${…}`."""

BEFORE_FORMAT = re.compile(
    rb"(?:[^:()\[\]{}\"]++|::|\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\)|\[[^\[\]]*+\]|\{[^{}]*+\}|\"[^\"\n]*+\")*+"
)
"""The code of an interpolation in C#, whose format stands behind a `:`: `{when:yyyy}`."""


def interpolates(literal: bytes, lexicon: Lexicon) -> bool:
    """Whether a token is a literal with code in it: in C# one that begins with `$`, elsewhere any but one in single quotes."""
    marked = literal[:1] in b"$@" if lexicon.interpolation == b"{" else literal[:1] in b'"`%<'
    return marked and len(literal) > len(lexicon.interpolation) and lexicon.interpolation in literal


def substitutions(text: bytes, opening: bytes) -> Iterator[tuple[int, int]]:
    """Where each piece of code begins (at its opening) and ends (at its closing bracket), those inside one another too."""
    start = text.find(opening)
    while start >= 0:
        after = start + len(opening)
        if opening == b"{" and text[after : after + 1] == b"{":
            after += 1
        else:
            depth = 1
            for bracket in BRACKETS[opening[-1:]].finditer(text, after):
                depth += 1 if bracket[0] == opening[-1:] else -1
                if not depth:
                    yield start, bracket.start()
                    break
        start = text.find(opening, after)


def code_in(literal: bytes, opening: bytes) -> bytes:
    """A literal with blanks for all but the code in it, of the same length and lines."""
    kept = bytearray(literal.translate(BLANKS))
    for start, end in substitutions(literal, opening):
        first = start + len(opening)
        if opening == b"{":
            end = BEFORE_FORMAT.match(literal, first, end).end()  # type: ignore[union-attr]
        elif _is_escaped(literal, start):
            continue
        kept[first:end] = literal[first:end]
    if opening == b"${":
        for match in SIMPLE.finditer(literal):
            kept[match.start(1) : match.end()] = match[1]
    return bytes(kept)


def _is_escaped(literal: bytes, place: int) -> bool:
    """Whether a backslash takes the opening for text: an odd number of them, of which the opening's own is none."""
    before = literal[:place]
    return (len(before) - len(before.rstrip(b"\\"))) % 2 == 1
