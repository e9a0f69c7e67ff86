"""Types that are given to generic types and functions, and where they go: an *environment* tells what each type variable stands for.

An environment is the last part of a type, `("i", path, Q, environment)`; a type that is given nothing has none. It goes
on to the members, the result and the parameters of what has it, and to the bases that are given its variables.
"""

from __future__ import annotations

from abc import ABC
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from .members import Members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..occurrences import Definition
    from .members import Type

__all__ = ["THIS", "Environment", "Generics", "environment_of"]

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


class Generics(Members, ABC):
    """The part of a program that knows generics; one method for each form of type expression (`program.RULES`)."""

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


def _substituted(expression: Any, environment: Environment) -> Any:
    if not isinstance(expression, list):
        return expression
    if expression[0] == "v":
        types = next((types for name, types in environment if name == expression[1]), None)
        return expression if types is None else ["T", types]
    if expression[0] in OWN_SIDES and environment[0][0] == THIS and not expression[1].startswith("{"):
        return ["T", frozenset(_on_side(OWN_SIDES[expression[0]], type_) for type_ in environment[0][1])]
    if expression[0] in {"d", "F"} or (expression[0] == "s" and expression[1].startswith("{")):
        return ["E", expression, environment]
    parts = [_substituted(part, environment) for part in expression]
    return expression if all(new is old for new, old in zip(parts, expression, strict=True)) else parts


def _on_side(side: str, type_: Type) -> Type:
    return (side, *type_[1:]) if type_[0] in {"i", "c", "p"} else type_


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
