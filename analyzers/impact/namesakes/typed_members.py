"""How sure a member is meant where it is used: on a value whose type is known, behind `case`, or alone in a class.

Of a value of a class the nearest that has the member is meant: the class itself or one above.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.gathering import words
from ...per_index import read_once
from ..called import all_called, called_in, defined_as
from ..receivers.declared_types import DEEPEST
from ..receivers.receiver_forms import UNTOLD
from ..receivers.receivers import FIELD, REFERENCE
from .definition_facts import holder_of
from .visible_names import VisibleNames

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.class_names import Class
    from ..receivers.declared_types import Typed

__all__ = ["CALLED_ONLY", "DISPATCHED", "Asked", "TypedMembers", "surest", "weakest"]

DISPATCHED = 0.25
"""The receiver is of a base or an interface: its member is named, and this one may run."""
CALLED_ONLY = frozenset({"Go", "Java", "Kotlin", "PHP", "Rust"})
"""Languages in which a method's name that stands alone means the method only in a call."""
FIELDS_APART = frozenset({"Java", "Rust"})
"""Languages in which `value.name(…)` never calls what a field holds."""
NO_METHOD_VALUES = frozenset({"Java", "Kotlin", "PHP"})
"""Languages in which `value.method` without a call is never the method."""
CONCRETE = words(
    "T B M F Buffer Builder Request Server Client Mutex RWMutex WaitGroup Once Time Duration Template URL Header Values File"
    " Scanner Decoder Encoder Regexp Timer Ticker Cmd String Vec HashMap HashSet BTreeMap PathBuf Path Command"
)
"""Types of the standard libraries of Go and Rust that are no interfaces."""
NO_IMPLIED_RECEIVER = frozenset({"Go", "Rust", "PHP"})
"""Languages in which a name that stands alone is never a member."""
TESTED = frozenset({"Kotlin", "PHP"})
"""Languages with smart casts: after a check of its class a value has that class's members under the same name."""
ANYTHING = frozenset({"Any"})

FORMS = {
    "Kotlin": r"\b(?:fun|va[lr])\s+(?:<(?:[^<>]|<[^<>]*>)*>\s*)?([\w.]+)(?:<[^()]*>)?\??\s*\.\s*`?{name}\b",
    "C#": r"\b{name}\s*(?:<[^()]*>)?\s*\(\s*this\s+(?:(?:in|ref|scoped|readonly)\s+)*([\w.]+)",
}
"""Language → how an extension says what it extends."""


class Asked(NamedTuple):
    """A name as it is used: with how many arguments (`receivers.py` has the signs), None where it is not called; `implied` are
    the types of what it may be a member of where it stands alone, "" for something that is not told."""

    name: str
    arguments: int | None
    language: str
    counted: bool = True
    implied: frozenset[str] = frozenset()


class TypedMembers(VisibleNames):
    """The classes of one workspace, by what they take from those above them, as values are of them and as names stand in them."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._nearest: dict[tuple[Class, Asked], frozenset[Class]] = {}

    def of_class(self, klass: Class, asked: Asked, home: frozenset[Class]) -> float:
        """How sure a member of a class in `home` is meant on a value of a class."""
        if klass in home:
            return 1.0
        if home & self.over(klass):
            nearest = self.nearest(klass, asked)  # nothing has what a change took away
            return float(bool(home & nearest) or not (nearest or any(self.holds(one, asked.name) for one in home)))
        return DISPATCHED if self._is_above(klass, home) else 0.0

    def _is_above(self, klass: Class, home: frozenset[Class]) -> bool:
        """Whether one of the classes takes members from a class."""
        return any(klass in self.over(one) for one in home)

    def nearest(self, klass: Class, asked: Asked) -> frozenset[Class]:
        """The classes whose member a name means on a value of a class: itself, else those above; classes before interfaces."""
        key = (klass, asked)
        if key not in self._nearest:
            self._nearest[key] = frozenset()  # a class above itself has nothing
            own = any(self.suits((klass[0], name), asked) for name in self.held(klass, asked.name))
            self._nearest[key] = frozenset({klass}) if own else self._from_above(klass, asked)
        return self._nearest[key]

    def _from_above(self, klass: Class, asked: Asked) -> frozenset[Class]:
        above = self.bases(klass)
        implemented = {one for one in above if self.is_interface(one)}
        found = {one for base in above - implemented for one in self.nearest(base, asked)}
        found = found or {one for base in implemented for one in self.nearest(base, asked)}
        return frozenset(one for one in found if not any(one in self.over(other) for other in found - {one}))

    def suits(self, definition: Definition, asked: Asked) -> bool:
        """A definition can be what is called, or read, with so many arguments."""
        given = asked.arguments
        if given == FIELD or (given is None and asked.language in NO_METHOD_VALUES):
            return asked.language not in CALLED_ONLY or "." not in definition[1] or not self.is_callable(definition)
        if given is None:
            return True
        called = given != REFERENCE
        if called and asked.language in FIELDS_APART and self.is_held(definition) and not self.is_variant(definition):
            return False
        return not asked.counted or given < 0 or self.takes(definition, given)

    def may_be_interface(self, type_: str) -> bool:
        """Types satisfy Go's interfaces and Rust's generic bounds without saying so here."""
        known = self.named(type_)
        if not known:
            return type_ != "[]" and type_ not in CONCRETE
        return any(item.kind in {"interface", "trait", "type"} for item in known)

    def on_types(self, types: Collection[Typed], definition: Definition, asked: Asked) -> float | None:
        """A member of a value that is of one of some types."""
        holder, language = holder_of(definition), asked.language
        extended = _extended_types(self.index, definition)
        if extended and all(item.how == "i" for item in types):
            return _of_extended(self, {item.name for item in types}, definition, asked)
        if not holder:
            return None if any(item.how == "s" for item in types) or language == "Kotlin" else 0.0
        apart = all(item.how == "s" for item in types) and not any(self.related(item.name, holder) for item in types)
        if apart and not _is_for_all(self.index, definition[0], holder):
            return 0.0
        return weakest([self.of_type(item, definition, asked) for item in types])

    def of_type(self, type_: Typed, definition: Definition, asked: Asked) -> float | None:
        """The receiver is of a type: the one that holds the definition, one below or above it, or another."""
        name, language, home = asked.name, asked.language, self.home(definition)
        files = type_.files or {item.path for item in self.named(type_.name)}
        if type_.how == "i" and language in TESTED and self._is_narrowed(type_, files, name, home):
            return None
        found = [self.of_class((path, type_.name), asked, home) for path in sorted(files)]
        if not any(found) and _is_for_all(self.index, definition[0], holder_of(definition)):
            own = any(self.holds(one, name) for path in files for one in self.over((path, type_.name)))
            return float(not own) if files else None
        if found and (type_.files or len(set(found)) == 1):
            best = max(found)
            if best or language not in {"Go", "Rust"}:
                return best
        elif any(found):
            return None
        if language not in {"Go", "Rust"} or not self.may_be_interface(type_.name):
            return 0.0
        holder = holder_of(definition)
        kinds = {item.kind for item in self.named(holder)}
        own = type_.name == holder or not kinds or "trait" in kinds
        if language == "Rust" and not (files or type_.held or own):
            return 0.0  # a type from outside has just what a trait, or the workspace itself, gives to it
        above = {one for path in files for one in self.over((path, type_.name))} if files else ()
        return DISPATCHED if self.has(type_.name, name) or any(self.holds(one, name) for one in above) else None

    def _is_narrowed(self, type_: Typed, files: Collection[str], name: str, home: Collection[Class]) -> bool:
        """A member that a value's type has not, but classes below it have: the value is known to be of one of them there."""
        if not self.named(type_.name):
            return type_.name in ANYTHING
        own = {one for path in files if path for one in self.over((path, type_.name))}
        if not own.isdisjoint(home):
            return False  # it had the member itself, until a change took it away
        below = any((path, type_.name) in self.over(one) for path in files for one in home)
        return below and not any(self.holds(one, name) for one in own)

    def of_case(self, path: str, row: list[Any], definition: Definition, asked: Asked) -> float | None:
        """What stands behind `case`: a constant of the enum that is asked for, or what the name means elsewhere."""
        types = self.told(path, row[2][1])
        of_enum = all(item.kind == "enum" for item in self.named(holder_of(definition)))
        if not of_enum:
            known = types and all(self._is_enum(item) for item in types)
            return 0.0 if known else self.alone(path, row[3], definition, asked)
        if types is None:
            return None
        return weakest([self.of_type(item, definition, asked) for item in types])

    def alone(self, path: str, around: str, definition: Definition, asked: Asked) -> float | None:
        """A name without receiver: of a member only inside its class, its subclasses and what stands in them."""
        if not holder_of(definition):
            return None
        if asked.language in NO_IMPLIED_RECEIVER:
            return 0.0
        parts = [part for part in around.split(".") if self.named(part)]
        home = self.home(definition)
        extended = [item for on in asked.implied - UNTOLD for item in self.types(path, ["i", on], DEEPEST) or ()]
        if extended and (said := surest([self.of_type(item, definition, asked) for item in extended])) != 0:
            return said
        for part in reversed(parts):
            classes = self.classes(path, part)
            if any(self.of_class(one, asked, home) == 1.0 for one in classes):
                return 1.0
            if any(self.nearest(one, asked) for one in classes):
                related = any(home & self.over(one) or self._is_above(one, home) for one in classes)
                return DISPATCHED if related else 0.0
        if any(self._is_above(one, home) for part in parts for one in self.classes(path, part)):
            return DISPATCHED
        if (UNTOLD & asked.implied and not self.bound(path, asked.name)) or not (parts or asked.language == "Kotlin"):
            return None  # what is imported by its name is hardly a lambda's
        return float(self._hands_out(path, definition))

    def is_no_member(self, definition: Definition, asked: Asked, receiver: Any) -> bool:
        """Kotlin: what stands at the top of a file and extends nothing is behind no value, just behind its package."""
        if asked.language != "Kotlin" or holder_of(definition) or _extended_types(self.index, definition):
            return False
        file = self.index.files.get(definition[0])
        package = file.module.rpartition(".")[2] if file is not None else ""
        return not (isinstance(receiver, list) and package and package in receiver[1:])

    def _is_enum(self, type_: Typed) -> bool:
        kinds = [item.kind for item in self.named(type_.name) if not type_.files or item.path in type_.files]
        return bool(kinds) and all(kind == "enum" for kind in kinds)

    def is_unseen(self, path: str, definition: Definition) -> bool:
        """C#: whether an extension method is not visible in a file: others of its name are, by the namespaces that the file opens."""
        name = definition[1].rpartition(".")[2]
        if self.index.files[path].language != "C#" or not _extended_types(self.index, definition):
            return False
        linked = (link.target for link in self.bound(path, name) if link.target and link.name == name)
        symbols = (item for file in (path, *linked) for item in called_in(self.index, file, name))
        seen = {item.path for item in symbols if _extended_types(self.index, (item.path, item.qualname))}
        return bool(seen) and self.index.files[definition[0]].module not in {
            self.index.files[one].module for one in seen
        }

    def _hands_out(self, path: str, definition: Definition) -> bool:
        """A file imports the member itself, or all members (`import static`, `using static`)."""
        holder, _, name = definition[1].rpartition(".")
        if path == definition[0]:  # no file leads to itself in the graph
            own = rf"\b(?:import|using)\s+static\s+[\w.]*\b{re.escape(holder)}(?:\.(?:{re.escape(name)}|\*))?\s*;"
            return re.search(own.encode(), self.index.read(path)) is not None
        return any(
            link.target == definition[0]
            and (link.alias == name or link.name == f"{holder}.*" or link.specifier.endswith((".*", name)))
            for link in self.index.links_from(path)
        )


def surest(found: Sequence[float | None]) -> float | None:
    """The result for several places on a line: a sure one, else an unknown one."""
    return 1.0 if 1.0 in found else weakest(found)


def weakest(found: Sequence[float | None]) -> float | None:
    """The surest of several readings; None where one of them is unknown, or there is none."""
    return None if None in found else max((item or 0.0 for item in found), default=None)


# ---- Extensions: functions that are called on values of a type which does not hold them (Kotlin, C#)


@read_once
def _extended_types(index: Index, definition: Definition) -> frozenset[str]:
    """The last names of the types that the extensions of this name in its class or file extend; none where it is no extension."""
    path, qualname = definition
    file = index.files.get(path)
    form = FORMS.get(file.language) if file is not None else None
    name = qualname.rpartition(".")[2]
    if form is None or not name.isidentifier():
        return frozenset()
    lines = index.lines(path)
    found = set()
    for symbol in defined_as(index, path, qualname):
        match = re.search(form.format(name=name), "\n".join(lines[symbol.start_line - 1 : symbol.end_line]))
        if match is not None:
            found.add(match[1].rpartition(".")[2])
    return frozenset(found)


@read_once
def _is_for_all(index: Index, path: str, trait: str) -> bool:
    """Rust: a trait is implemented for every type that it fits (`impl<T: Iterator> Trait for T`)."""
    form = rb"\bimpl\s*<([^{};]*?)\b%b\b[^{};]*?\bfor\s+(?:&\s*)?(?:'\w+\s+)?(?:mut\s+)?(\w+)\s*(?:where\b|\{)"
    found = re.findall(form % trait.encode(), index.read(path)) if path.endswith(".rs") else ()
    return any(re.search(rb"(?:^|,)\s*%b\s*[:,>]" % type_, given) for given, type_ in found)


def _of_extended(names: TypedMembers, types: set[str], definition: Definition, asked: Asked) -> float | None:
    """A call of an extension: surely on a value of the type where no other one for it (`List<Long>.total()`) takes as much."""
    extended = _extended_types(names.index, definition)
    if any(names.related(one, other) for one in types for other in extended):
        others = {(item.path, item.qualname) for item in all_called(names.index, asked.name)} - {definition}
        alike = any(_extended_types(names.index, one) & extended and names.suits(one, asked) for one in others)
        return 0.5 if alike else 1.0
    known = all(names.named(name) for name in types) and all(names.named(name) for name in extended)
    return 0.0 if known else None
