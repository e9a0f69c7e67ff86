"""Values that several answers of one index state need, computed once for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["per_index"]

MOST_VALUES = 64
"""A function whose further arguments turn out to take more values than this forgets them all."""

Arguments = TypeVarTuple("Arguments")
Value = TypeVar("Value")


def per_index(function: Callable[[Index, *Arguments], Value]) -> Callable[[Index, *Arguments], Value]:
    """Remembers what a function says of an index for as long as that index lives: an index is one unchanging state.

    Further arguments are hashable and take few values (a level, a commit). The value is shared: nobody changes it.
    """

    @wraps(function)
    def remembered(index: Index, *arguments: *Arguments) -> Value:
        values: dict[Any, Value] = index.worked_out.setdefault(function, {})
        if arguments not in values:
            if len(values) >= MOST_VALUES:
                values.clear()
            values[arguments] = function(index, *arguments)
        return values[arguments]

    return remembered
