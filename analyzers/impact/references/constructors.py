"""Calls of a constructor: they name its class, or a subclass that has none of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..sites.shape import Site
from .references import CONSTRUCTORS, Reference, certainty, references

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Definition, Program

__all__ = ["class_constructed", "constructor_calls"]

MOST_CLASSES = 60
"""Subclasses, and theirs, that are looked at."""


def class_constructed(program: Program, definition: Definition) -> Definition | None:
    """The class that a definition is the constructor of, in a language whose scopes are read."""
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    table = program.table(path) if name in CONSTRUCTORS else None
    return (path, holder) if table is not None and holder in table.classes else None


def constructor_calls(program: Program, definition: Definition) -> list[Reference]:
    """The calls of a constructor by path and line; none where the definition is no constructor."""
    klass = class_constructed(program, definition)
    if klass is None:
        return []
    name = definition[1].rpartition(".")[2]
    found = set()
    for path, qualname, uses in _subclasses(program, klass):
        if definition in program.member(("i", path, qualname), name):
            found |= {item for item in uses if item.role == "call"}
        found |= set(_from_subclass(program, path, qualname, definition, name))
    return sorted(found)


def _subclasses(program: Program, klass: Definition) -> Iterator[tuple[str, str, list[Reference]]]:
    """A class and those below it, each with its references."""
    todo, seen = [klass], {klass}
    while todo and len(seen) <= MOST_CLASSES:
        path, qualname = todo.pop()
        uses = references(program, (path, qualname))
        yield path, qualname, uses
        below = {(item.path, item.owner) for item in uses if item.role == "base"}
        todo += sorted(below - seen)
        seen |= below


def _from_subclass(
    program: Program, path: str, qualname: str, definition: Definition, name: str
) -> Iterator[Reference]:
    """`super().__init__()` and `Base.__init__(self)` in a class."""
    table = program.table(path)
    for row in table.sites(name) if table is not None else ():
        site = Site(*row)
        if site.owner.startswith(f"{qualname}.") and certainty(program, path, name, site, definition):
            yield Reference(path, site.line, name, site.owner, site.role, 1.0)
