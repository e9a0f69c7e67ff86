"""C#: an `#if` in the middle of an expression or between a header and its body, whose other branches are left out: together they are
no valid code.

The grammar takes directives between statements and members; elsewhere the branches side by side cost it the member around.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["without_alternatives"]

DIRECTIVE = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\n]*", re.MULTILINE)
OPENS = re.compile(rb"\s*(?:[?:.+|&](?!:)|=>?(?!=))")
"""What a branch begins with that goes on with an expression; no member and no statement begins so."""
HEADER_ENDS = re.compile(rb"\)[ \t]*(?://[^\n]*)?\s*\Z")
"""What a branch ends with that is the header of a body behind the `#endif`: no statement and no member ends so."""


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
    """Whether each branch goes on with what stands before the `#if`, or begins what stands behind the `#endif`."""
    branches = [source[part.end() : following.start()] for part, following in pairwise(parts)]
    return all(map(OPENS.match, branches)) or all(map(HEADER_ENDS.search, branches))


def _blank(out: bytearray, parts: list[re.Match[bytes]]) -> None:
    """Blanks the directives, and what stands from the second one to the last."""
    for start, end in (parts[0].span(), (parts[1].start(), parts[-1].end())):
        out[start:end] = re.sub(rb"[^\n]", b" ", bytes(out[start:end]))
