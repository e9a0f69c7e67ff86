"""Whether a use of a name in a language without a site table can mean a definition.

By its receiver's declared type, by the class around it, and by the number of its arguments (receiver_forms.py says what is
written there).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import by_key
from ...per_index import read_once, remembered
from ...text_facts import line_at
from ..occurrences import PlainUse
from ..receivers.receiver_forms import NO_RECEIVERS, THIS
from .c_meaning import meant_in_c
from .constructed import constructs, is_named_constructor, is_other_in_php
from .definition_facts import holder_of
from .go_names import is_behind_package, is_of_go_package, is_other_in_go, is_satisfied
from .typed_members import CALLED_ONLY, Asked, TypedMembers, surest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.receiver_forms import Receivers

__all__ = ["PlainTypes"]

CALLED_ALONE = frozenset({"Java", "C#"})
"""Languages in which no object is made by calling its class."""
IMPLIED_RECEIVER = CALLED_ALONE | {"Kotlin"}
"""Languages in which a bare name, if it is a member at all, is one of an enclosing class or of a base of one."""
PATHS = frozenset({"s", "q"})
"""Receivers (receiver_forms.py) that stand before `::`."""
IMPORTING_MEMBERS = (".java", ".kt", ".kts", ".scala")
"""Files whose imports may name a member of a type."""


class PlainTypes(TypedMembers):
    """The question of one workspace's names."""

    def certainty(self, use: PlainUse, definition: Definition, *, counted: bool = True) -> float | None:
        """How sure a use means a definition: 1 where its type says so, 0 where it can't; None where nothing tells.

        `DISPATCHED` where the receiver is of a base or an interface: it names that one's member, and may run this one.

        Args:
            counted: calls whose number of arguments does not fit mean something else.
        """
        named = use.attribute or self.index.files[use.path].language == "PHP"
        if named and not use.owner and self._is_imported(use, definition):
            return 1.0
        if self.is_c(use.path):
            return meant_in_c(self, use, definition, self._rows(use))
        if is_named_constructor(self, definition) and self.table(use.path) is not NO_RECEIVERS:
            return constructs(self, use, definition, counted=counted)
        table, said = self.table(use.path), self._rows(use)
        other = use.unsaid or self._is_imported_from_beside(use, definition)
        if other or is_other_in_go(self, use, definition, said) or is_other_in_php(self, use, definition):
            return 0.0
        rows = self._its_own(use, said, definition)
        if rows is None:
            return 0.0
        if (scoped := self.by_scope(use, definition, rows)) is not None:
            return scoped
        if not rows:
            return self._unread(table, use, definition) if table is not NO_RECEIVERS else None
        if self.is_class(definition):
            if use.attribute and self.index.files[use.path].language == "Go":
                return float(any(is_behind_package(self, use.path, row[2] or None, definition) for row in rows))
            return self.class_meant(use, definition, [row[2] for row in rows])
        return surest([self._one(use.path, row, definition, counted=counted) for row in rows])

    def _its_own(self, use: PlainUse, rows: list[list[Any]], definition: Definition) -> list[list[Any]] | None:
        """Those of the rows on a use's line that can be of it; None where it can't mean the definition."""
        if not use.attribute and (self.is_class(definition) or is_of_go_package(definition)):
            # others on the line name members that are called like the class; `Outer.@Nullable Inner` is read as one
            alone = [row for row in rows if row[2] == 0 or (row[1] is None and (row[2] or [""])[0] == "s")]
            return None if alone and self._is_just_called(use, alone) else alone
        if use.typed:
            return None
        return [row for row in rows if (row[2] != 0) == use.attribute] if use.mixed else rows

    def is_by_interface(self, use: PlainUse, definition: Definition) -> bool:
        """Go: called on a value of an interface that the method's type has all methods of."""
        if self.index.files[use.path].language != "Go":
            return False
        held = [one for row in self._rows(use) for one in self.told(use.path, row[2]) or ()]
        asked = [(path, one.name) for one in held for path in one.files if one.how == "i"]
        return any(is_satisfied(self, klass, self.home(definition)) for klass in asked)

    def _is_just_called(self, use: PlainUse, rows: Sequence[list[Any]]) -> bool:
        """Java, C#: `List(1)` calls a method, and a class is not named on the line."""
        if self.index.files[use.path].language not in CALLED_ALONE or any(row[1] is None for row in rows):
            return False
        table = self.table(use.path)
        made = [row[0] for row in table["made"].get(use.name, ())]
        return use.line not in {*table["types"].get(use.name, ()), *made}

    def says(self, path: str, name: str, line: int) -> bool:
        """A member or call of this name is read on a line."""
        return bool(self._rows(PlainUse(path, line, "", True, name)))

    def _rows(self, use: PlainUse) -> list[list[Any]]:
        """What the table of the use's file says of its name on its line."""
        return self._by_line(use.path, use.name).get(use.line, [])

    @remembered
    def _by_line(self, path: str, name: str) -> dict[int, list[list[Any]]]:
        return by_key((row[0], row) for row in self.table(path)["uses"].get(name, ()))

    def _unread(self, table: Receivers, use: PlainUse, definition: Definition) -> float | None:
        """A name that is neither a member, nor called, nor a key."""
        if not use.attribute and self._is_other(table, use, definition):
            return 0.0
        if self.is_class(definition):
            hidden = self._is_member_there(table, use) and holder_of(definition) not in use.owner.split(".")
            return 0.0 if hidden else self.class_meant(use, definition, ())
        if use.line in table["types"].get(use.name, ()):
            return 0.0
        if use.attribute:
            return None
        holder = holder_of(definition)
        language = self.index.files[use.path].language
        if not holder and self.has_own(use, definition):
            return 0.0
        if language not in IMPLIED_RECEIVER or not holder:
            return 0.0 if language == "PHP" and holder else None  # there it is the name of an argument
        asked = Asked(use.name, None, language, implied=_implied(table, use.line))
        return None if THIS in asked.implied else self.alone(use.path, use.owner, definition, asked)

    def _is_member_there(self, table: Receivers, use: PlainUse) -> bool:
        """C#: where an enclosing class has a member with the name of a class, the bare name is the member, but not where a type stands."""
        if self.index.files[use.path].language != "C#" or use.attribute or use.line in table["types"].get(use.name, ()):
            return False
        line = line_at(self.index, use.path, use.line)
        if re.search(rb"(?<!\w)%s\s*\.|\b(?:nameof|cref)\b" % use.name.encode(), line):
            return False
        around = [part for part in use.owner.split(".") if self.named(part)]
        above = {one for part in around for one in (part, *self.all_above(part))} - {use.name}
        return any(self.has(one, use.name) for one in above)

    def _is_other(self, table: Receivers, use: PlainUse, definition: Definition) -> bool:
        """A name that stands alone and is neither called nor a key: a parameter or variable there, or no member can be meant."""
        written = use.line in table["types"].get(use.name, ()) and self.is_class(definition)
        if use.line in table["locals"].get(use.name, ()) and not written:
            return True
        if self.index.files[use.path].language == "Go" and "." in definition[1]:
            return True
        called_only = self.index.files[use.path].language in CALLED_ONLY
        return called_only and "." in definition[1] and self.is_callable(definition)

    def _one(self, path: str, row: list[Any], definition: Definition, *, counted: bool) -> float | None:
        line, arguments, receiver, around = row
        holder = holder_of(definition)
        language = self.index.files[path].language
        name, implied = definition[1].rpartition(".")[2], _implied(self.table(path), line)
        asked = Asked(name, arguments, language, counted, implied)
        if not self.suits(definition, asked):
            return 0.0
        if receiver == 0:
            return self.alone(path, around, definition, asked)
        if receiver and receiver[0] == "k":
            return self.of_case(path, row, definition, asked)
        said = 0.0 if self.is_no_member(definition, asked, receiver) else self.by_path(receiver, definition)
        if said is not None:
            return said
        if language == "Go" and not holder:
            return float(is_behind_package(self, path, receiver, definition))
        if language == "Go" and receiver and receiver[0] == "n" and self.packages(path, receiver[1]):
            return 0.0
        if language == "Rust" and not holder and self.is_callable(definition) and (receiver or [""])[0] not in PATHS:
            return 0.0  # a function is no method
        types = self.told(path, receiver)
        if not any(item.how == "s" for item in types or ()) and self.is_unseen(path, definition):
            return 0.0
        if types is None:
            of_module = receiver and receiver[0] == "q" and not self._is_inner(definition)
            return self.by_module(path, receiver[1], definition) if of_module else None
        return self.on_types(types, definition, asked)

    def _is_imported(self, use: PlainUse, definition: Definition) -> bool:
        """An import on the use's line names the member itself (`import static a.Prices.withTax`)."""
        return (use.line, *definition) in _imported(self.index, use.path)

    def _is_imported_from_beside(self, use: PlainUse, definition: Definition) -> bool:
        """Kotlin, Java: an import binds the name alone to what is called alike elsewhere in the definition's file (`import a.Colors.RED`
        beside `object RED`)."""
        links = self.bound(use.path, use.name) if use.path.endswith(IMPORTING_MEMBERS) else ()
        found = (link for link in links if not use.attribute or link.line == use.line)
        names = {link.name for link in found if link.target == definition[0] and link.name}
        return bool(names) and not any(f".{definition[1]}".endswith(f".{name}") for name in names)


def _implied(table: Receivers, line: int) -> frozenset[str]:
    return frozenset(on for on, lines in table["implied"].items() if line in lines)


@read_once
def _imported(index: Index, path: str) -> set[tuple[int, str | None, str]]:
    """The line, the defining file and the name of each import of a file."""
    return {(link.line, link.target, link.name) for link in index.links_from(path)}
