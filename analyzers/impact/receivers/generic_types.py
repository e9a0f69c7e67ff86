"""Types with what they hold: type parameters of the workspace's classes, and what generic types from outside give back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ....indexer.gathering import words
from .receiver_tables import ReceiverTables
from .written_names import CSHARP
from .written_types import ARRAY, EACH, INVOKED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["GenericTypes", "Typed"]

NOT_HANDED = words("exceptionally handle")
COMPARING = words("sort sorted min max sortThenBy compare")
BOTH = words("forEach compute computeIfPresent replaceAll")
TEXTS = words(
    "toString trim strip stripLeading stripTrailing substring toLowerCase toUpperCase concat replaceAll replaceFirst repeat intern"
    " getCanonicalName getSimpleName"
)
"""Methods that give a text, of whatever type outside the workspace."""
KEEPER = "Collection"
"""Any type of one parameter that gives what it holds."""

Given = int | tuple[str, tuple["Given", ...]]
"""Which of the types that are held, or a type that holds such ones."""


def _by_method(told: Mapping[str, Given]) -> dict[str, Given]:
    return {method: given for methods, given in told.items() for method in methods.split()}


GIVEN: Final[Mapping[int, Mapping[str, Given]]] = {
    1: _by_method({
        f"{ARRAY} {EACH} get getPlain getAcquire next previous poll peek pop remove element take set first last getFirst getLast"
        " removeFirst removeLast pollFirst pollLast peekFirst peekLast nextElement elementAt firstElement lastElement floor ceiling"
        " higher lower orElse orElseThrow orElseGet join getNow call getAndSet updateAndGet getAndUpdate newInstance cast First"
        " FirstOrDefault Single SingleOrDefault Last LastOrDefault ElementAt Find Peek Pop Dequeue Value Invoke": 0,
        "iterator listIterator descendingIterator stream parallelStream sequential parallel filter sorted distinct limit skip takeWhile"
        " dropWhile onClose findFirst findAny min max or subList headSet tailSet subSet descendingSet elements Where OrderBy"
        " OrderByDescending ThenBy Skip Take Distinct ToList ToArray ToHashSet AsEnumerable iter iter_mut into_iter": (KEEPER, (0,)),
    }),
    2: _by_method({
        "getKey firstKey lastKey floorKey ceilingKey higherKey lowerKey": 0,
        f"{ARRAY} get getOrDefault put remove putIfAbsent computeIfAbsent computeIfPresent compute merge replace getValue setValue"
        " apply Invoke": 1,
        "keySet navigableKeySet descendingKeySet keys": (KEEPER, (0,)),
        "values elements": (KEEPER, (1,)),
        "firstEntry lastEntry floorEntry ceilingEntry higherEntry lowerEntry pollFirstEntry pollLastEntry": ("Entry", (0, 1)),
        "headMap tailMap subMap descendingMap entries": ("Map", (0, 1)),
        "entrySet": (KEEPER, (("Entry", (0, 1)),)),
    }),
}  # fmt: skip
"""Number of types held (of two, as maps and their entries have them, a key and a value) → method → what it gives of them."""


class Typed(NamedTuple):
    """A value of a type (`how` is "i"), or the type itself ("s").

    Attributes:
        files: those of the class that is meant, none where unknown; `""` stands for one outside the workspace.
        held: the types that it is written with, None for one that can't be told.
    """

    how: str
    name: str
    files: frozenset[str]
    held: tuple[Typed | None, ...] = ()


class GenericTypes(ReceiverTables):
    """The types of one index, as they are written."""

    def typed(self, path: str, how: str, name: str, given: int | None = None) -> Typed:
        return Typed(how, self.own_name(path, name), self.meant(path, name, given))

    def given(self, path: str, receiver: Any) -> int | None:
        """C#: with how many type arguments a type is written, which tells it from others of its name; None where that is not known."""
        return len([*receiver, []][2]) if path.endswith(CSHARP) and receiver[2:] != [[]] else None

    def instance(self, path: str, receiver: Any, given: Mapping[str, Typed | None]) -> Typed | None:
        """A value of a type that is written in a file, with those that are given for the type parameters."""
        if not receiver or not receiver[1]:
            return None
        name = receiver[1]
        if name in given:
            return given[name]
        bound = self.extends(path, name)
        if bound is not None:
            return self.typed(path, "i", bound) if bound else None
        held = tuple(self.instance(path, item, given) for item in (receiver[2] if len(receiver) > 2 else ()))
        return self.typed(path, "i", name, self.given(path, receiver))._replace(held=held)

    def extends(self, path: str, name: str) -> str | None:
        """What a type parameter (`T`, `K2`) of a file extends, "" for nothing that is told; None of any other name."""
        if self.named(name):
            return None
        variables = self.table(path)["variables"]
        if name in variables:
            return variables[name] if variables[name] != name else ""
        short = len(name) <= 2 and name[:1].isupper() and self.index.files[path].language != "Go"
        return "" if short else None

    def of_lambda(self, held: Typed, receiver: Any) -> set[Typed] | None:
        """The parameter of a lambda that a method of what holds others is given."""
        _, _, method, position, count = receiver
        found = _handed(method, position, count, held.held) if self._is_outside(held) else None
        type_ = held.held[found] if found is not None else None
        return {type_} if type_ is not None else None

    def from_outside(self, klass: Typed, method: str) -> set[Typed] | None:
        """What a method of a generic type outside the workspace gives back of what it holds."""
        if not self._is_outside(klass):
            return None
        if method in TEXTS:
            return {Typed("i", "String", frozenset({""}))}
        found = _given_by(method, len(klass.held)) if klass.held else None
        made = _filled(found, klass.held) if found is not None else None
        return {made} if made is not None else None

    def _is_outside(self, klass: Typed) -> bool:
        return klass.how == "i" and ("" in klass.files or not self.named(klass.name))


def _filled(given: Given, held: Sequence[Typed | None]) -> Typed | None:
    if isinstance(given, int):
        return held[given]
    return Typed("i", given[0], frozenset({""}), tuple(_filled(item, held) for item in given[1]))


# ---- What methods of the built-in generic types of Java, C# and Rust return of what these hold, and what they pass to lambdas


def _given_by(method: str, count: int) -> Given | None:
    """What a method of a type with `count` type arguments returns."""
    if count in GIVEN:
        return GIVEN[count].get(method)
    return count - 1 if method in {"apply", INVOKED} else None


def _handed(method: str, position: int, count: int, held: Sequence[object]) -> int | None:
    """Which type argument of the receiver is the type of a lambda's parameter."""
    if len(held) == 1 and method not in NOT_HANDED:
        return 0 if count == 1 or method in COMPARING else None
    if len(held) != 2:
        return None
    if count == 1:
        return 0 if method == "computeIfAbsent" else None
    if method == "merge":
        return 1
    return position if method in BOTH else None
