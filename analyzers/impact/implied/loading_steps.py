"""Steps from a definition to what loads its module under a computed name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...graph.computed_imports import imports_computing
from .. import odds
from ..called import enclosing
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["loading_steps"]


def loading_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """Steps into what a module gives others from the computed imports that may load it; surer where they say its name."""
    path, qualname = definition
    index = program.index
    loaders = list(imports_computing(index, path)) if "." not in qualname else []
    if not loaders or not any(item.qualname == qualname and item.exported for item in program.symbols(path)):
        return
    said = set(index.files_using(qualname))
    for item in loaders:
        cost = odds.BRANCH if item.path in said else odds.HANDED_ON
        user = (item.path, enclosing(program.index, item.path, item.line))
        yield Step(user, None, item.line, "loaded by a computed name", False, cost)
