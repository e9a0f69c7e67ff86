"""What a call gives back that is handed a class: `query_one(Button)` of `def query_one(self, kind: type[T]) -> T` is a Button."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any, Final

from .generics import environment_of
from .promises import Promises

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .generics import Environment
    from .members import Type

__all__ = ["HandedClasses"]

TELLING: Final = "[]"
"""Behind the name of a function: the key of the type variables that a class handed to it tells."""


class HandedClasses(Promises, ABC):
    """The part of a program that knows what classes handed to calls tell."""

    def handed(self, path: str, called: Type, given: Sequence[Any]) -> Environment:
        """What the type variables of a function, or of a class that is made, stand for by the classes that a call hands in.

        Args:
            path: of the file that calls.
            given: `["given", position or name, E]`.
        """
        made = sorted(self.member(called, "__init__")) if called[0] == "c" else [called[1:3]]
        found: dict[str, frozenset[Type]] = {}
        for file, function in made if given else ():
            table = self.table(file) if file else None
            for key, position, name in table.parameters.get(f"{function}{TELLING}", ()) if table is not None else ():
                for _, where, expression in filter(None, given):  # one that stands too deep is unknown
                    if where in {position, name}:
                        kinds = [type_ for type_ in self.types(path, expression) if type_[0] == "c"]
                        found[key] = found.get(key, frozenset()) | {("i", *type_[1:]) for type_ in kinds}
        return tuple(sorted(item for item in found.items() if item[1]))

    def given_back(self, called: Type, handed: Environment) -> Iterable[Type]:
        """What a function gives back where classes were handed to it: of a union with a variable that they tell, that one."""
        table = self.table(called[1])
        result = table.returns.get(called[2]) if table is not None else None
        environment = tuple(sorted({**dict(environment_of(called)), **dict(handed)}.items()))
        parts: list[Any] = result[1:] if isinstance(result, list) and result[0] == "|" else []
        told = [part for part in parts if isinstance(part, list) and part[0] == "v" and part[1] in dict(handed)]
        for part in told or (result,):
            yield from self.types(called[1], self.applied(called[1], part, environment))
