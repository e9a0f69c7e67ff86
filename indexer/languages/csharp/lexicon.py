"""C#: how its text splits into tokens: interpolated and raw strings, directives."""

from __future__ import annotations

from ..base import Lexicon, quoted_with_code
from ..dotted import C_COMMENT

__all__ = ["LEXICON"]

RAW = rb'\$*+"""[^"]*+(?:"(?!"")[^"]*+)*+'
TEMPLATE = rb'\$*+"""(?:[^"{]++|"(?!"")|\{(?!\{)|\{\{(?:[^"}]++|"(?!"")|\}(?!\})|' + RAW + rb'""")*+\}\})*+"""'
"""Behind `$$`: a raw literal whose code may hold others, one level deep."""

LEXICON = Lexicon(
    skip=C_COMMENT + rb"|\#[^\n]*+",
    string=(
        rb"\$\$" + TEMPLATE + rb"|" + RAW + rb"(?:\"\"\"|\Z)"
        rb'|(?:\$@|@\$|@)"[^"]*+(?:""[^"]*+)*+"?+'
        rb"|\$" + quoted_with_code(b"{") + rb'"'
        rb'|\$?"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
        rb"|'(?:\\.[^'\n]{0,8}|[^'\\\n])'"
    ),
    openers=b"\"'/#@$",
    keywords=frozenset(
        b"abstract as async await base bool break byte case catch char checked class const continue decimal default delegate "
        b"do double else enum event explicit extern false finally fixed float for foreach get global goto if implicit in int "
        b"interface internal is lock long namespace new null object operator out override params partial private protected "
        b"public readonly record ref return sbyte sealed set short sizeof stackalloc static string struct switch this throw "
        b"true try typeof uint ulong unchecked unsafe ushort using var virtual void volatile when where while yield".split()
    ),
    branches=frozenset({*b"if for foreach while case catch && || ??".split(), b"? "}),
    interpolation=b"{",
    name=rb"@?[A-Za-z_\x80-\xff][\w\x80-\xff]*",
)
