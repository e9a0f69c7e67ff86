"""What annotations promise: the definitions that a name means where it stands for a type, and their instances."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from .elements import EXTERNAL
from .names import NOTHING, OUTSIDE
from .signatures import Signatures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..occurrences import Definition
    from .generics import Environment
    from .members import Type

__all__ = ["Promises"]


class Promises(Signatures, ABC):
    """The part of a program that knows annotations; one method for each form of type expression (`program.RULES`)."""

    def as_promised(self, path: str, expression: Any) -> Iterator[Type]:
        """The instances that an annotation names; aliases are followed."""
        if isinstance(expression[1], list) and expression[1][0] in {"v", "T"}:
            yield from self.types(path, expression[1])
            return
        for definition in sorted(self.meant(path, expression[1])):
            yield from self.instances(definition, ())

    def instances(self, definition: Definition, environment: Environment) -> Iterator[Type]:
        """What an annotation that names a definition promises; an intersection with a type variable is that too."""
        path, qualname = definition
        table = self.table(path) if path else None
        if not path:
            yield EXTERNAL
        elif table is None or not qualname:
            return
        elif qualname in table.classes and not _alias(table.bound.get(qualname)):
            yield ("i", path, qualname, environment) if environment else ("i", path, qualname)
            for base in table.classes[qualname] if environment else ():
                if isinstance(base, list) and base[0] == "v":
                    yield from self.types(path, self.applied(path, base, environment))
        elif qualname in table.bound:
            value = table.bound[qualname]
            if _is_name(value):
                yield from self.as_promised(path, ["t", value])
            else:
                yield from self.types(path, self.applied(path, _alias(value), environment))

    def made(self, path: str, base: Any) -> Iterator[Type]:
        """What an object type is made of: an alias without a shape of its own (`Attributes<P> & {…}`) stands for what it names."""
        base = base[1] if isinstance(base, list) and base[0] == "-" else base
        head, *given = base[1:] if isinstance(base, list) and base[0] == "G" else [base]
        for definition in sorted(self.meant(path, head)):
            table = self.table(definition[0]) if definition[0] else None
            if table is not None and definition[1] not in table.classes and _alias(table.bound.get(definition[1])):
                yield from self.instances(definition, self._environment(path, definition, given))
        yield from self.types(path, base)

    def meant(self, path: str, expression: Any) -> frozenset[Definition]:
        """The definitions that a name or a member expression means."""
        if isinstance(expression, str):
            return self.lookup(path, expression) or frozenset({OUTSIDE})
        if not isinstance(expression, list):
            return NOTHING
        if expression[0] == ".":
            return frozenset(
                item for type_ in self.types(path, expression[1]) for item in self.member(type_, expression[2])
            )
        return frozenset({(path, expression[1])}) if expression[0] in {"d", "s", "c"} else NOTHING


def _alias(value: Any) -> Any:
    """What an alias names, as an instance: `Alias = Union[Foo, Bar]`."""
    if isinstance(value, list) and value[0] == "|":
        for part in value[1:]:
            if isinstance(part, list) and part[0] == "alias":
                return part[1]
    if isinstance(value, list) and value[0] == "alias":
        return value[1]
    return None


def _is_name(value: Any) -> bool:
    """A name for what another name means: `Alias = Foo`."""
    return isinstance(value, str) or (isinstance(value, list) and value[0] in {".", "d"})
