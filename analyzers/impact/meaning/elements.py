"""The methods of containers, by what they give out, and the types that stand for what is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.gathering import words

if TYPE_CHECKING:
    from .members import Type

__all__ = ["ANYTHING", "EMPTY", "EXTERNAL", "KEPT", "OWN", "given_out"]

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
OWN: Final = (TAKING | KEEPING | PAIRING | PLAIN) | words(
    "length size map reduce reduceRight flat flatMap fill with toSpliced copyWithin findLastIndex toString then catch finally"
)
"""Members of the containers themselves; in ECMAScript any other name of a dictionary (`Record<string, Box>`) is one of its keys."""
KEPT: Final = frozenset({"value", "exception", "current"})
"""How pytest, unittest and React call what is kept in what keeps it."""


def given_out(method: str, container: Type) -> frozenset[Type]:
    """What a method of a container gives back; nothing where that is unknown."""
    if method in TAKING:
        return frozenset(container[1])
    if method in KEEPING:
        return frozenset({container})
    if method in PAIRING:
        return frozenset({("l", frozenset({container}))})
    return frozenset({EXTERNAL}) if method in PLAIN else frozenset()
