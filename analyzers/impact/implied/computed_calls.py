"""Calls of members whose names are computed: `getattr(self, "visit_" + name)`, `vars(module)`, `lexer[state]()`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from .. import odds
from ..occurrences import Step
from .computed_names import LookingUp
from .module_getattr import names_asked_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["CALLED", "Lookups", "is_special"]

CALLED = frozenset({"constructor"})
"""JavaScript's: `new` calls it, which names its class."""


class Computed(NamedTuple):
    """A member looked up by a name that is computed: in which definition, and on what."""

    user: Definition
    line: int
    receiver: Any


class Lookups:
    """The steps that such calls make, in one workspace."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def by_beginning(self, name: str, klass: Definition) -> Iterator[Step]:
        """Lookups by a computed name that begins as this one, on what may be of this class."""
        for file in sorted({*self._looking_up.beginning(name), *self._above(klass)}):
            for prefix, computed in self._lookups(file):
                if prefix and name.startswith(prefix) and self._is_of(computed, klass, unknown=True):
                    yield Step(computed.user, klass, computed.line, f"looked up as {prefix}…", False, odds.BRANCH)

    def by_any_name(self, name: str, klass: Definition, *, said: bool, unseen: bool) -> Iterator[Step]:
        """Lookups by a name of which nothing is written, on what is of this class.

        A file that says the name may look it up on anything, and what nothing calls may be found on objects of a class that is
        put together when the program runs. What tests call by its name is looked up only where its name, or how it begins, is said.
        """
        above = self._above(klass)
        imported, importers = self.program.index.adjacency
        near = above.union(*(importers.get(path, ()) for path in above))
        named = self._looking_up.words.get(name, frozenset())
        spelled = named.union(self._looking_up.beginning(name))
        if unseen:
            near.update(imported.get(klass[0], ()))
        for file in sorted(spelled if said else (near & self._looking_up.files) | named | above):
            for prefix, computed in self._lookups(file):
                unknown = file in named and not said and not is_special(name)
                mixed = unseen and self._is_in_object(computed)
                if not prefix and (mixed or self._is_of(computed, klass, unknown=unknown)):
                    yield Step(
                        computed.user, klass, computed.line, "looked up by a computed name", False, odds.HANDED_ON
                    )

    def _above(self, klass: Definition) -> set[str]:
        """The files of a class and of those above it; in JavaScript no word of the language tells which files look up."""
        return {path for path, _ in self.program.ancestors(klass)} - {""}

    def in_module(self, definition: Definition) -> Iterator[Step]:
        """Lookups in a module by a name that its `__getattr__` gives out, in files that import it and say the name."""
        importers = set(self.program.index.adjacency[1].get(definition[0], ()))
        names = names_asked_for(self.program, definition)
        for file in sorted(
            {file for name in names for file in self._looking_up.words.get(name, ())}.intersection(importers)
        ):
            for prefix, computed in self._lookups(file):
                if not prefix:
                    in_test = self.program.index.files[file].zone == "test"
                    cost = odds.LOOKED_UP_IN_TEST if in_test else odds.HANDED_ON
                    yield Step(computed.user, None, computed.line, "looked up in the module", False, cost)

    def _is_of(self, computed: Computed, klass: Definition, *, unknown: bool) -> bool:
        """The object whose member is looked up is of this class, of one above it or of one that extends it.

        Args:
            unknown: what counts where nothing is known of the object.
        """
        types = self.program.types(computed.user[0], computed.receiver)
        above = self.program.ancestors(klass)
        holders = [(type_[1], type_[2]) for type_ in types if type_[0] in {"i", "c"}]
        if not holders:
            return unknown
        return any(holder in above or klass in self.program.ancestors(holder) for holder in holders)

    def _is_in_object(self, computed: Computed) -> bool:
        """What is looked into is an object of a class of the workspace, or of one below it."""
        return any(type_[0] == "i" for type_ in self.program.types(computed.user[0], computed.receiver))

    def _lookups(self, file: str) -> Iterator[tuple[str, Computed]]:
        table = self.program.table(file)
        for prefix, rows in table.prefixes.items() if table is not None else ():
            for row in rows:
                yield prefix, Computed((file, row[1]), row[0], row[2])

    @cached_property
    def _looking_up(self) -> LookingUp:
        return LookingUp.of(self.program.index)


def is_special(name: str) -> bool:
    """A method that the language calls on objects of its class: that step leads to every test that a use by name would."""
    return name in CALLED or (name.startswith("__") and name.endswith("__"))
