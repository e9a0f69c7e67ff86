"""What methods of the built-in generic types of Java, C# and Rust return of what these hold, and what they pass to lambdas.

A type of one parameter holds that; of two, as maps and their entries have them, a key and a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import words
from .written_types import ARRAY, EACH, INVOKED

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["TEXTS", "Given", "given_by", "handed"]

ONE_OF_IT = words(
    "get getPlain getAcquire next previous poll peek pop remove element take set first last getFirst getLast removeFirst"
    " removeLast pollFirst pollLast peekFirst peekLast nextElement elementAt firstElement lastElement floor ceiling higher"
    " lower orElse orElseThrow orElseGet join getNow call getAndSet updateAndGet getAndUpdate newInstance cast"
    " First FirstOrDefault Single SingleOrDefault Last LastOrDefault ElementAt Find Peek Pop Dequeue Value Invoke"
)
THE_SAME = words(
    "iterator listIterator descendingIterator stream parallelStream sequential parallel filter sorted distinct limit skip"
    " takeWhile dropWhile onClose findFirst findAny min max or subList headSet tailSet subSet descendingSet elements"
    " Where OrderBy OrderByDescending ThenBy Skip Take Distinct ToList ToArray ToHashSet AsEnumerable iter iter_mut into_iter"
)
"""Methods of a type of one parameter that give what it holds, and those that give something else that holds it."""
VALUE = words(
    "get getOrDefault put remove putIfAbsent computeIfAbsent computeIfPresent compute merge replace getValue setValue apply Invoke"
)
KEY = words("getKey firstKey lastKey floorKey ceilingKey higherKey lowerKey")
KEYS = words("keySet navigableKeySet descendingKeySet keys")
VALUES = words("values elements")
ENTRY = words("firstEntry lastEntry floorEntry ceilingEntry higherEntry lowerEntry pollFirstEntry pollLastEntry")
LIKE_IT = words("headMap tailMap subMap descendingMap entries")
"""The same for a type with two type parameters."""
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


def given_by(method: str, count: int) -> Given | None:
    """What a method of a type with `count` type arguments returns."""
    if count == 1:
        if method in ONE_OF_IT or method in {ARRAY, EACH}:
            return 0
        return (KEEPER, (0,)) if method in THE_SAME else None
    if count != 2:
        return count - 1 if method in {"apply", INVOKED} else None
    if method in VALUE or method in KEY or method == ARRAY:
        return int(method not in KEY)
    if method in KEYS or method in VALUES:
        return (KEEPER, (int(method in VALUES),))
    if method in ENTRY or method in LIKE_IT:
        return ("Entry" if method in ENTRY else "Map", (0, 1))
    return (KEEPER, (("Entry", (0, 1)),)) if method == "entrySet" else None


def handed(method: str, position: int, count: int, held: Sequence[object]) -> int | None:
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
