"""Which changed definitions run: a type of TypeScript is gone before anything does, so no test sees it change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["running"]

TYPES: Final = frozenset({"interface", "type"})
"""Kinds of symbols that only a type checker reads, in languages whose readers are those of JavaScript."""


def running(program: Program, definitions: Iterable[Definition]) -> list[Definition]:
    """Those of some definitions that run; all of them where none does, for then nothing else tells who is concerned."""
    some = list(definitions)
    return [item for item in some if not _is_type(program, item)] or some


def _is_type(program: Program, definition: Definition) -> bool:
    """An interface or type alias, or a member of one; what shares its name with a class or function runs."""
    path, qualname = definition
    if not qualname or path.endswith(".py") or program.table(path) is None:
        return False
    head = qualname.partition(".")[0]
    kinds = {symbol.kind for symbol in program.symbols(path) if symbol.qualname == head}
    return bool(kinds) and kinds <= TYPES
