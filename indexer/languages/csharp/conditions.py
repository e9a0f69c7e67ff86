"""C#: an `#if` in the middle of a statement, of a header or between a header and its body, whose other branches are left out: together
they are no valid code.

The grammar takes directives between statements and members; elsewhere the branches side by side cost it the member around.
"""

from __future__ import annotations

import re
from itertools import pairwise

__all__ = ["without_alternatives"]

DIRECTIVE = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\n]*", re.MULTILINE)
OPENS = re.compile(rb"\s*(?:[?:.+|&](?!:)|=>?(?!=)|(?:else|catch|finally|case)\b)")
"""What a branch begins with that goes on with an expression, a statement or a `switch`; no member and no other statement begins so."""
WHOLE = (b";", b"{", b"}", b":", b"]", b"*/")
"""What a line ends with behind which a statement or a member begins: an `#if` behind any other stands inside of one."""
ENDS_OPEN = re.compile(rb"(?:[),]|\b(?:else|try))[ \t]*(?://[^\n]*)?\s*\Z")
"""What a branch ends with that stands before a body or a further row behind the `#endif`: no statement and no member ends so."""
ATTRIBUTES = re.compile(rb"\s*\[.*\]\s*\Z", re.DOTALL)
"""A branch of attributes alone, of what stands behind the `#endif`."""


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
    if any(all(map(form, branches)) for form in (OPENS.match, ENDS_OPEN.search, ATTRIBUTES.match)):
        return True
    before = _line_before(source, parts[0].start())
    return bool(before) and not before.endswith(WHOLE)


def _line_before(source: bytes, start: int) -> bytes:
    """The last line of code before a place, without the comment behind it; empty where a directive or nothing stands there."""
    while start > 0:
        begin = source.rfind(b"\n", 0, start - 1) + 1
        line = source[begin:start].strip(b"\xef\xbb\xbf \t\r\n")
        if line.startswith(b"#"):
            return b""
        if code := line.partition(b"//")[0].strip():
            return code
        start = begin
    return b""


def _blank(out: bytearray, parts: list[re.Match[bytes]]) -> None:
    """Blanks the directives, and what stands from the second one to the last."""
    for start, end in (parts[0].span(), (parts[1].start(), parts[-1].end())):
        out[start:end] = re.sub(rb"[^\n]", b" ", bytes(out[start:end]))
