"""C++: macros before a name that the grammar takes for the name (`class API logger {`), left out of the text that is parsed.

The text keeps its length and its lines; only what is parsed is changed, so that the macros still count as used.
"""

from __future__ import annotations

from .... import lazy_re as re

__all__ = ["without_macros"]

MACRO = rb"[A-Z][A-Z0-9]*_[A-Z0-9_]+"
TYPE = (
    rb"(?:(?!(?:return|new|throw|else)\b)[A-Za-z_][\w:]*+(?:<[^<>\n;]*+(?:<[^<>\n;]*+>[^<>\n;]*+)*+>)?+[ \t*&]++){1,5}?"
)
HEADS = (
    *(
        re.compile(
            rb"%b(?<!\w%b)\s+(" % (word, word)
            + MACRO
            + rb"(?:\([^()\n]*\))?)(?=\s+[A-Za-z_]\w*(?:\s+final\b)?\s*(?::(?!:)|\{))"
        )
        for word in (b"class", b"struct", b"union")
    ),
    re.compile(rb"\n[ \t]*+(" + MACRO + rb")(?=[ \t]+(?:[A-Za-z_]\w*::)*([A-Za-z_]\w*)::~?\2\s*\()"),
    re.compile(rb"\n[ \t]*+(" + MACRO + rb")(?=[ \t]+" + TYPE + rb"[A-Za-z_][\w:]*+[ \t]*+[(;={\[])"),
    re.compile(
        rb"\n[ \t]*+(?!(?:return|else|new|delete|throw|const|static|inline|typedef|struct|class|union|enum)\b)"
        + TYPE
        + rb"("
        + MACRO
        + rb")(?=[ \t]+[A-Za-z_][\w:]*+\()"
    ),
    re.compile(rb"\)\s*(?:const\s+)?(" + MACRO + rb"(?:\([^()\n]*\))?)(?=\s*[;{])"),
    re.compile(rb"\n[ \t]++(" + MACRO + rb"\([^()\n]*\))(?=\s*\})"),
    re.compile(rb"\n(" + MACRO + rb"\((?:[^()\n]|\([^()\n]*\))*+\))(?=[ \t]*+\r?\n(?!\s*+[{:(]))"),
    re.compile(rb"\n[ \t]*+(" + MACRO + rb")(?=[ \t]+template\s*<)"),
    re.compile(
        rb"\n(" + MACRO + rb")(?=[ \t]*+\r?\n\s*+(?:namespace|class|struct|union|enum|template|typedef|using|extern)\b)"
    ),
    re.compile(rb"\n[ \t]*+(?=[A-Z0-9_]*(?:NAMESPACE|BEGIN|END|DECLS))(" + MACRO + rb")(?=[ \t]*$)", re.MULTILINE),
)
"""A macro behind the keyword of a class, before the head of a constructor or function, between a function's type and its name,
behind its parameters, last in a body and without an end, before `template`, or alone on its line where it opens a namespace
or stands before what a keyword begins.
Each begins with bytes that are searched for at C speed, which `\\b` and `^` are not."""


def without_macros(source: bytes) -> bytes:
    """The text with blanks for such macros; the same object where there are none."""
    lines = b"\n" + source
    spans = [match.span(1) for head in HEADS for match in head.finditer(lines)]
    if not spans:
        return source
    out = bytearray(lines)
    for start, end in spans:
        out[start:end] = b" " * (end - start)
    return bytes(out[1:])
