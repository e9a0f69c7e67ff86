"""Kotlin that its grammar can't read as it is laid out, blanked out byte for byte.

tree-sitter-kotlin 1.1 knows no trailing comma among type arguments, type parameters and indices, as formatters put them
where each stands on a line of its own, no visibility on the line of a primary constructor below its class's name, and no
context parameters, behind which it loses what stands on their line.
"""

from __future__ import annotations

import re

__all__ = ["readable"]

TRAILING_COMMA = re.compile(rb",(?=(?:\s++|//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/)*+[>\]])")
CONSTRUCTOR = re.compile(
    rb"(\bclass[ \t]+\w+(?:<[^(){}=]*>)?\s*\n\s*(?:@[\w.]+\s+)*)(internal|private|protected|public)(?=\s+constructor\b)"
)
CONTEXT = re.compile(rb"^[ \t]*context\((?:[^()\n]|\([^()\n]*\))*\)(?=[ \t]+[@\w])", re.MULTILINE)
"""Context parameters on the line of their declaration (https://kotlinlang.org/docs/context-parameters.html)."""


def readable(source: bytes) -> bytes:
    """The file with blanks for what the grammar stumbles over and what says nothing, of the same length and lines."""
    source = TRAILING_COMMA.sub(b" ", source)
    if b"context(" in source:
        source = CONTEXT.sub(lambda match: b" " * len(match[0]), source)
    return (
        CONSTRUCTOR.sub(lambda match: match[1] + b" " * len(match[2]), source) if b"constructor" in source else source
    )
