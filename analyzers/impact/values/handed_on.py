"""Where a definition is called: by its name, and through what it is assigned to, handed to, kept in, or given back as."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from ...per_index import per_index
from ..meaning.program import OUTSIDE, PROPERTIES
from ..references.overrides import class_constructed, constructor_calls
from ..references.references import PLAIN, Reference, is_unknown, names_of, references
from ..sites.shape import Site
from .facts import read_facts
from .flow import Flow

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition
    from .calls import Given
    from .facts import Facts
    from .graph import Location, Value

__all__ = ["THROUGH_VALUES", "calls"]

THROUGH_VALUES = 0.8
"""How sure such a call is: which of the values is there when it is made is not known."""
MOST_FILES = 8
MOST_BYTES = 250_000
"""That are followed; a value that goes farther is lost there."""
MOST_UNKNOWN = 3
"""If more files call a method's name on values of unknown type, none of them is followed."""
IMPLIED = frozenset({"__call__", "__iter__", "__next__", "__enter__", "__aenter__"})
"""Methods that calls, loops and `with` run, without naming them."""
CALLING = frozenset({"call", "decorator", "base", PLAIN})
MENTIONS = frozenset({"value", "write"})
"""Roles of a place that hands a definition on."""
UNCALLED = MENTIONS | {"check"}
"""Roles of a place on whose line another call can still be one through a value."""


def calls(program: Program, definition: Definition) -> list[Reference]:
    """All calls of a definition by path and line, whatever number of arguments they give: by its name, by its class's where it is a
    constructor, and through values in the files that its value goes to."""
    known = references(program, definition, counted=False, recursive=True) + constructor_calls(program, definition)
    found = {(item.path, item.line): item for item in known if item.role in CALLING}
    flow = Followed(program, definition)
    flow.from_files(_starts(program, definition, known))
    places = {(item.path, item.line) for item in known if item.role not in UNCALLED}
    for path, place in sorted(flow.called.get(definition, ())):
        if (path, place.line) not in places:
            item = Reference(path, place.line, place.text, place.owner, "call", THROUGH_VALUES)
            found.setdefault((path, place.line), item)
    return [found[key] for key in sorted(found)]


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


class Followed(Flow):
    """The graph of the few files that one definition goes through.

    Those that mention it come first, then those that its value goes to from there: the functions that take it, the callers of
    those that give it back, the readers of what keeps it.
    """

    def __init__(self, program: Program, definition: Definition) -> None:
        super().__init__(program)
        self.definition = definition
        self._wanted: dict[str, None] = {}
        self._holding: set[Value] = set()
        self._kept_in: dict[Value, list[Location]] = defaultdict(list)
        self._tried: set[str] = set()
        self._bytes = 0

    def from_files(self, paths: Iterable[str]) -> None:
        """Follows these files, and others until the definition goes to none that is not followed."""
        self._wanted.update(dict.fromkeys(paths))
        while fresh := [path for path in self._wanted if path not in self._tried and self._fits(path)]:
            for path in fresh:
                facts = facts_of(self.program.index, path)
                if facts is not None:
                    self.follow(path, facts)
            self.run()

    def _fits(self, path: str) -> bool:
        self._tried.add(path)
        file = self.program.index.files.get(path)
        if file is None or file.language != "Python" or not file.parsed:
            return False
        if len(self.files) >= MOST_FILES or self._bytes + file.size > MOST_BYTES:
            return False
        self._bytes += file.size
        return True

    def carries(self, value: Value) -> bool:
        """Whether the definition can be reached through a value."""
        kind = value[0]
        if kind in {"f", "b", "c"}:
            return value[1:3] == self.definition
        return self.carries(value[1]) if kind == "part" else value in self._holding

    def add(self, location: Location, values: Iterable[Value]) -> list[Value]:
        fresh = super().add(location, values)
        for value in fresh:
            if value[0] == "k":
                self._kept_in[value].append(location)
        if any(self.carries(value) for value in fresh):
            self._went_to(location)
        return fresh

    def _went_to(self, location: Location) -> None:
        """Other files see what a location of this kind holds."""
        kind, *rest = location
        if kind == "[]" and rest[0] not in self._holding:
            self._holding.add(rest[0])
            for keeper in self._kept_in[rest[0]]:
                self._went_to(keeper)
        elif kind == "." or (kind == "v" and not rest[1]):
            self._want_users(rest[0], rest[2])
        elif kind == "return":
            self._want_users(rest[0], rest[1].rpartition(".")[2])

    def _want_users(self, path: str, name: str) -> None:
        """The files that use a name, and import the file that it is of or are imported by it."""
        near = set(self.program.index.adjacency[1].get(path, ())) | set(self.program.index.adjacency[0].get(path, ()))
        users = [file for file in self.program.index.files_using(name) if file in near]
        if len(users) <= MOST_FILES:
            self._wanted.update(dict.fromkeys(users))

    def handed_out(self, path: str, given: Given) -> None:
        if any(self.carries(value) for value in given.all):
            self._wanted[path] = None


@per_index
def facts_of(index: Index, path: str) -> Facts | None:
    """What a file says of where values go."""
    return read_facts(index.read(path))
