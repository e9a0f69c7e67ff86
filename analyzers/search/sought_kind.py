"""The kind that `find` is asked for: checked, and what to say where only other kinds bear the name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from ...errors import InvalidParameterError
from ...indexer.facts import SYMBOL_KINDS
from ..lists import counted
from .symbol_search import symbol_groups

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["others_of_the_name", "sought_kind"]


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
