"""C#: an `#if` in the middle of an expression, whose other branches are left out: together they are no valid expression.

The grammar takes directives between statements and members; elsewhere the branches side by side cost it the member around.
"""

from __future__ import annotations

import re

__all__ = ["without_alternatives"]

DIRECTIVE = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\n]*", re.MULTILINE)
OPENS = re.compile(rb"\s*(?:[?:.+|&](?!:)|=>?(?!=))")
"""What a branch begins with that goes on with an expression; no member and no statement begins so."""


def without_alternatives(source: bytes) -> bytes:
    """The file with blanks for the directives inside of expressions and for all but the first branch, of the same length."""
    if b"#if" not in source and b"# if" not in source:
        return source
    out = bytearray(source)
    open_: list[list[re.Match[bytes]]] = []
    for match in DIRECTIVE.finditer(source):
        if match[1] == b"if":
            open_.append([match])
        elif open_:
            open_[-1].append(match)
            if match[1] == b"endif" and _is_inside(source, parts := open_.pop()):
                _blank(out, parts)
    return bytes(out)


def _is_inside(source: bytes, parts: list[re.Match[bytes]]) -> bool:
    """Whether each branch goes on with what stands before the `#if`."""
    return all(OPENS.match(source, part.end()) for part in parts[:-1])


def _blank(out: bytearray, parts: list[re.Match[bytes]]) -> None:
    """Blanks the directives, and what stands from the second one to the last."""
    for start, end in (parts[0].span(), (parts[1].start(), parts[-1].end())):
        out[start:end] = re.sub(rb"[^\n]", b" ", bytes(out[start:end]))
