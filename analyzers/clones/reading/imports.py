"""Imports of several lines, which say nothing of their own wherever they are equal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["lines_of_imports"]

IMPORTS: Final = re.compile(
    rb"^[ \t]*(?:import\b[^;\n(){}=]*|from\s+\S+\s+import\s*|(?:pub(?:\(\w+\))?\s+)?use\s[^;\n(){}=]*|export\s+(?:type\s+)?)"
    rb"[({][^(){};=]*[)}][^\n]*",
    re.MULTILINE,
)
"""An import of several lines: `import {`, one name a line, `} from 'x'`."""


WORDS: Final = (b"import", b"use", b"export")
"""One of these stands in the first line of each: to look for them costs a third of trying every line."""


def lines_of_imports(source: bytes) -> list[tuple[int, int]]:
    """Where imports of several lines stand, in bytes."""
    found = []
    end = 0
    for start in sorted(set(_lines_with_words(source))):
        match = IMPORTS.match(source, start) if start >= end else None
        if match:
            end = match.end()
            if b"\n" in match[0]:
                found.append(match.span())
    return found


def _lines_with_words(source: bytes) -> Iterator[int]:
    """Where the lines begin that have one of the words."""
    for word in WORDS:
        at = source.find(word)
        while at >= 0:
            yield source.rfind(b"\n", 0, at) + 1
            line_end = source.find(b"\n", at)
            at = source.find(word, line_end) if line_end >= 0 else -1
