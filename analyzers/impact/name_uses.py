"""Whether the bare or qualified name of a class, or of what stands at a file's top level, means a definition of that name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .definition_facts import DefinitionFacts, holder_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .occurrences import Definition, PlainUse

__all__ = ["MIXINS", "NameUses"]

MIXINS = frozenset({"module", "protocol", "extension", "namespace"})
"""What a class can take members from without naming it as a base where the class is defined."""
QUALIFYING = frozenset({"s", "q", "n", "."})
"""Receivers (receivers.py) that a class can stand behind."""


class NameUses(DefinitionFacts):
    """The same for all questions about one index."""

    def class_meant(self, use: PlainUse, definition: Definition, receivers: Sequence[Any]) -> float | None:
        """A class's name: 0 where the file means another class by it, or could name one inside another only through that."""
        if any(isinstance(item, list) and item[0] not in QUALIFYING for item in receivers):
            return None
        before = [item[2] if item[0] == "." else item[1] for item in receivers if isinstance(item, list)]
        names = [f"{item}.{use.name}" for item in before] or [use.name]
        linked = self.linked(use.path, use.name, use.line)
        files = linked or frozenset(file for name in names for file in self.meant(use.path, name))
        if files and definition[0] not in files and (before or linked or not use.attribute):
            return 0.0
        holder = holder_of(definition)
        if before and not holder and all(self._is_closed(_last(item)) for item in before):
            return 0.0  # a member of another class (`Enum::Name`)
        if before and self._is_inner(definition) and not any(self.related(_last(item), holder) for item in before):
            return 0.0
        if before or use.attribute or not holder or definition[0] in {use.path, *files} or not self.named(holder):
            return None
        around = [one for part in use.owner.split(".") for one in self.classes(use.path, part)]
        return None if any(self.home(definition) & self.over(one) for one in around) else 0.0

    def has_own(self, use: PlainUse, definition: Definition) -> bool:
        """The file itself defines the name at its top level."""
        return use.path != definition[0] and any(
            item.qualname == use.name for item in self.index.symbols(use.path, name=use.name)
        )

    def _is_inner(self, definition: Definition) -> bool:
        """It stands in a class, not just in a module."""
        return self._is_closed(holder_of(definition))

    def _is_closed(self, name: str) -> bool:
        return any(item.kind not in MIXINS for item in self.named(name))


def _last(name: str) -> str:
    return name.rpartition(".")[2]
