"""What calls give back: of a function its result, of a class an object, of a container's method what it holds;
and what loops go through and `with` binds.

What is handed a class gives one of it: `query_one(Button)` of `def query_one(self, kind: type[T]) -> T` is a Button.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ....indexer.gathering import words
from .members import ANYTHING, EMPTY, EXTERNAL
from .names import OUTSIDE
from .promises import Promises, environment_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from .members import Type
    from .promises import Environment

__all__ = ["KEPT", "OWN", "Calls"]

UNTOLD: Final = words("field ib attrib namedtuple SimpleNamespace Namespace make_dataclass")
"""Functions of libraries that declare a field of a data class, or make objects whose attributes are whatever they are handed."""
RELATING: Final = words(
    "ForeignKey OneToOneField ForeignKeyField ParentalKey relationship get_object_or_404 aget_object_or_404"
)
"""Functions of libraries for databases that give an object of the class they are handed."""
MADE: Final = words(
    "Map WeakMap Set WeakSet Array dict defaultdict OrderedDict deque WeakKeyDictionary WeakValueDictionary"
)
"""Built-in container classes: what a new one will hold is not known."""

NEW: Final = "__new__"
ITERATION: Final = ("__getitem__", "__iter__", "__next__")
VALUE_OF_ENTRY: Final = 1
TELLING: Final = "[]"
"""Behind the name of a function: the key of the type variables that a class handed to it tells."""


TAKING: Final = words(
    "get pop popleft setdefault shift at find findLast first last earliest latest create one one_or_none aget afirst acreate"
)
"""Methods of containers, and of what asks a database for objects, that give out one of what is held."""
KEEPING: Final = words(
    "values copy filter slice concat reverse sort toSorted toReversed splice union difference intersection all exclude"
    " order_by filter_by distinct select_related prefetch_related annotate using defer get_or_create update_or_create"
)
"""Methods of both that give out a container of the same; the flag beside what `get_or_create` gives has no members."""
PAIRING: Final = words("items entries most_common")
"""Methods of containers that give out pairs of a key and what is held under it."""
PLAIN: Final = words(
    "append extend insert remove discard add clear update index count join keys push unshift has delete includes indexOf"
    " lastIndexOf findIndex every some forEach isdisjoint issubset issuperset"
)
"""Methods of containers that give out nothing that is held; what others give (`map`, `reduce`) is unknown."""
OWN: Final = (TAKING | KEEPING | PAIRING | PLAIN) | words(
    "length size map reduce reduceRight flat flatMap fill with toSpliced copyWithin findLastIndex toString then catch finally"
)
"""Members of the containers themselves; in ECMAScript any other name of a dictionary (`Record<string, Box>`) is one of its keys."""
KEPT: Final = frozenset({"value", "exception", "current"})
"""How pytest, unittest and React call what is kept in what keeps it."""


class Calls(Promises):
    """The part of a program that knows what calls give back and containers hold; a method for each form of expression (`program.RULES`)."""

    def as_result(self, path: str, expression: Any) -> Iterator[Type]:
        """What a call gives back; a container's own methods give out what it holds, as far as that is known."""
        called = expression[1]
        if self._is_untold(path, called):
            return
        if related := self._related(path, expression):
            yield from related
            return
        if isinstance(called, str) and called in MADE and self.lookup(path, called) <= {OUTSIDE}:
            yield EMPTY
            return
        asked = called[2] if isinstance(called, list) and called[0] == "." else ""
        held = (
            [item for type_ in self.types(path, called[1]) for item in self._container(type_, asked)] if asked else []
        )
        for type_ in held:
            yield from given_out(asked, type_)
        functions = self.types(path, called)
        if asked == NEW and functions <= {EXTERNAL}:  # `super().__new__(cls)` of `object` or `type`
            held += [("i", *type_[1:3]) for type_ in self.types(path, called[1]) if type_[0] in {"c", "p"}]
            yield from held
        for type_ in map(self.called, functions):
            if type_ == EXTERNAL and held:
                continue
            handed = self.handed(path, type_, expression[2:]) if len(expression) > 2 and type_[0] in {"c", "f"} else ()
            yield from self._made_by(type_, handed)

    def _container(self, type_: Type, method: str) -> Iterator[Type]:
        """A container, which an object is too whose class extends one and has no such method itself."""
        if type_[0] == "l":
            yield type_
        elif type_[0] == "i" and method in OWN and not any(path for path, _ in self.member(type_, method)):
            held = frozenset(self.among_bases(type_, "l"))
            yield from [("l", held)] if held else ()

    def _made_by(self, called: Type, handed: Environment) -> Iterator[Type]:
        """What a call of a value of some type gives: of a class its instance, which keeps what was handed in."""
        kind = called[0]
        if kind == "c":
            others = self._made_instead(called)
            yield from others
            if not others:
                yield ("i", *called[1:3], handed) if handed else ("i", *called[1:])
        elif handed:
            yield from self.given_back(called, handed)
        elif kind in {"f", "F"}:
            yield from self.returned(called[1], called[2], environment_of(called))
        elif kind == "i":
            yield from self.method_result(called, "__call__")
        elif called in {EXTERNAL, ANYTHING}:
            yield called

    def _made_instead(self, klass: Type) -> list[Type]:
        """The objects of other classes that `__new__` of a class gives, where it gives no others."""
        if self.is_ecmascript(klass[1]):
            return []
        own = self.ancestors(klass[1:3])
        given = [item for path, name in self.member(klass, NEW) if path for item in self.returned(path, name)]
        others = [type_ for type_ in given if type_[0] == "i" and type_[1:3] not in own]
        return others if len(others) == len(given) else []

    def _is_untold(self, path: str, called: Any) -> bool:
        """What is read there later is not what the call gives: a property runs the function that is handed in, and the
        field of a data class holds what its object was made with."""
        if called == "property":
            return not self.lookup(path, called)
        name = called[2] if isinstance(called, list) and called[0] == "." else called
        return isinstance(name, str) and name in UNTOLD and self.meant(path, called) == {OUTSIDE}

    def _related(self, path: str, expression: Any) -> list[Type]:
        """What a function of a library for databases gives that is handed the class of it: `ForeignKey(Owner)`."""
        called = expression[1]
        name = called[2] if isinstance(called, list) and called[0] == "." else called
        if not isinstance(name, str) or name not in RELATING or self.meant(path, called) != {OUTSIDE}:
            return []
        kinds = [type_ for _, _, given in filter(None, expression[2:]) for type_ in self.types(path, given)]
        return [("i", *type_[1:]) for type_ in kinds if type_[0] == "c"]

    def returned(self, path: str, qualname: str, environment: Environment = ()) -> frozenset[Type]:
        """What a function gives back."""
        return self.types(path, self.applied(path, self.table(path).returns.get(qualname), environment))

    def method_result(self, type_: Type, name: str) -> Iterator[Type]:
        """What an instance's method gives back."""
        for path, qualname in sorted(self.member(type_, name)):
            if path:
                yield from self.returned(path, qualname, self.given_to(type_, (path, qualname)))
            else:
                yield EXTERNAL

    def handed(self, path: str, called: Type, given: Sequence[Any]) -> Environment:
        """What the type variables of a function, or of a class that is made, stand for by the classes that a call hands in.

        Args:
            path: of the file that calls.
            given: `["given", position or name, E]`.
        """
        made = sorted(self.member(called, "__init__")) if called[0] == "c" else [called[1:3]]
        found: dict[str, frozenset[Type]] = {}
        for file, function in made if given else ():
            for key, position, name in self.table(file).parameters.get(f"{function}{TELLING}", ()):
                for _, where, expression in filter(None, given):  # one that stands too deep is unknown
                    if where in {position, name}:
                        kinds = [type_ for type_ in self.types(path, expression) if type_[0] == "c"]
                        found[key] = found.get(key, frozenset()) | {("i", *type_[1:]) for type_ in kinds}
        return tuple(sorted(item for item in found.items() if item[1]))

    def given_back(self, called: Type, handed: Environment) -> Iterable[Type]:
        """What a function gives back where classes were handed to it: of a union with a variable that they tell, that one."""
        result = self.table(called[1]).returns.get(called[2])
        environment = tuple(sorted({**dict(environment_of(called)), **dict(handed)}.items()))
        parts: list[Any] = result[1:] if isinstance(result, list) and result[0] == "|" else []
        told = [part for part in parts if isinstance(part, list) and part[0] == "v" and part[1] in dict(handed)]
        for part in told or (result,):
            yield from self.types(called[1], self.applied(called[1], part, environment))

    # ---- containers, loops, `with`

    def as_elements(self, path: str, expression: Any) -> Iterable[Type]:
        """An element of a container, or what an iteration yields; what a generic class holds, its annotation tells."""
        kinds = self.types(path, expression[1])
        held = frozenset(item for type_ in kinds if type_[0] == "l" for item in type_[1])
        given = frozenset(item for type_ in kinds for item in self._given(type_))
        return (held | given) - {ANYTHING} if held else given

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


def given_out(method: str, container: Type) -> frozenset[Type]:
    """What a method of a container gives back; nothing where that is unknown."""
    if method in TAKING:
        return frozenset(container[1])
    if method in KEEPING:
        return frozenset({container})
    if method in PAIRING:
        return frozenset({("l", frozenset({container}))})
    return frozenset({EXTERNAL}) if method in PLAIN else frozenset()
