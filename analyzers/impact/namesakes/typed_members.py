"""Whether a member of a value whose type is known is a definition: by its class, the classes above and below, its extensions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...lists import words
from .definition_facts import holder_of
from .extensions import extended_types
from .visible_names import VisibleNames

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ....indexer.index import Index
    from ..occurrences import Definition
    from ..receivers.class_names import Class
    from ..receivers.declared_types import Typed

__all__ = ["DISPATCHED", "TypedMembers", "surest"]

CONCRETE = words(
    "T B M F Buffer Builder Request Server Client Mutex RWMutex WaitGroup Once Time Duration Template URL Header Values File"
    " Scanner Decoder Encoder Regexp Timer Ticker Cmd String Vec HashMap HashSet BTreeMap PathBuf Path Command"
)
"""Types of the standard libraries of Go and Rust that are no interfaces."""
DISPATCHED = 0.25
"""How sure a call on a value of a base or an interface means the member of one that is below it."""


class TypedMembers(VisibleNames):
    """The classes of one workspace, as values are of them."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._extended: dict[Definition, frozenset[str]] = {}

    def on_types(self, types: Collection[Typed], definition: Definition, language: str) -> float | None:
        """A member of a value that is of one of some types."""
        holder, extended = holder_of(definition), self._extended_by(definition)
        if extended and all(item.how == "i" for item in types):
            return self._of_extended({item.name for item in types}, extended)
        if not holder:
            return None if any(item.how == "s" for item in types) or language == "Kotlin" else 0.0
        if all(item.how == "s" for item in types) and not any(self.related(item.name, holder) for item in types):
            return 0.0
        return surest([self.of_type(item, definition, language) for item in types])

    def _extended_by(self, definition: Definition) -> frozenset[str]:
        if definition not in self._extended:
            self._extended[definition] = extended_types(self.index, definition)
        return self._extended[definition]

    def _of_extended(self, types: set[str], extended: frozenset[str]) -> float | None:
        """A call of an extension: surely on a value of the type, not on one of a class that is known not to be of it."""
        if any(self.related(one, other) for one in types for other in extended):
            return 1.0
        known = all(self.named(name) for name in types) and all(self.named(name) for name in extended)
        return 0.0 if known else None

    def of_type(self, type_: Typed, definition: Definition, language: str) -> float | None:
        """The receiver is of a type: the one that holds the definition, one below or above it, or another."""
        name, home = definition[1].rpartition(".")[2], self.home(definition)
        files = type_.files or {item.path for item in self.named(type_.name)}
        found = [self._of_class((path, type_.name), name, home) for path in sorted(files)]
        if found and (type_.files or len(set(found)) == 1):
            best = max(found)
            if best or language not in {"Go", "Rust"}:
                return best
        elif any(found):
            return None
        if language not in {"Go", "Rust"} or not self._may_be_interface(type_.name):
            return 0.0
        above = {one for path in files for one in self.over((path, type_.name))} if files else ()
        return DISPATCHED if self.has(type_.name, name) or any(self.holds(one, name) for one in above) else None

    def _of_class(self, klass: Class, name: str, home: frozenset[Class]) -> float:
        if klass in home:
            return 1.0
        if home & self.over(klass):
            return 0.0 if self.holds(klass, name) else 1.0
        return DISPATCHED if any(klass in self.over(one) for one in home) else 0.0

    def _may_be_interface(self, type_: str) -> bool:
        """Types satisfy Go's interfaces and Rust's generic bounds without saying so here."""
        known = self.named(type_)
        if not known:
            return type_ != "[]" and type_ not in CONCRETE
        return any(item.kind in {"interface", "trait", "type"} for item in known)


def surest(found: Sequence[float | None]) -> float | None:
    """Of several readings the surest; None where one of them is open."""
    return None if None in found else max(item or 0.0 for item in found)
