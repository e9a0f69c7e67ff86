"""Which classes dispatch a call to others: protocols, and those whose members a subclass has again."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Definition, Program

__all__ = ["Dispatching"]

PROTOCOL = "Protocol"
"""The base, of `typing`, of a type that is met by structure."""
MEMBERS = "SELECT path, qualname FROM symbols JOIN files ON files.id = file_id WHERE name = ? ORDER BY path, symbols.id"


class Dispatching:
    """The classes of one workspace, looked at as they are asked for: once for each use of each name."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self._overridden: dict[str, tuple[set[Definition], Iterator[Definition]]] = {}
        """Name → the classes above those that have a member of it, as far as they were read, and those that were not."""
        self._protocols: dict[Definition, bool] = {}

    def is_protocol(self, klass: Definition) -> bool:
        """What has its methods is of the type, whether it says so or not."""
        if klass not in self._protocols:
            table = self.program.table(klass[0])
            bases = table.classes.get(klass[1], ()) if table is not None else ()
            found = any(base == PROTOCOL or (isinstance(base, list) and base[-1] == PROTOCOL) for base in bases)
            self._protocols[klass] = found
        return self._protocols[klass]

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
