"""How JavaScript and TypeScript text splits into tokens (ECMA-262, clause 12)."""

from __future__ import annotations

from ..base import Lexicon

__all__ = ["LEXICON"]

BEFORE_REGEXP = rb"(?:(?<=[(,=:\[!&|?;+{])|(?<=[(,=:\[!&|?;+{] )|(?<=return )|(?<=[\n\t ][\t ]))"
"""A slash begins a regular expression only after these; anywhere else it divides."""

REGEXP = BEFORE_REGEXP + rb"/(?![*/\s>])(?:[^\\/\[\n]|\\[^\n]|\[(?:[^\]\\\n]|\\[^\n]){0,120}+\]){1,500}+/[dgimsuvy]*+"


def _template(depth: int) -> bytes:
    """A template literal whose `${...}` nest at most `depth` templates."""
    if not depth:
        return rb"`[^`\\]*+(?:\\.[^`\\]*+)*+`"
    inner = (
        rb"(?:" + REGEXP + rb"|[^`{}'\"]|\{(?:[^`{}]|\{[^`{}]*+\})*+\}|'[^'\n\\]*+(?:\\.[^'\n\\]*+)*+'"
        rb'|"[^"\n\\]*+(?:\\.[^"\n\\]*+)*+"|' + _template(depth - 1) + rb")*+"
    )
    return rb"`[^`\\$]*+(?:(?:\\.|\$(?!\{)|\$\{" + inner + rb"\})[^`\\$]*+)*+`"


LEXICON = Lexicon(
    skip=rb"//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/|\Z)",
    string=(
        rb"'[^'\\\n]*+(?:\\.[^'\\\n]*+)*+'?+"
        rb'|"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+'
        rb"|" + _template(2) + rb"|" + _template(0) + rb"|" + REGEXP
    ),
    openers=b"\"'/`",
    keywords=frozenset(
        b"break case catch class const continue debugger default delete do else enum export extends false finally for "
        b"function if import in instanceof new null return super switch this throw true try typeof var void while with "
        b"yield let static await implements interface package private protected public".split()
    ),
    branches=frozenset({*b"if for while case catch && || ??".split(), b"? "}),
    name=rb"[A-Za-z_$\x80-\xff][\w$\x80-\xff]*",
    holds_code=rb"`[^$]*+(?:\$(?!\{)[^$]*+)*+\$\{",
    access=rb"\.|\?\.",
    free_members=True,
    labels=frozenset({b"default", b"package"}),
)
"""A template literal is one string, what stands in its `${...}` included; whoever looks for names looks into it.

The branches leave out `?`, which optional parameters, optional chaining and conditional types write too.
"""
