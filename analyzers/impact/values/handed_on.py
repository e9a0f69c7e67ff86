"""Where a definition is called through values: what it is assigned to, handed to, kept in, or given back as."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..meaning.program import OUTSIDE, PROPERTIES
from ..references.overrides import class_constructed
from ..references.references import Reference, is_unknown, names_of, references
from ..sites.shape import Site
from .followed import Followed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["THROUGH_VALUES", "calls_through_values"]

THROUGH_VALUES = 0.8
"""How sure such a call is: which of the values is there when it is made is not known."""
MOST_UNKNOWN = 3
"""If more files call a method's name on values of unknown type, none of them is followed."""
IMPLIED = frozenset({"__call__", "__iter__", "__next__", "__enter__", "__aenter__"})
"""Methods that calls, loops and `with` run, without naming them."""
MENTIONS = frozenset({"value", "write"})
"""Roles of a place that hands a definition on."""
UNCALLED = MENTIONS | {"check"}
"""Roles of a place on whose line another call can still be one through a value."""


def calls_through_values(program: Program, definition: Definition, known: Sequence[Reference]) -> list[Reference]:
    """The calls that can run a definition, in the files that its value goes to, by path and line.

    Args:
        known: the references by name; calls on their lines are left out.
    """
    starts = _starts(program, definition, known)
    if not starts:
        return []
    flow = Followed(program, definition)
    flow.from_files(starts)
    places = {(item.path, item.line) for item in known if item.role not in UNCALLED}
    return [
        Reference(path, place.line, place.text, place.owner, "call", THROUGH_VALUES)
        for path, place in sorted(flow.called.get(definition, ()))
        if (path, place.line) not in places
    ]


def _starts(program: Program, definition: Definition, known: Sequence[Reference]) -> list[str]:
    """The files where a definition is handed on, or is called on something of which the type is not known."""
    path, qualname = definition
    table, file = program.table(path), program.index.files.get(path)
    if file is None or file.language != "Python":
        return []
    if not PROPERTIES.isdisjoint(table.functions.get(qualname, ())):
        return []  # it is read, and not called
    klass = class_constructed(program, definition)
    mentions = known if klass is None else references(program, klass)
    found = {item.path for item in mentions if item.role in MENTIONS}
    if any(_is_of_workspace(program, path, item) for item in table.functions.get(qualname, ())):
        found.add(path)
    holder, _, name = qualname.rpartition(".")
    if holder in table.classes and klass is None:
        near = set(_near(program, (path, holder), name))
        found |= near | {path} if 0 < len(near) <= MOST_UNKNOWN else set()
    files = program.index.files
    return sorted(found, key=lambda item: (item != path, files[item].zone == "test", item))


def _is_of_workspace(program: Program, path: str, decorator: str) -> bool:
    """A decorator that this workspace defines, and that is handed what it decorates."""
    name = decorator.removesuffix("(autouse)")
    found = program.lookup(path, name.partition(".")[0])
    return bool(found) and OUTSIDE not in found and name.rpartition(".")[2] not in PROPERTIES


def _near(program: Program, klass: Definition, name: str) -> Iterable[str]:
    """The files where a method can be called on a value that only following it leads to."""
    if name in IMPLIED:
        return (file for _, file in names_of(program, klass))
    return (
        file
        for file in program.index.files_using(name)
        if any(is_unknown(program, file, Site(*row)) for row in program.table(file).sites(name))
    )
