"""Code inside of string literals: `"#{code}"`, `"${code}"`, `$"{code}"`, `"\\(code)"`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .. import lazy_re as re

if TYPE_CHECKING:
    from .languages.base import Lexicon

__all__ = ["BLANKS", "code_in", "interpolates", "substitutions"]

BACKSLASH = 0x5C
BLANKS = bytes(byte if byte in b"\r\n" else 32 for byte in range(256))
MARKS = {
    b"{": re.compile(rb"\{\{|[{}]"),
    b"#{": re.compile(rb"#\{|[{}]"),
    b"${": re.compile(rb"\$\{|[{}]"),
    b"\\(": re.compile(rb"\\\(|[()]"),
}
"""By opening: the openings and brackets of a literal."""
BRACES = re.compile(rb"\{+|\}+")
BEGINS = {b"{": b"$@", b"#{": b'"`%</'}
"""By opening: how a literal begins that may have code in it."""
SIMPLE = re.compile(rb"(?<!\\)\$([A-Za-z_]\w*)")
"""A name alone, which needs no braces where code stands in `${…}`."""

BEFORE_FORMAT = re.compile(rb'"""(?:[^"]++|"(?!""))*+"""|"[^"\n]*+"|::|[()\[\]{}:]')
"""What counts where the format of an interpolation in C# is sought, which stands behind a `:` (`{when:yyyy}`)."""


def interpolates(literal: bytes, lexicon: Lexicon) -> bool:
    """Whether a token is a literal with code in it: in C# one that begins with `$`, elsewhere any but one in single quotes; in
    Ruby a regular expression too."""
    if literal[:1] not in BEGINS.get(lexicon.interpolation, b'"`%<') or len(literal) <= len(lexicon.interpolation):
        return False
    return lexicon.interpolation in literal or (lexicon.bare_names and SIMPLE.search(literal) is not None)


def substitutions(text: bytes, opening: bytes) -> list[tuple[int, int]]:
    """Where each piece of code begins (at its opening) and ends (at its closing bracket), those inside one another too.

    Outer pieces come first. One pass: what is opened and never closed must not be searched for from every place.
    """
    if text.startswith(b"$$"):
        return _between_braces(text, len(text) - len(text.lstrip(b"$")))
    found = []
    opened: list[int | None] = []
    for mark in MARKS[opening].finditer(text):
        if mark[0] == opening:
            opened.append(mark.start())
        elif mark[0] == opening[-1:]:
            opened.append(None)
        elif mark[0] == b"{{":  # text in C#, unless code stands around it
            opened += [None, None] if opened else []
        elif opened and (start := opened.pop()) is not None:
            found.append((start, mark.start()))
    return sorted(found)


def _between_braces(text: bytes, width: int) -> list[tuple[int, int]]:
    """Where code begins (at the last brace that opens it) and ends in C#'s raw literals with several `$`: between as many braces.

    Fewer are text (https://learn.microsoft.com/dotnet/csharp/language-reference/tokens/raw-string).
    """
    found, start, inside = [], -1, 0
    for run in BRACES.finditer(text):
        braces = len(run[0])
        if run[0].startswith(b"{"):
            if start >= 0:
                inside += braces
            elif braces >= width:
                start = run.end() - 1
        elif start >= 0:
            closed = min(inside, braces)
            inside -= closed
            if braces - closed >= width:
                found.append((start, run.start() + closed))
                start = -1
    return found


def code_in(literal: bytes, opening: bytes) -> bytes:
    """A literal with blanks for all but the code in it, of the same length and lines."""
    kept = bytearray(literal.translate(BLANKS))
    for start, end in substitutions(literal, opening):
        first = start + len(opening)
        if opening == b"{":
            end = _before_format(literal, first, end)
        elif _is_escaped(literal, start):
            continue
        kept[first:end] = literal[first:end]
    if opening == b"${":
        for match in SIMPLE.finditer(literal):
            kept[match.start(1) : match.end()] = match[1]
    return bytes(kept)


def _before_format(literal: bytes, first: int, end: int) -> int:
    """Where the code between braces ends: at the `:` that stands in no brackets, for a choice has to be put into some."""
    depth = 0
    for match in BEFORE_FORMAT.finditer(literal, first, end) if literal.find(b":", first, end) >= 0 else ():
        if match[0] in {b"(", b"[", b"{"}:
            depth += 1
        elif match[0] in {b")", b"]", b"}"}:
            depth -= 1
        elif match[0] == b":" and not depth:
            return match.start()
    return end


def _is_escaped(literal: bytes, place: int) -> bool:
    """Whether a backslash takes the opening for text: an odd number of them, of which the opening's own is none."""
    first = place
    while first and literal[first - 1] == BACKSLASH:
        first -= 1
    return (place - first) % 2 == 1
