"""What names and members hold: variables of the files that are followed, definitions of all others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..meaning.program import PROPERTIES
from .containers import Containers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition
    from .facts import Facts
    from .graph import Value

__all__ = ["Meanings"]

FOLLOWED: Final = frozenset({"f", "c", "i", "m"})
"""Types of values outside the files that are followed."""


class Meanings(Containers):
    """The part of the graph that knows names.

    Attributes:
        files: path → the facts of a file that is followed.
    """

    def __init__(self, program: Program) -> None:
        super().__init__()
        self.program = program
        self.files: dict[str, Facts] = {}

    def facts(self, path: str) -> Facts | None:
        """The facts of a file that is followed; the statement at hand is evaluated again when it comes to be."""
        self.read(("followed", path))
        return self.files.get(path)

    def named(self, path: str, name: str) -> Iterable[Value]:
        """What a name holds at the top level of a file."""
        if name in self.files[path].bound:
            return self.read(("v", path, "", name))
        return self._all(self.program.lookup(path, name))

    def _all(self, definitions: Iterable[Definition]) -> list[Value]:
        return [value for item in sorted(definitions) for value in self._defined(*item)]

    def _defined(self, path: str, qualname: str) -> Iterable[Value]:
        """What a definition of any file holds."""
        if not path:
            return ()
        if not qualname:
            return [("m", path)]
        facts = self.facts(path)
        if facts is not None and qualname[0] != "\0":
            holder, _, name = qualname.rpartition(".")
            if name in facts.bound or holder:
                return self.read(("v", path, holder, name))
        return [value for value in self.program.of((path, qualname)) if value[0] in FOLLOWED]

    def member(self, value: Value, name: str) -> Iterator[Value]:
        """What `value.name` holds."""
        kind = value[0]
        if kind == "m":
            yield from self._all(self.program.member(value, name))
        elif kind in {"c", "i", "super"}:
            order = self.program.ancestors((value[1], value[2]))
            for path, qualname in order[1:] if kind == "super" else order:
                if not path:
                    continue
                yield from self.read((".", path, qualname, name))
                if self.program.defines(path, f"{qualname}.{name}") and self._is_of_class(path, f"{qualname}.{name}"):
                    yield from self._through(path, f"{qualname}.{name}", value)
                    return

    def _is_of_class(self, path: str, qualname: str) -> bool:
        """It stands in the class's body, and is not only assigned to its objects."""
        facts, table = self.files.get(path), self.program.table(path)
        if qualname in table.functions or qualname in table.classes:
            return True
        return facts is None or self.holds(("v", path, *qualname.rpartition(".")[::2]))

    def _through(self, path: str, qualname: str, value: Value) -> Iterator[Value]:
        """A member of a class as its object, or the class itself, sees it."""
        for held in self._defined(path, qualname):
            if held[0] != "f":
                yield held
                continue
            decorators = self.decorators(held)
            if not PROPERTIES.isdisjoint(decorators):
                yield from self.read(("return", held[1], held[2]))
            elif "staticmethod" in decorators or (value[0] == "c" and "classmethod" not in decorators):
                yield held
            else:
                yield ("b", held[1], held[2], ("i", *value[1:]) if value[0] == "super" else value)

    def decorators(self, function: Value) -> Iterable[str]:
        """The decorators of a function."""
        return self.program.table(function[1]).functions.get(function[2], ())

    def method(self, value: Value, name: str) -> list[Value]:
        """A method that the language calls on an object."""
        return [held for held in self.member(value, name) if held[0] in {"b", "f"}]
