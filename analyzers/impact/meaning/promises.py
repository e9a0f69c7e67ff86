"""What annotations promise: the definitions that a name means where it stands for a type, and their instances."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from .generics import Environment, Generics, environment_of
from .members import EXTERNAL
from .names import NOTHING, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..occurrences import Definition
    from .members import Type

__all__ = ["Promises"]


class Promises(Generics, ABC):
    """The part of a program that knows annotations and signatures; one method for each form of type expression (`program.RULES`)."""

    def as_promised(self, path: str, expression: Any) -> Iterator[Type]:
        """The instances that an annotation names; aliases are followed."""
        if isinstance(expression[1], list) and expression[1][0] in {"v", "T"}:
            yield from self.types(path, expression[1])
            return
        for definition in sorted(self.meant(path, expression[1])):
            yield from self.instances(definition, ())

    def as_applied(self, path: str, expression: Any) -> Iterator[Type]:
        """The instances that an annotation `Head<A, B>` promises."""
        for definition in sorted(self.meant(path, expression[1])):
            yield from self.instances(definition, self._environment(path, definition, expression[2:]))

    def instances(self, definition: Definition, environment: Environment) -> Iterator[Type]:
        """What an annotation that names a definition promises; an intersection with a type variable is that too."""
        path, qualname = definition
        table = self.table(path)
        if not path:
            yield EXTERNAL
        elif qualname in table.classes and not _alias(table.bound.get(qualname)):
            yield ("i", path, qualname, environment) if environment else ("i", path, qualname)
            for base in table.classes[qualname] if environment else ():
                if isinstance(base, list) and base[0] == "v":
                    yield from self.types(path, self.applied(path, base, environment))
        elif qualname in table.bound:
            value = table.bound[qualname]
            if names := _names(value):
                for name in names:
                    yield from self.as_promised(path, ["t", name])
            else:
                yield from self.types(path, self.applied(path, _alias(value), environment))

    def made(self, path: str, base: Any) -> Iterator[Type]:
        """What an object type is made of: an alias without a shape of its own (`Attributes<P> & {…}`) stands for what it names."""
        base = base[1] if isinstance(base, list) and base[0] == "-" else base
        head, *given = base[1:] if isinstance(base, list) and base[0] == "G" else [base]
        for definition in sorted(self.meant(path, head)):
            table = self.table(definition[0])
            if definition[1] not in table.classes and _alias(table.bound.get(definition[1])):
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
        if expression[0] == "m":  # `import("./card")` as a type is what the module hands out
            return frozenset().union(*(self.exported(file, "default") for file, _ in self.modules(path, expression[1])))
        return frozenset({(path, expression[1])}) if expression[0] in {"d", "s", "c"} else NOTHING

    def as_function_type(self, path: str, expression: Any) -> Iterable[Type]:
        """A function of a written type."""
        return (("F", path, expression[1]),)

    def as_argument(self, path: str, expression: Any) -> Iterator[Type]:
        """What a function takes in a place; of a class, what its constructor does."""
        for type_ in map(self.called, self.types(path, expression[1])):
            made = self.member(type_, "constructor") if type_[0] in {"c", "p"} else ()
            for file, function in [type_[1:3]] if type_[0] in {"f", "F"} else sorted(made):
                yield from self._taken(file, function, expression[2], environment_of(type_))

    def among_bases(self, type_: Type, form: str) -> Iterator[Type]:
        """The `A` of a type that extends `Promise<A>` or `Array<A>`."""
        for path, qualname in self.ancestors(type_[1:3]) if type_[0] == "i" else ():
            for base in self.table(path).classes.get(qualname, ()):
                if isinstance(base, list) and base[0] == form and len(base) > 1:
                    yield from self.types(path, self.applied(path, base[1], self.given_at(type_, (path, qualname))))

    def _taken(self, path: str, function: str, position: int, environment: Environment) -> Iterable[Type]:
        places = self.table(path).parameters.get(function, ())
        last = places[-1] if places and position >= len(places) else None
        remaining = last if isinstance(last, list) and last[0] == "..." else None
        taken = places[position] if position < len(places) else remaining
        return self.types(path, self.applied(path, taken, environment))


def _alias(value: Any) -> Any:
    """What an alias names, as an instance: `Alias = Union[Foo, Bar]`."""
    if isinstance(value, list) and value[0] == "|":
        for part in value[1:]:
            if isinstance(part, list) and part[0] == "alias":
                return part[1]
    if isinstance(value, list) and value[0] == "alias":
        return value[1]
    return None


def _names(value: Any) -> list[Any]:
    """Names for what another name means: `Alias = Foo`, and in an `else` another; none for anything else."""
    parts = value[1:] if isinstance(value, list) and value[0] == "|" else [value]
    named = all(isinstance(part, str) or (isinstance(part, list) and part[0] in {".", "d"}) for part in parts)
    return parts if named else []
