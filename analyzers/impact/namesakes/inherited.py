"""Which class's member is meant where a name is used on a value of a class: the nearest that has it, itself or one above."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import words
from ..receivers.receivers import FIELD, REFERENCE
from .visible_names import VisibleNames

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.class_names import Class

__all__ = ["CALLED_ONLY", "DISPATCHED", "Asked", "Inherited"]

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


class Asked(NamedTuple):
    """A name as it is used: with how many arguments (`receivers.py` has the signs), None where it is not called; `implied` where
    it may be a member of something that is not told."""

    name: str
    arguments: int | None
    language: str
    counted: bool = True
    implied: bool = False


class Inherited(VisibleNames):
    """The classes of one index, by what they take from those above them."""

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
        return DISPATCHED if any(klass in self.over(one) for one in home) else 0.0

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
