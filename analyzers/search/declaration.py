"""A question that is written as code declares its names: `def parse`, `class Device`, `func NewServer(`."""

from __future__ import annotations

import re
from typing import NamedTuple

__all__ = ["Declared", "declared"]

FUNCTIONS = frozenset({"function", "method"})
KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("def", "func", "function", "fn", "fun", "sub"), FUNCTIONS),
    **dict.fromkeys(("const", "let", "var", "val"), frozenset({"constant", "variable", "property", "field"})),
    "class": frozenset({"class", "component"}),
    "interface": frozenset({"interface"}),
    "protocol": frozenset({"interface", "protocol"}),
    "struct": frozenset({"struct", "class"}),
    "enum": frozenset({"enum"}),
    "trait": frozenset({"trait", "interface"}),
    "type": frozenset({"type", "class", "struct", "interface"}),
    "object": frozenset({"object", "class"}),
}
"""Word that declares a name → the kinds of symbol that it declares."""
WRITTEN = re.compile(
    r"(?:(?:pub|public|private|protected|export|static|async|final|abstract) )*(\w+) ([^\W\d][\w.]*)[(:{]?\s*"
)


class Declared(NamedTuple):
    """The name, and the kinds of symbol that are meant."""

    name: str
    kinds: frozenset[str]


def declared(pattern: str) -> Declared | None:
    """What a pattern declares; None where it is no declaration."""
    written = WRITTEN.fullmatch(pattern.strip())
    return Declared(written[2], KINDS[written[1]]) if written and written[1] in KINDS else None
