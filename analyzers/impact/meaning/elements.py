"""What containers hold, loops go through and `with` binds: the types of elements."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Final

from ....indexer.gathering import words
from .members import Members, Type

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["ANYTHING", "EMPTY", "EXTERNAL", "OWN", "Elements", "given_out"]

EXTERNAL: Final[Type] = ("x",)
ANYTHING: Final[Type] = ("any",)
"""What a type variable without a bound stands for."""
EMPTY: Final[Type] = ("l", frozenset())
"""A container of which is not known what it holds."""
TAKING: Final = words("get pop popleft setdefault shift at find findLast")
"""Methods of containers that give out one of what is held."""
KEEPING: Final = words(
    "values copy filter slice concat reverse sort toSorted toReversed splice union difference intersection"
)
"""Methods of containers that give out a container of the same."""
PAIRING: Final = words("items entries most_common")
"""Methods of containers that give out pairs of a key and what is held under it."""
PLAIN: Final = words(
    "append extend insert remove discard add clear update index count join keys push unshift has delete includes indexOf"
    " lastIndexOf findIndex every some forEach isdisjoint issubset issuperset"
)
"""Methods of containers that give out nothing that is held; what others give (`map`, `reduce`) is unknown."""
VALUE_OF_ENTRY: Final = 1
OWN: Final = (TAKING | KEEPING | PAIRING | PLAIN) | words(
    "length size map reduce reduceRight flat flatMap fill with toSpliced copyWithin findLastIndex toString then catch finally"
)
"""Members of the containers themselves; in ECMAScript any other name of a dictionary (`Record<string, Box>`) is one of its keys."""
KEPT: Final = frozenset({"value", "exception", "current"})
"""How pytest, unittest and React call what is kept in what keeps it."""
ITERATION: Final = ("__getitem__", "__iter__", "__next__")


class Elements(Members, ABC):
    """The part of a program that knows containers; one method for each form of type expression (`program.RULES`)."""

    @abstractmethod
    def method_result(self, type_: Type, name: str) -> Iterator[Type]:
        """What an instance's method gives back."""

    def as_elements(self, path: str, expression: Any) -> Iterable[Type]:
        """An element of a container, or what an iteration yields; what a generic class holds, its annotation tells."""
        kinds = self.types(path, expression[1])
        held = frozenset(item for type_ in kinds if type_[0] == "l" for item in type_[1])
        given = frozenset(item for type_ in kinds for item in self._given(type_))
        return (held | given) - {ANYTHING} if held else given

    @abstractmethod
    def among_bases(self, type_: Type, form: str) -> Iterator[Type]:
        """What a base of an instance's class promises (`P`) or holds (`l`)."""

    def as_part(self, path: str, expression: Any) -> Iterable[Type]:
        """What `const [a, b] = value` binds in one place: an element, or of a map's entry in the second place the value."""
        kinds = self.types(path, expression[1])
        found = frozenset(self.as_elements(path, expression))
        return found or frozenset(type_ for type_ in kinds if type_[0] == "i" and expression[2] == VALUE_OF_ENTRY)

    def _given(self, type_: Type) -> Iterator[Type]:
        if type_[0] == "i":
            yield from list(self.among_bases(type_, "l")) or self._iterated(type_)
        elif type_[0] in {"x", "c", "any"}:
            yield type_

    def _iterated(self, type_: Type) -> Iterator[Type]:
        """What an instance gives out under a key or in a loop; what it does not define itself is asked outside."""
        own = [name for name in ITERATION if any(path for path, _ in self.member(type_, name))]
        for result in (item for name in own or ITERATION for item in self.method_result(type_, name)):
            yield from result[1] if result[0] == "l" else (result,)

    def as_entered(self, path: str, expression: Any) -> Iterator[Type]:
        """What `with` binds."""
        for type_ in self.types(path, expression[1]):
            if type_[0] == "l":
                yield from type_[1]
            elif type_[0] == "i":
                results = list(self.method_result(type_, "__enter__")) or list(self.method_result(type_, "__aenter__"))
                yield from results if results and results != [EXTERNAL] else (type_,)
            elif type_ == EXTERNAL:
                yield EXTERNAL

    def as_caught(self, path: str, expression: Any) -> Iterator[Type]:
        """What keeps one value: an expected error, what `useRef` gives."""
        found = self.types(path, expression[1])
        if found:
            yield ("e", found)

    def as_container(self, path: str, expression: Any) -> Iterator[Type]:
        """A container."""
        yield ("l", frozenset(type_ for part in expression[1:] for type_ in self.types(path, part)))


def given_out(method: str, container: Type) -> frozenset[Type]:
    """What a method of a container gives back; nothing where that is unknown."""
    if method in TAKING:
        return frozenset(container[1])
    if method in KEEPING:
        return frozenset({container})
    if method in PAIRING:
        return frozenset({("l", frozenset({container}))})
    return frozenset({EXTERNAL}) if method in PLAIN else frozenset()
