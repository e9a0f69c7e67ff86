"""What a variable is behind a test of its type: `isinstance(x, C)`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from .elements import EMPTY, EXTERNAL
from .names import OUTSIDE

if TYPE_CHECKING:
    from .elements import Elements
    from .members import Type

__all__ = ["narrowed"]

OF_LANGUAGE: Final = (["!"], ["l"])
"""Classes of a language that a value is tested for: what holds no others, and containers."""


def narrowed(program: Elements, path: str, expression: Any) -> frozenset[Type]:
    """What is known to be of one of several classes: as much of what it was before as is, else these.

    Where one of them can't be told it stays what it was before, too; of a class from outside any of the workspace may be.
    A class that neither is a base of the one before nor made of it is a second one that the object has (a mixin).
    """
    before = program.types(path, expression[1])
    parts = [program.types(path, part) for part in expression[2:]]
    classes = frozenset(type_ for part in parts for type_ in part)
    for part, told in zip(expression[2:], parts, strict=True):
        if part not in OF_LANGUAGE and (not told or any(type_[0] != "i" for type_ in told)):
            return before | (classes - {EXTERNAL}) if before else before
    instances = frozenset(type_ for type_ in before if type_[0] == "i")
    asked = classes & {EXTERNAL, EMPTY}
    wanted = {type_[1:3] if type_[0] == "i" else OUTSIDE for type_ in classes}
    kept = {type_ for type_ in instances if not wanted.isdisjoint(program.ancestors(type_[1:3]))}
    kept |= {type_ for type_ in before if (asked and type_ == EXTERNAL) or (type_[0] == "l" and EMPTY in asked)}
    wider = any(type_[1:3] in program.ancestors(klass) for type_ in instances for klass in wanted if klass[0])
    return frozenset(kept) or (classes if wider or asked else classes | instances)
