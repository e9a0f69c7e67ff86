"""Values that several answers of one index state need, computed once for it."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["per_index"]

Value = TypeVar("Value")


def per_index(function: Callable[[Index], Value]) -> Callable[[Index], Value]:
    """Remembers what a function says of an index for as long as that index lives: an index is one unchanging state."""
    known: WeakKeyDictionary[Index, Value] = WeakKeyDictionary()

    @wraps(function)
    def remembered(index: Index) -> Value:
        if index not in known:
            known[index] = function(index)
        return known[index]

    return remembered
