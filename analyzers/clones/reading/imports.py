"""Imports of several lines, which say nothing of their own wherever they are equal."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["lines_of_imports"]

IMPORTS: Final = re.compile(
    rb"^[ \t]*(?:import\b[^;\n(){}=]*|from\s+\S+\s+import\s*|(?:pub(?:\(\w+\))?\s+)?use\s[^;\n(){}=]*|export\s+(?:type\s+)?)"
    rb"[({][^(){};=]*[)}][^\n]*",
    re.MULTILINE,
)
"""An import of several lines: `import {`, one name a line, `} from 'x'`."""


def lines_of_imports(source: bytes) -> list[tuple[int, int]]:
    """Where imports of several lines stand, in bytes."""
    return [match.span() for match in IMPORTS.finditer(source) if b"\n" in match[0]]
