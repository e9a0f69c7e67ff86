"""What a definition is that is named, called or written to: whether that runs it, and which class's member a call may run instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..meaning.program import PROPERTIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Definition, Program

__all__ = ["Dispatching", "is_called", "is_class", "is_code", "is_protocol", "is_set"]

SETTABLE = frozenset({"property", "abc.abstractproperty", "hybrid_property", "get", "set"})
"""Decorators and words of accessors: an assignment runs the setter. What `cached_property` keeps is replaced."""


def is_called(program: Program, definition: Definition) -> bool:
    """To run it takes a call: a function or class, and no property."""
    table = program.table(definition[0])
    decorators = table.functions.get(definition[1])
    return definition[1] in table.classes or (decorators is not None and PROPERTIES.isdisjoint(decorators))


def is_set(program: Program, definition: Definition) -> bool:
    """To write to it runs it: a property, or a setter alone."""
    return not SETTABLE.isdisjoint(program.table(definition[0]).functions.get(definition[1], ()))


def is_class(program: Program, definition: Definition) -> bool:
    """A class, of which objects are made."""
    return definition[1] in program.table(definition[0]).classes


def is_code(program: Program, definition: Definition) -> bool:
    """A function or a class, where a variable is none."""
    table = program.table(definition[0])
    return definition[1] in table.functions or definition[1] in table.classes


PROTOCOL = "Protocol"
"""The base, of `typing`, of a type that is met by structure."""
MEMBERS = "SELECT path, qualname FROM symbols JOIN files ON files.id = file_id WHERE name = ? ORDER BY path, symbols.id"


def is_protocol(program: Program, klass: Definition) -> bool:
    """What has its methods is of the type, whether it says so or not."""
    bases = program.table(klass[0]).classes.get(klass[1], ())
    return any(base == PROTOCOL or (isinstance(base, list) and base[-1] == PROTOCOL) for base in bases)


class Dispatching:
    """The classes of one workspace, looked at as they are asked for."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._overridden: dict[str, tuple[set[Definition], Iterator[Definition]]] = {}
        """Name → the classes above those that have a member of it, as far as they were read, and those that were not."""

    def is_overridden(self, definition: Definition, klass: Definition) -> bool:
        """A subclass has a member of the same name, so that a call may run either."""
        name = definition[1].rpartition(".")[2]
        if name not in self._overridden:
            rows = self.program.index.rows(MEMBERS, (name,))
            having = [(path, qualname.rpartition(".")[0]) for path, qualname in rows if "." in qualname]
            self._overridden[name] = set(), iter(having)
        overridden, unread = self._overridden[name]
        while klass not in overridden:
            if (holder := next(unread, None)) is None:
                return False
            overridden.update(base for base in self.program.ancestors(holder) if base != holder)
        return True
