"""What annotations promise: the definitions that a name means where it stands for a type, and their instances; and types that are given to
generic types and functions, and where they go: an *environment* tells what each type variable stands for.

An environment is the last part of a type, `("i", path, Q, environment)`; a type that is given nothing has none. It goes
on to the members, the result and the parameters of what has it, and to the bases that are given its variables.
"""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from .members import EXTERNAL, Members
from .names import NOTHING, OUTSIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..occurrences import Definition
    from .members import Type

__all__ = ["THIS", "Environment", "Promises", "environment_of"]

Environment = tuple[tuple[str, frozenset[Any]], ...]
"""`(type variable, what it stands for)`, in order."""

DEEPEST: Final = 3
"""Types given to types given to types: what is deeper is not known, so that a type that grows with each look comes to an end."""
MOST_BASES: Final = 6
MOST_KINDS: Final = 8
"""Of a value of more types it is not kept what each was given: a chain through overloads would have more with each link."""
THIS: Final = ""
"""In place of the name of a type variable: the types of the object that a method was called on which gives back its own."""
OWN_SIDES: Final = {"s": "i", "c": "c"}
"""What a class calls its own object and itself → what of the type that it was called on that is."""
GIVING_OWN: Final = frozenset(["s", "c", "()", ".", "|", "l", "o", "n"])
"""Expressions through which a method gives back its own object, or one of its class."""
CARRYING: Final = frozenset({"i", "c", "f", "F"})
VARIABLES: Final = "<>"
"""Behind the name of what is generic: the key of its type variables among the parameters of a file."""


def environment_of(type_: Type) -> Environment:
    """What a type was given."""
    return type_[3] if len(type_) > 3 and type_[0] in CARRYING else ()


class Promises(Members):
    """The part of a program that knows annotations, signatures and generics; a method for each form of expression (`program.RULES`)."""

    def __init__(self, index: Any) -> None:
        super().__init__(index)
        self._applied: dict[tuple[str, int, Environment], Any] = {}
        self._kept: list[Any] = []

    def as_given(self, path: str, expression: Any) -> Iterable[Type]:
        """A type variable that something was given for."""
        del path
        found: frozenset[Type] = expression[1]
        return found

    def as_enclosed(self, path: str, expression: Any) -> Iterator[Type]:
        """A function, or an object type, that stands in what was given types."""
        for type_ in self.types(path, expression[1]):
            yield (*type_, expression[2]) if type_[0] in {"f", "F", "i"} and len(type_) == 3 else type_

    def as_specialised(self, path: str, expression: Any) -> Iterator[Type]:
        """A class or function that types are written behind: `new Store<A>()`, `make<A>()`, `extends Base<A>`."""
        for type_ in self.types(path, expression[1]):
            made = self.called(type_)
            given = self._environment(path, made[1:3], expression[2:]) if made[0] in {"c", "f", "F"} else ()
            yield (*made[:3], tuple(sorted({*environment_of(made), *given}, key=itemgetter(0)))) if given else type_

    def called(self, type_: Type) -> Type:
        """What a value is when it is called: one of a type with a call signature is a function."""
        if type_[0] != "i":
            return type_
        name = f"{type_[2]}.()"
        return ("F", type_[1], name, *type_[3:]) if name in self.table(type_[1]).returns else type_

    def _environment(self, path: str, definition: Definition, given: Iterable[Any]) -> Environment:
        overloads = self.table(definition[0]).parameters.get(f"{definition[1]}{VARIABLES}", ())
        types = [_shallow(self.types(path, item)) for item in given] if overloads else []
        found = {name: item for variables in overloads for name, item in zip(variables, types, strict=False)}
        return tuple(sorted(((name, item) for name, item in found.items() if item), key=itemgetter(0)))

    def plainer(self, types: frozenset[Type]) -> frozenset[Type]:
        """The types without what they were given, where they are many."""
        if len(types) <= MOST_KINDS:
            return types
        return frozenset(type_[:3] if type_[0] in CARRYING else type_ for type_ in types)

    def applied(self, path: str, expression: Any, environment: Environment) -> Any:
        """An expression with what its type variables stand for; the same object for the same question."""
        if not environment or not isinstance(expression, list):
            return expression
        key = (path, id(expression), environment)
        if key not in self._applied:
            self._applied[key] = _substituted(expression, environment)
            self._kept.append(expression)
        return self._applied[key]

    def given_to(self, type_: Type, member: Definition, kinds: frozenset[Type] = frozenset()) -> Environment:
        """What a member was given by the type that has it, and where it gives back its own object, that one's types."""
        holder = (member[0], member[1].rpartition(".")[0])
        given, own = self.given_at(type_, holder), kinds or frozenset({type_})
        gives = None if own == {("i", *holder)} else self.table(member[0]).returns.get(member[1])
        return ((THIS, own), *given) if _gives_own(gives, ["s", holder[1]]) else given

    def given_at(self, type_: Type, holder: Definition) -> Environment:
        """What a class or interface was given as a base of a type, or as the type itself."""
        return self._given_above(type_[1:3], environment_of(type_), holder, MOST_BASES) if type_[0] in CARRYING else ()

    def _given_above(self, at: Definition, environment: Environment, holder: Definition, left: int) -> Environment:
        if at == holder or not left:
            return environment if at == holder else ()
        for base in self.table(at[0]).classes.get(at[1], ()):
            for type_ in self.types(at[0], self.applied(at[0], base, environment)):
                if type_[0] in {"c", "i"} and type_[1:3] != at:
                    found = self._given_above(type_[1:3], environment_of(type_), holder, left - 1)
                    if found:
                        return found
        return ()

    # ---- what annotations promise

    def as_promised(self, path: str, expression: Any) -> Iterator[Type]:
        """The instances that an annotation names; aliases are followed."""
        yield from self._promised(path, expression[1], frozenset())

    def _promised(self, path: str, name: Any, seen: frozenset[Definition]) -> Iterator[Type]:
        if isinstance(name, list) and name[0] in {"v", "T"}:
            yield from self.types(path, name)
            return
        for definition in sorted(self.meant(path, name) - seen):
            yield from self.instances(definition, (), seen)

    def as_applied(self, path: str, expression: Any) -> Iterator[Type]:
        """The instances that an annotation `Head<A, B>` promises."""
        for definition in sorted(self.meant(path, expression[1])):
            yield from self.instances(definition, self._environment(path, definition, expression[2:]))

    def instances(
        self, definition: Definition, environment: Environment, seen: frozenset[Definition] = frozenset()
    ) -> Iterator[Type]:
        """What an annotation that names a definition promises; an intersection with a type variable is that too.

        Args:
            seen: the aliases that led here: one may name itself (`Json = dict[str, "Json"] | str`).
        """
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
                    yield from self._promised(path, name, seen | {definition})
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


def _substituted(expression: Any, environment: Environment) -> Any:
    if not isinstance(expression, list):
        return expression
    if expression[0] == "v":
        types = next((types for name, types in environment if name == expression[1]), None)
        return expression if types is None else ["T", types]
    if expression[0] in OWN_SIDES and environment[0][0] == THIS and not expression[1].startswith("{"):
        side = OWN_SIDES[expression[0]]
        own = ((side, *type_[1:]) if type_[0] in {"i", "c", "p"} else type_ for type_ in environment[0][1])
        return ["T", frozenset(own)]
    if expression[0] in {"d", "F"} or (expression[0] == "s" and expression[1].startswith("{")):
        return ["E", expression, environment]
    parts = [_substituted(part, environment) for part in expression]
    return expression if all(new is old for new, old in zip(parts, expression, strict=True)) else parts


def _gives_own(expression: Any, own: Any) -> bool:
    """Whether a result is the object or class itself, a new one of it, or what one of its methods gives back."""
    if not isinstance(expression, list) or expression[0] not in GIVING_OWN:
        return False
    return expression == own or expression == ["c", own[1]] or any(_gives_own(part, own) for part in expression[1:])


def _shallow(types: frozenset[Type], depth: int = DEEPEST) -> frozenset[Type]:
    """Types that were given nothing deeper than so many levels."""
    if not depth:
        return frozenset()
    return frozenset(_shallow_type(type_, depth) for type_ in types)


def _shallow_type(type_: Type, depth: int) -> Type:
    if type_[0] == "l":
        return ("l", _shallow(type_[1], depth - 1))
    given = tuple((name, kept) for name, types in environment_of(type_) if (kept := _shallow(types, depth - 1)))
    return (*type_[:3], given) if given else type_[:3] if type_[0] in CARRYING else type_


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
