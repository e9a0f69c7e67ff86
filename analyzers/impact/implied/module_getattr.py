"""Modules that are asked for names which they do not define: `__getattr__` of a module (PEP 562).

Deprecated names and versions are given out so. The names are those that the module says as strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .computed_names import WORD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..meaning.members import Type
    from ..meaning.names import Names
    from ..occurrences import Definition

__all__ = ["asked_modules", "names_asked_for"]

HOOK = "__getattr__"
MOST_NAMES = 40


def names_asked_for(names: Names, definition: Definition) -> list[str]:
    """The names that a module's `__getattr__` may be asked for; none for any other definition."""
    path, qualname = definition
    if qualname != HOOK or not path.endswith(".py"):
        return []
    said = {word.decode() for word in WORD.findall(names.index.read(path))}
    return sorted(word for word in said if not names.defines(path, word))[:MOST_NAMES]


def asked_modules(names: Names, types: Iterable[Type]) -> Iterator[Definition]:
    """The `__getattr__` of those modules among some values that have one."""
    for type_ in sorted(types):
        if type_[0] == "m" and names.defines(type_[1], HOOK):
            yield (type_[1], HOOK)
