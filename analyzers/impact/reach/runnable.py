"""What a definition is that is named, called or written to: whether that runs it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..meaning.program import PROPERTIES

if TYPE_CHECKING:
    from ..meaning.program import Definition, Program

__all__ = ["is_called", "is_class", "is_code", "is_set"]

SETTABLE = frozenset({"property", "abc.abstractproperty", "hybrid_property", "get", "set"})
"""Decorators and words of accessors: an assignment runs the setter. What `cached_property` keeps is replaced."""


def is_called(program: Program, definition: Definition) -> bool:
    """To run it takes a call: a function or class, and no property."""
    table = program.table(definition[0]) if definition[0] else None
    if table is None:
        return False
    decorators = table.functions.get(definition[1])
    return definition[1] in table.classes or (decorators is not None and PROPERTIES.isdisjoint(decorators))


def is_set(program: Program, definition: Definition) -> bool:
    """To write to it runs it: a property, or a setter alone."""
    table = program.table(definition[0]) if definition[0] else None
    return table is not None and not SETTABLE.isdisjoint(table.functions.get(definition[1], ()))


def is_class(program: Program, definition: Definition) -> bool:
    """A class, of which objects are made."""
    table = program.table(definition[0]) if definition[0] else None
    return table is not None and definition[1] in table.classes


def is_code(program: Program, definition: Definition) -> bool:
    """A function or a class, where a variable is none."""
    table = program.table(definition[0]) if definition[0] else None
    return table is not None and (definition[1] in table.functions or definition[1] in table.classes)
