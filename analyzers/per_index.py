"""Values that several answers of one index state need, computed once for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Any, TypeVar, TypeVarTuple

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["per_index", "read_once", "remembered"]

MOST_VALUES = 64
"""A function whose further arguments turn out to take more values than this forgets them all."""

Arguments = TypeVarTuple("Arguments")
Value = TypeVar("Value")
Owner = TypeVar("Owner")


def per_index(function: Callable[[Index, *Arguments], Value]) -> Callable[[Index, *Arguments], Value]:
    """Remembers what a function says of an index for as long as that index lives: an index is one unchanging state.

    Further arguments are hashable and take few values (a level, a commit). The value is shared: nobody changes it.
    """
    return _remembering(function, MOST_VALUES)


def read_once(function: Callable[[Index, *Arguments], Value]) -> Callable[[Index, *Arguments], Value]:
    """As `per_index`, where further arguments take many values (paths, names) and each is asked for often: none is forgotten."""
    return _remembering(function, None)


def remembered(method: Callable[[Owner, *Arguments], Value]) -> Callable[[Owner, *Arguments], Value]:
    """As `read_once`, of a method: its object, which is made for one state, keeps what it said."""
    kept = f"{method.__name__} said"

    @wraps(method)
    def asked(self: Owner, *arguments: *Arguments) -> Value:
        values: dict[Any, Value] = vars(self).setdefault(kept, {})
        if arguments not in values:
            values[arguments] = method(self, *arguments)
        return values[arguments]

    return asked


def _remembering(
    function: Callable[[Index, *Arguments], Value], most: int | None
) -> Callable[[Index, *Arguments], Value]:
    @wraps(function)
    def remembered(index: Index, *arguments: *Arguments) -> Value:
        values: dict[Any, Value] = index.worked_out.setdefault(remembered, {})
        if arguments not in values and (begun := index.begun.pop((remembered, *arguments), None)):
            begun()
        if arguments not in values:
            if most is not None and len(values) >= most:
                values.clear()
            values[arguments] = function(index, *arguments)
        return values[arguments]

    return remembered
