"""Class variables that hold a property or another descriptor: its functions run when the variable is read or set.

`accept = accept_property()` in the body of a class calls `accept_property` when the class is defined; what that gives back
waits for someone who says `request.accept`. Whoever only uses the class runs nothing of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["is_descriptor"]

PROPERTY = "property"
HOOK = "__get__"
DEEPEST = 3
"""Functions that give back what another function makes."""


def is_descriptor(program: Program, variable: Definition) -> bool:
    """The variable holds what `property` makes, or an instance of a class with a `__get__`."""
    path, qualname = variable
    value = program.table(path).bound.get(qualname)
    if not isinstance(value, list):
        return False
    kinds = program.types(path, value)
    if any(type_[0] == "i" and any(file for file, _ in program.member(type_, HOOK)) for type_ in kinds):
        return True
    return _makes_property(program, path, value, DEEPEST)


def _makes_property(program: Program, path: str, value: Any, depth: int) -> bool:
    """A call of `property`, or of a function that gives back one."""
    if not isinstance(value, list) or value[0] != "()" or not depth:
        return False
    if value[1] == PROPERTY:
        return not program.lookup(path, PROPERTY)
    return any(
        _makes_property(program, file, program.table(file).returns.get(qualname), depth - 1)
        for file, qualname in program.meant(path, value[1])
    )
