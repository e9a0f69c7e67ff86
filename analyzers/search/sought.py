"""What `find` is asked for: a name that is written as code declares it (`def parse`, `class Device`), and a kind of symbol."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING, NamedTuple

from ...errors import InvalidParameterError
from ...indexer.facts import SYMBOL_KINDS
from ..lists import counted
from .symbol_search import symbol_groups

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["Declared", "declared", "others_of_the_name", "sought_kind"]

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


def sought_kind(kind: str) -> str:
    """The kind as the index writes it.

    Raises:
        InvalidParameterError: there is none such; the message lists them.
    """
    kinds = ("any", "file", *SYMBOL_KINDS)
    folded = kind.strip().lower()
    if folded in kinds:
        return folded
    near = difflib.get_close_matches(folded, kinds, n=1)
    hint = f". Did you mean {near[0]!r}?" if near else ""
    raise InvalidParameterError(f"kind must be one of {', '.join(kinds)}, not {kind!r}{hint}")


def others_of_the_name(index: Index, pattern: str, kind: str, *, is_glob: bool) -> str:
    """That definitions of other kinds match where none of the kind does (in Go a class is a struct); "" where none do."""
    if kind in {"any", "file"}:
        return ""
    _, total = symbol_groups(index, pattern, "any", is_glob=is_glob)
    return f"no {kind} matches; {counted(total, 'definition')} of other kinds: ask without kind" if total else ""
