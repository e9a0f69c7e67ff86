"""Classes by their dotted paths: what a path means inside of another class, and what a class takes members from."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ...per_index import read_once
from ..called import all_called
from .visible_names import MIXINS

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from ....indexer.index import Index
    from ..receivers.class_names import ClassNames

__all__ = ["class_around", "handed_on", "held_by", "is_class", "makes_others", "nearest", "outwards", "place_of"]


OF_CLASS = "ClassMethods"
"""The module whose members a module of Ruby, by custom, gives the classes that include it."""


def held_by(names: ClassNames, klass: str) -> frozenset[str]:
    """A class and all that it takes members from, by their dotted paths: a base is looked for outwards from where it is named."""
    return _held_by(names.index, names, klass)


@read_once
def _held_by(_: Index, names: ClassNames, klass: str) -> frozenset[str]:
    return frozenset(_collect(names, klass, set()))


def _collect(names: ClassNames, klass: str, seen: set[str]) -> set[str]:
    seen.add(klass)
    if is_class(names, f"{klass}.{OF_CLASS}"):
        seen.add(f"{klass}.{OF_CLASS}")
    written = {base for item in names.named(klass.rpartition(".")[2]) if item.qualname == klass for base in item.bases}
    for base in sorted(written):
        found = place_of(names, base, klass) or handed_on(names, base, klass.rpartition(".")[0], seen)
        if found is not None and found not in seen:
            _collect(names, found, seen)
    return seen


def nearest(names: ClassNames, klass: str, name: str) -> AbstractSet[str]:
    """The first of a class and those above it that has a member of a name; all of them where none says that it has."""
    above = held_by(names, klass)
    holding = {item.qualname.rpartition(".")[0] for item in all_called(names.index, name)} & above
    return {one for one in holding if not any(one in held_by(names, other) for other in holding - {one})} or above


def place_of(names: ClassNames, path: str, around: str) -> str | None:
    """The class that a path means in another: the nearest outwards; None for none of the workspace."""
    places = [*(f"{outer}.{path}" for outer in outwards(around)), path]
    return next((place for place in places if place != around and is_class(names, place)), None)


def handed_on(names: ClassNames, path: str, around: str, seen: Collection[str] = ()) -> str | None:
    """The same, of a class that one above the class around holds, as a module does that it includes."""
    klass = class_around(names, around)
    above = sorted(_collect(names, klass, set(seen)) - {klass, *seen}) if klass and klass not in seen else []
    return next((f"{one}.{path}" for one in above if is_class(names, f"{one}.{path}")), None)


def makes_others(names: ClassNames, path: str, owner: str) -> bool:
    """Whether `new` of a class or module is a method of its own, which may make something else."""
    place = place_of(names, path.removeprefix("::").replace("::", "."), owner)
    return any(item.qualname == f"{place}.new" for item in all_called(names.index, "new"))


def class_around(names: ClassNames, qualname: str) -> str:
    """The innermost class around a definition, itself included; "" for none."""
    return next((outer for outer in outwards(qualname) if is_class(names, outer)), "")


def outwards(qualname: str) -> list[str]:
    """`A.B.C` → `A.B.C`, `A.B`, `A`."""
    return list(accumulate(qualname.split("."), "{}.{}".format))[::-1]


def is_class(names: ClassNames, qualname: str, *, mixins: bool = True) -> bool:
    kinds = _kinds(names.index, names, qualname)
    return bool(kinds) and (mixins or not kinds <= MIXINS)


@read_once
def _kinds(_: Index, names: ClassNames, qualname: str) -> frozenset[str]:
    """The kinds of what is defined at a path, in one file or several."""
    return frozenset(item.kind for item in names.named(qualname.rpartition(".")[2]) if item.qualname == qualname)
