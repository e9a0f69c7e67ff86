"""Whether a use of a name in a language without a site table can mean a definition: by its receiver's declared type, by the
class around it, and by the number of its arguments (receivers.py says what is written there).
"""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from ..lists import words
from .call_counts import GRAMMARS, Taken, taken
from .call_fit import overloads
from .changes import parse
from .declared_types import CLASSES, DEEPEST, DeclaredTypes
from .extensions import extended_types

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...indexer.index import Index
    from .call_counts import Grammar
    from .occurrences import Definition, PlainUse
    from .receivers import Receivers

__all__ = ["DISPATCHED", "PlainTypes", "sees"]

CALLABLE = words("function method constructor")
CALLED_ONLY = frozenset({"Go", "Java", "Kotlin", "PHP", "Rust"})
"""Languages in which a method's name that stands alone means the method only in a call."""
NO_METHOD_VALUES = frozenset({"Java", "Kotlin", "PHP"})
"""Those in which `value.method` without a call is never the method."""
NO_IMPLIED_RECEIVER = frozenset({"Go", "Rust", "PHP"})
"""Languages in which a name that stands alone is never a member."""
OWN_CLASS_ONLY = frozenset({"Ruby", "Swift"})
"""Languages read without types in which a name that stands alone is a member of the own class, or none at all."""
MIXINS = frozenset({"module", "protocol", "extension", "namespace"})
"""What a class can take members from without naming it as a base where the class is defined."""
CONCRETE = words(
    "T B M F Buffer Builder Request Server Client Mutex RWMutex WaitGroup Once Time Duration Template URL Header Values File"
    " Scanner Decoder Encoder Regexp Timer Ticker Cmd String Vec HashMap HashSet BTreeMap PathBuf Path Command"
)
"""Types of the standard libraries of Go and Rust that are no interfaces."""
DISPATCHED = 0.25
TAKEN: Final = b"taken-1:"


class PlainTypes(DeclaredTypes):
    """The question of one workspace's names."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._taken: dict[Definition, Sequence[Taken]] = {}
        self._taken_in: dict[str, dict[str, list[Taken]]] = {}
        self._extended: dict[Definition, frozenset[str]] = {}
        self._imported: dict[str, dict[str, set[str]]] = {}

    def certainty(self, use: PlainUse, definition: Definition, *, counted: bool = True) -> float | None:
        """How sure a use means a definition: 1 where its type says so, 0 where it can't; None where nothing tells.

        `DISPATCHED` where the receiver is of a base or an interface: it names that one's member, and may run this one.

        Args:
            counted: calls whose number of arguments does not fit mean something else.
        """
        table = self.table(use.path)
        name = use.name
        rows = [row for row in table["uses"].get(name, ()) if row[0] == use.line] if table is not None else []
        if not use.attribute and self._is_class(definition):
            rows = [
                row for row in rows if row[2] == 0
            ]  # others on the line name members that are called like the class
        elif use.typed:
            return 0.0
        if not rows:
            return 0.0 if table is not None and not use.attribute and self._is_other(table, use, definition) else None
        found = [self._one(use.path, row, definition, counted=counted) for row in rows]
        if any(item == 1.0 for item in found):
            return 1.0
        return None if any(item is None for item in found) else max(item or 0.0 for item in found)

    def _is_other(self, table: Receivers, use: PlainUse, definition: Definition) -> bool:
        """A name that stands alone and is neither called nor a key: a parameter or variable there, or no member can be meant."""
        if use.line in table["locals"].get(use.name, ()):
            return True
        if self.index.files[use.path].language == "Go" and "." in definition[1]:
            return True
        return self._is_called(use.path, definition)

    def is_elsewhere(self, use: PlainUse, definition: Definition) -> bool:
        """A name without receiver that stands in a class which has nothing to do with the definition's, where such a name means
        a member of the own class or of one above it (Ruby, Swift)."""
        holder = definition[1].rpartition(".")[0].rpartition(".")[2]
        if self.index.files[use.path].language not in OWN_CLASS_ONLY or not holder:
            return False
        around = [part for part in use.owner.split(".") if self.named(part)]
        classes = [part for part in around if any(kind not in MIXINS for _, kind, _ in self.named(part))]
        if not classes or holder in around:
            return False
        if all(kind in MIXINS for _, kind, _ in self.named(holder)):
            return False
        if holder in self.all_above(classes[-1]):
            return self.has(classes[-1], use.name)
        return classes[-1] not in self.all_above(holder) or self.has(classes[-1], use.name)

    def _is_called(self, path: str, definition: Definition) -> bool:
        """A method, in a language where a method's bare name means it only in a call."""
        if self.index.files[path].language not in CALLED_ONLY or "." not in definition[1]:
            return False
        return self._is_callable(definition)

    def _is_class(self, definition: Definition) -> bool:
        path, qualname = definition
        found = self.index.symbols(path, name=qualname.rpartition(".")[2]) if path in self.index.files else ()
        return any(item.qualname == qualname and item.kind in CLASSES for item in found)

    def _is_callable(self, definition: Definition) -> bool:
        path, qualname = definition
        if path not in self.index.files:
            return False
        kinds = {
            item.kind
            for item in self.index.symbols(path, name=qualname.rpartition(".")[2])
            if item.qualname == qualname
        }
        return bool(kinds) and kinds <= CALLABLE

    def _one(self, path: str, row: list[Any], definition: Definition, *, counted: bool) -> float | None:
        _, arguments, receiver, around = row
        if counted and arguments is not None and arguments >= 0 and not self._takes(definition, arguments):
            return 0.0
        holder = definition[1].rpartition(".")[0].rpartition(".")[2]
        language = self.index.files[path].language
        if arguments is None and language in NO_METHOD_VALUES and self._is_called(path, definition):
            return 0.0
        if receiver == 0:
            return self._alone(language, around, holder, definition[1].rpartition(".")[2])
        if language == "Go" and receiver and receiver[0] == "n" and (folders := self._packages(path, receiver[1])):
            return float(not holder and definition[0].rpartition("/")[0] in folders)
        types = self.types(path, receiver, DEEPEST)
        if types is None:
            return None
        extended = self._extended_by(definition)
        if extended and all(kind == "i" for kind, _ in types):
            return self._of_extended({name for _, name in types}, extended)
        if not holder:
            return None if any(kind == "s" for kind, _ in types) or language == "Kotlin" else 0.0
        names = {name for _, name in types}
        if all(kind == "s" for kind, _ in types) and not any(self.related(name, holder) for name in names):
            return 0.0
        return self._of_types(names, holder, definition, path)

    def _packages(self, path: str, name: str) -> set[str]:
        """Go: the folder of the package that an import binds to a name; "?" for one outside the workspace."""
        if path not in self._imported:
            found = self._imported[path] = defaultdict(set)
            for link in self.index.links_from(path):
                folder = link.target.rpartition("/")[0] if link.target else "?"
                found[link.alias or link.specifier.rpartition("/")[2]].add(folder)
        return self._imported[path].get(name, set())

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

    def _alone(self, language: str, around: str, holder: str, name: str) -> float | None:
        """A name without receiver: of a member only inside its class, its subclasses and what stands in them."""
        if not holder:
            return None
        if language in NO_IMPLIED_RECEIVER:
            return 0.0
        parts = around.split(".")
        if holder in parts:
            return 1.0
        if any(holder in self.all_above(part) for part in parts):
            return 1.0 if not self.has(parts[-1], name) else 0.0
        if any(part in self.all_above(holder) for part in parts):
            return DISPATCHED
        return None if language == "Kotlin" or not around else 0.0

    def _of_types(self, types: set[str], holder: str, definition: Definition, path: str) -> float | None:
        language = self.index.files[path].language
        name = definition[1].rpartition(".")[2]
        if holder in types:
            others = {where for where, _, _ in self.named(holder)} - {definition[0]}
            return None if any(sees(self.index, path, (other, holder)) for other in others) else 1.0
        found = [self._of_type(type_, holder, name, language) for type_ in types]
        return None if None in found else max(item or 0.0 for item in found)

    def _of_type(self, type_: str, holder: str, name: str, language: str) -> float | None:
        """The receiver is of another type than the one that holds the definition."""
        if holder in self.all_above(type_):
            return 0.0 if self.has(type_, name) else 1.0
        if type_ in self.all_above(holder):
            return DISPATCHED
        if language not in {"Go", "Rust"} or not self._may_be_interface(type_):
            return 0.0
        return DISPATCHED if self.has(type_, name) else None

    def _may_be_interface(self, type_: str) -> bool:
        """Types satisfy Go's interfaces and Rust's generic bounds without saying so here."""
        known = self.named(type_)
        if not known:
            return type_ != "[]" and type_ not in CONCRETE
        return any(kind in {"interface", "trait", "type"} for _, kind, _ in known)

    def _takes(self, definition: Definition, count: int) -> bool:
        """Whether a definition, or another of its name in the file, takes so many arguments."""
        if definition not in self._taken:
            path, qualname = definition
            callable_ = self._is_callable(definition)
            self._taken[definition] = self._all_taken(path).get(qualname, ()) if callable_ else ()
        options = self._taken[definition]
        return not options or any(
            number >= item.least and (item.most is None or number <= item.most)
            for item in options
            for number in ([count, count - 1] if item.receiver else [count])
        )

    def _all_taken(self, path: str) -> dict[str, list[Taken]]:
        """What the definitions of a file take, by dotted path."""
        if path not in self._taken_in:
            file = self.index.files.get(path)
            grammar = GRAMMARS.get(file.language) if file is not None and file.parsed else None
            self._taken_in[path] = self._read_taken(path, grammar) if grammar is not None else {}
        return self._taken_in[path]

    def _read_taken(self, path: str, grammar: Grammar) -> dict[str, list[Taken]]:
        """The same, kept by the file's content."""
        key = self._key(path, TAKEN)
        if (kept := self._memo.get([key]).get(key)) is not None:
            return {name: [Taken(*item) for item in found] for name, found in json.loads(kept).items()}
        parsed = parse(path, self.index.read(path), self.index.files[path].language, indexed=True)
        found: dict[str, list[Taken]] = {}
        for name, nodes in overloads(parsed, path).items() if parsed is not None else ():
            found[name] = [item for node in nodes if (item := taken(node, grammar)) is not None]
        self._memo.put({key: json.dumps(found, separators=(",", ":")).encode("utf-8", "replace")})
        return found


def sees(index: Index, path: str, definition: Definition) -> bool:
    """Whether a file can mean a definition of another one by its bare name."""
    target = definition[0]
    if path == target or target in index.adjacency[0].get(path, ()):
        return True
    return (
        path.rpartition("/")[0] == target.rpartition("/")[0]
        and index.files[path].language == index.files[target].language
    )
