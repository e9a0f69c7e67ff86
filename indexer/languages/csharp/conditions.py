"""An `#if` of C# whose branches together are no valid code: all but one are left out.

It stands in the middle of a statement, of a header, or between a header and its body. The grammar takes directives between
statements and members; elsewhere the branches side by side cost it the member around.
"""

from __future__ import annotations

from itertools import pairwise

from .... import lazy_re as re
from ...tokens import blank
from .lexicon import LEXICON

__all__ = ["without_alternatives"]

DIRECTIVE = re.compile(rb"^[ \t]*#[ \t]*(if|elif|else|endif)\b[^\n]*", re.MULTILINE)
OPENS = re.compile(rb"\s*(?:[?:.+|&](?!:)|=>?(?!=)|(?:else|catch|finally|case)\b)")
"""What a branch begins with that goes on with an expression, a statement or a `switch`; no member and no other statement begins so."""
WHOLE = (b";", b"{", b"}", b":", b"]", b"*/")
"""What a line ends with behind which a statement or a member begins: an `#if` behind any other stands inside of one."""
ENDS_OPEN = re.compile(rb"(?:[(),\[=&|+?]|\b(?:else|try))[ \t]*(?://[^\n]*)?\s*\Z")
"""What a branch ends with that stands before a body or a further row behind the `#endif`: no statement and no member ends so."""
ATTRIBUTES = re.compile(rb"\s*\[.*\]\s*\Z", re.DOTALL)
"""A branch of attributes alone, of what stands behind the `#endif`."""
MODIFIERS = re.compile(
    rb"\s*(?:(?:public|internal|private|protected|static|sealed|partial|abstract|unsafe|readonly)\s+)+\Z"
)
"""A branch of modifiers alone, of the member behind the `#endif`."""
NAMESPACE = re.compile(rb"\s*namespace\s+[\w.]+\s*\Z")
"""A branch that only names the namespace of the body behind the `#endif`."""
PLAIN = re.compile(rb"#[ \t]*if[ \t]+(\w+)[ \t]*(?://[^\n]*)?\r?\Z")
GIVEN = re.compile(rb"(?i:net|windows|linux|osx|debug|trace|release|true)")
"""How the symbols begin that no file defines and that hold nevertheless: a build's own."""


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
                _blank(out, parts, 1 if _names_by_default(source, parts) else 0)
    return bytes(out)


def _is_inside(source: bytes, parts: list[re.Match[bytes]]) -> bool:
    """Whether each branch goes on with what stands before the `#if`, or begins what stands behind the `#endif`; or one opens or closes
    a block whose other end stands outside."""
    branches = [source[part.end() : following.start()] for part, following in pairwise(parts)]
    if any(map(_is_open, branches)):
        return True
    forms = (OPENS.match, ENDS_OPEN.search, ATTRIBUTES.match, MODIFIERS.match, NAMESPACE.match)
    if any(all(map(form, branches)) for form in forms):
        return True
    depths = {branch.count(b"{") - branch.count(b"}") for branch in branches}
    # each opens the block that goes on behind the `#endif`
    if len(branches) > 1 and len(depths) == 1 and depths != {0}:
        return True
    before = _line_before(source, parts[0].start())
    return bool(before) and not before.endswith(WHOLE)


def _is_open(branch: bytes) -> bool:
    """Whether the braces of a branch do not go in pairs: `if (ready) {`, and further down the `}` of it."""
    if branch.count(b"{") == branch.count(b"}"):
        return False
    code = blank(branch, LEXICON).text
    return code.count(b"{") != code.count(b"}")


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


def _names_by_default(source: bytes, parts: list[re.Match[bytes]]) -> bool:
    """Whether the second of two namespaces is meant: the first one stands under a symbol that nothing defines."""
    condition = PLAIN.search(parts[0][0])
    if condition is None or len(parts) != 3 or GIVEN.match(condition[1]) is not None:
        return False
    if NAMESPACE.match(source[parts[1].end() : parts[2].start()]) is None:
        return False
    return re.search(rb"^[ \t]*#[ \t]*define[ \t]+%b\b" % condition[1], source, re.MULTILINE) is None


def _blank(out: bytearray, parts: list[re.Match[bytes]], kept: int) -> None:
    """Blanks the directives and all branches but one."""
    for start, end in ((parts[0].start(), parts[kept].end()), (parts[kept + 1].start(), parts[-1].end())):
        out[start:end] = re.sub(rb"[^\n]", b" ", bytes(out[start:end]))
