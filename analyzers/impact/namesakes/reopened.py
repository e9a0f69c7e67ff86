"""Members of classes that several files reopen (Ruby, Swift), for which no import has to lead anywhere.

A name that stands alone in a class is a member of it, or of what it takes members from, whichever files write that.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING

from ...per_index import read_once, remembered
from ...text_facts import line_at, lines_of
from ..called import all_called, defined_as
from .ruby_values import class_of
from .visible_names import MIXINS

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from ....indexer.index import Index
    from ..occurrences import Definition, PlainUse
    from ..receivers.class_names import ClassNames

__all__ = [
    "BY_VARIABLE", "by_class", "by_variable", "class_around", "held_by", "is_elsewhere", "is_of_any", "is_of_class", "is_of_class_around",
    "is_overridden_below", "makes_others", "nearest", "outwards", "place_of",
]  # fmt: skip

OWN_CLASS_ONLY = frozenset({"Ruby", "Swift"})
"""Languages read without types in which a name that stands alone is a member of the own class, or none at all."""
RECEIVER = rb"((?<![\w.@$])(?:[A-Z]\w*::)*[A-Z]\w*|(?<![\w.@$:])@?[a-z_]\w*|)\s*&?\.\s*%s(?!\w)"
"""The class or variable before a name; nothing where something else stands there."""
VALUE = rb"(?<!\w)@{0,2}([A-Za-z]\w*|)(?:\s*\([^()]{0,99}\))?[^\w\s.]{0,9}\s*&?\.\s*%s(?![\w?!])"
OF_CLASSES = r"(?:^|_)(?:self|class|klass|mod|module|model|type)$"
"""What stands before a name, a call's method included, and those that may hold a class itself."""
ON_CLASS = rb"\bdef\s+(?:self|[A-Z]\w*)\s*\."
OF_CLASS = "ClassMethods"
"""The module whose members a module of Ruby, by custom, gives the classes that include it."""
BY_VARIABLE = 0.85
"""How sure the class of a value is that is called like it."""


def is_of_class_around(names: ClassNames, use: PlainUse, definition: Definition, *, below: bool = False) -> bool:
    """The innermost class around the name holds the definition, or a class above it does, mixins included; `below` it, too."""
    whole = definition[1].rpartition(".")[0]
    if not whole or use.attribute or names.index.files[use.path].language not in OWN_CLASS_ONLY:
        return False
    around = class_around(names, use.owner)
    if not around or whole in held_by(names, around):
        return bool(around)
    return below and around in held_by(names, whole)


def is_overridden_below(names: ClassNames, use: PlainUse, definition: Definition) -> bool:
    """The method that stands alone in a class is on an object of a class below it this one."""
    whole, _, name = definition[1].rpartition(".")
    around = class_around(names, use.owner)
    same = definition[0].rpartition(".")[2] == use.path.rpartition(".")[2]
    return same and bool(around) and not name[:1].isupper() and around in held_by(names, whole) - {whole}


def is_of_any(names: ClassNames, use: PlainUse) -> bool:
    """Ruby: it stands alone in a module that no class with such a member takes in, as far as is told: any class may do so."""
    around = class_around(names, use.owner) if names.index.files[use.path].language == "Ruby" else ""
    if not around or use.attribute or is_class(names, around, mixins=False):
        return False
    having = {item.qualname.rpartition(".")[0] for item in all_called(names.index, use.name)}
    return not any(around in held_by(names, one) for one in having)


def by_class(names: ClassNames, use: PlainUse, definition: Definition) -> float | None:
    """What a class before the name says (`Order.total`): 1 where it has the definition, 0 where it is another, None without one."""
    whole, _, name = definition[1].rpartition(".")
    if not whole or not use.attribute or names.index.files[use.path].language not in OWN_CLASS_ONLY:
        return None
    if _is_private(names.index, *definition):
        return 0.0
    line = line_at(names.index, use.path, use.line)
    found = re.findall(RECEIVER % re.escape(name.encode()), line)
    said = [text if text[:1].isupper() else _made_of(names, use, text) for text in found]
    if not said or None in said:
        return None
    written = [text.decode().replace("::", ".") for text in said if text]
    places = {path: place_of(names, path, use.owner) or handed_on(names, path, use.owner) for path in written}
    if any(place is None and all_called(names.index, path.rpartition(".")[2]) for path, place in places.items()):
        return None  # another name of a class
    meant = {place for place in places.values() if place is not None}
    return float(any(whole in nearest(names, klass, name) for klass in meant))


def by_variable(names: ClassNames, use: PlainUse, definition: Definition) -> float | None:
    """Ruby: what the names of the values before a name say: a class that is called like one (`order.total`) has it, or another has."""
    whole, _, name = definition[1].rpartition(".")
    if not whole or not use.attribute or names.index.files[use.path].language != "Ruby":
        return None
    found = re.findall(VALUE % re.escape(name.rstrip("=").encode()), line_at(names.index, use.path, use.line))
    said = {_of_value(names, text.decode(), definition) for text in found} or {None}
    return None if None in said else max(one for one in said if one is not None)


def _of_value(names: ClassNames, value: str, definition: Definition) -> float | None:
    whole, _, name = definition[1].rpartition(".")
    if not value or value[:1].isupper() or re.search(OF_CLASSES, value):
        return None
    having = {item.qualname.rpartition(".")[0]: (item.path, item.qualname) for item in all_called(names.index, name)}
    if is_of_class(names.index, *definition) and not all(is_of_class(names.index, *item) for item in having.values()):
        return 0.0
    called = "".join(part.capitalize() for part in value.split("_"))
    above = {item.qualname: held_by(names, item.qualname) for item in names.named(called)}
    classes = {klass for klass, over in above.items() if not over.isdisjoint(having)}
    if any(whole in nearest(names, klass, name) for klass in classes):
        return BY_VARIABLE
    own = held_by(names, whole)
    return 0.0 if classes and all(own.isdisjoint(above[klass]) for klass in classes) else None  # else one of its kind


@read_once
def is_of_class(index: Index, path: str, qualname: str) -> bool:
    """Whether a method is called on the class itself (`def self.open`)."""
    found = defined_as(index, path, qualname)
    return bool(found) and all(re.search(ON_CLASS, lines_of(index, path)[item.start_line - 1]) for item in found)


@read_once
def _is_private(index: Index, path: str, qualname: str) -> bool:
    """Ruby: a method that can be called on nothing but `self`: behind `private`, or named by it."""
    item = next((one for one in defined_as(index, path, qualname) if one.kind == "method"), None)
    if item is None or not path.endswith(".rb"):
        return False
    lines = index.lines(path)[: item.start_line]
    indent = " " * (len(lines[-1]) - len(lines[-1].lstrip()))
    by_name = rf"^\s*(private|public|protected)\s+(?:def |[^\n#]*:){re.escape(item.name)}(?![\w?!=])"
    if told := re.findall(by_name, index.text(path), re.MULTILINE):
        return bool(told[-1] == "private")
    turning = re.compile(rf"{indent}(?:private|public|protected)\s*$|(?!{indent})\s*\S")
    return next((line.strip() for line in reversed(lines[:-1]) if turning.match(line)), "") == "private"


def _made_of(names: ClassNames, use: PlainUse, variable: bytes) -> bytes | None:
    """The class that a variable is made of, as it is written."""
    around = class_around(names, use.owner)
    if variable == b"self" and around:  # Swift; of Ruby's what stands behind `self` is none of a value
        having = {item.qualname.rpartition(".")[0] for item in all_called(names.index, use.name)}
        return around.encode() if having & held_by(names, around) else None
    if not variable or names.index.files[use.path].language != "Ruby":
        return None
    found = class_of(names.index, use, variable, held_by(names, around) if around else ())
    return found.encode() if found and not makes_others(names, found, use.owner) else None


def is_elsewhere(names: ClassNames, use: PlainUse, definition: Definition) -> bool:
    """It stands in a class that has nothing to do with the definition's, or has one itself; constants are found outwards."""
    whole, _, name = definition[1].rpartition(".")
    if not whole or use.attribute or names.index.files[use.path].language not in OWN_CLASS_ONLY:
        return False
    around = [outer for outer in outwards(use.owner) if is_class(names, outer)]
    if not around or around[0] == whole:
        return False
    having = {item.qualname.rpartition(".")[0] for item in all_called(names.index, name)}
    related = whole in held_by(names, around[0]) or around[0] in held_by(names, whole)
    if any(not is_class(names, one, mixins=False) for one in (around[0], whole)):
        return around[0] in having and not related  # of what takes a module in, any class may be the one
    if name[:1].isupper() and (holding := [one for one in around if one in having]):
        return holding[0] != whole
    return not related or around[0] in having


# ---- Classes by their dotted paths: what a path means inside of another class, and what a class takes members from


@remembered
def held_by(names: ClassNames, klass: str) -> frozenset[str]:
    """A class and all that it takes members from, by their dotted paths: a base is looked for outwards from where it is named."""
    return frozenset(_collect(names, klass, set()))


def _collect(names: ClassNames, klass: str, seen: set[str]) -> set[str]:
    seen.add(klass)
    if is_class(names, f"{klass}.{OF_CLASS}"):
        seen.add(f"{klass}.{OF_CLASS}")
    written = {base for item in names.named(klass.rpartition(".")[2]) if item.qualname == klass for base in item.bases}
    outer = klass.rpartition(".")[0]
    found = {place_of(names, one, klass) or handed_on(names, one, outer, seen) or "" for one in written} - {"", *seen}
    for one in sorted(found, key=lambda one: (not is_class(names, one, mixins=False), one)):
        _collect(names, one, seen)  # classes first: what those above them find in a module is not seen before
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
    kinds = _kinds(names, qualname)
    return bool(kinds) and (mixins or not kinds <= MIXINS)


@remembered
def _kinds(names: ClassNames, qualname: str) -> frozenset[str]:
    """The kinds of what is defined at a path, in one file or several."""
    return frozenset(item.kind for item in names.named(qualname.rpartition(".")[2]) if item.qualname == qualname)
