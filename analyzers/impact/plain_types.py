"""Whether a use of a name in a language without a site table can mean a definition: by its receiver's declared type, by the
class around it, and by the number of its arguments (receivers.py says what is written there).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ...indexer.memo import Memo
from ..lists import words
from .call_counts import GRAMMARS, taken
from .call_fit import overloads
from .changes import parse
from .receivers import LANGUAGES, read_receivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index
    from .call_counts import Taken
    from .occurrences import Definition, PlainUse
    from .receivers import Receivers

__all__ = ["DISPATCHED", "PlainTypes", "sees"]

FORMAT: Final = b"receivers-3:"
MOST_FILES = 250
"""Files read for one question; in those beyond, a name alone has to do."""
MOST_BYTES = 600_000
DEEPEST = 6
CLASSES = words("class interface struct trait enum record object type mixin protocol extension module")
CALLABLE = words("function method constructor")
CALLED_ONLY = frozenset({"Go", "Java", "Kotlin", "PHP", "Rust"})
"""Languages in which a method's name that stands alone means the method only in a call."""
NO_METHOD_VALUES = frozenset({"Java", "Kotlin", "PHP"})
"""Those in which `value.method` without a call is never the method."""
NO_IMPLIED_RECEIVER = frozenset({"Go", "Rust", "PHP"})
"""Languages in which a name that stands alone is never a member."""
CONCRETE = words(
    "T B M F Buffer Builder Request Server Client Mutex RWMutex WaitGroup Once Time Duration Template URL Header Values File"
    " Scanner Decoder Encoder Regexp Timer Ticker Cmd String Vec HashMap HashSet BTreeMap PathBuf Path Command"
)
"""Types of the standard libraries of Go and Rust that are no interfaces."""
DISPATCHED = 0.25
MAKERS = words("new default from builder create getInstance of")


class PlainTypes:
    """The receivers of one workspace's files, read as far as they are asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._memo = Memo(index.root, len(index.files))
        self._tables: dict[str, Receivers | None] = {}
        self._hashes: dict[str, bytes] | None = None
        self._above: dict[str, set[str]] = {}
        self._taken: dict[Definition, list[Taken]] = {}
        self._classes: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}

    # ---- the question

    def certainty(self, use: PlainUse, definition: Definition, *, counted: bool = True) -> float | None:
        """How sure a use means a definition: 1 where its type says so, 0 where it can't; None where nothing tells.

        `DISPATCHED` where the receiver is of a base or an interface: it names that one's member, and may run this one.

        Args:
            counted: calls whose number of arguments does not fit mean something else.
        """
        table = self.table(use.path)
        name = use.name
        rows = [row for row in table["uses"].get(name, ()) if row[0] == use.line] if table is not None else []
        if not rows:
            return 0.0 if table is not None and not use.attribute and self._is_called(use.path, definition) else None
        found = [self._one(use.path, row, definition, counted=counted) for row in rows]
        if any(item == 1.0 for item in found):
            return 1.0
        return None if any(item is None for item in found) else max(item or 0.0 for item in found)

    def _is_called(self, path: str, definition: Definition) -> bool:
        """A method, in a language where a method's bare name means it only in a call."""
        if self.index.files[path].language not in CALLED_ONLY or "." not in definition[1]:
            return False
        return self._is_callable(definition)

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
        types = self._types(path, receiver, DEEPEST)
        if types is None:
            return None
        if not holder:
            return None if any(kind == "s" for kind, _ in types) or language == "Kotlin" else 0.0
        names = {name for _, name in types}
        if all(kind == "s" for kind, _ in types) and not any(self._related(name, holder) for name in names):
            return 0.0
        return self._of_types(names, holder, definition, path)

    def _alone(self, language: str, around: str, holder: str, name: str) -> float | None:
        """A name without receiver: of a member only inside its class, its subclasses and what stands in them."""
        if not holder:
            return None
        if language in NO_IMPLIED_RECEIVER:
            return 0.0
        parts = around.split(".")
        if holder in parts:
            return 1.0
        if any(holder in self._all_above(part) for part in parts):
            return 1.0 if not self._has(parts[-1], name) else 0.0
        if any(part in self._all_above(holder) for part in parts):
            return DISPATCHED
        return None if language == "Kotlin" or not around else 0.0

    def _of_types(self, types: set[str], holder: str, definition: Definition, path: str) -> float | None:
        language = self.index.files[path].language
        name = definition[1].rpartition(".")[2]
        if holder in types:
            others = {where for where, _, _ in self._named(holder)} - {definition[0]}
            return None if any(sees(self.index, path, (other, holder)) for other in others) else 1.0
        found = [self._of_type(type_, holder, name, language) for type_ in types]
        return None if None in found else max(item or 0.0 for item in found)

    def _of_type(self, type_: str, holder: str, name: str, language: str) -> float | None:
        """The receiver is of another type than the one that holds the definition."""
        if holder in self._all_above(type_):
            return 0.0 if self._has(type_, name) else 1.0
        if type_ in self._all_above(holder):
            return DISPATCHED
        if language not in {"Go", "Rust"} or not self._may_be_interface(type_):
            return 0.0
        return DISPATCHED if self._has(type_, name) else None

    def _may_be_interface(self, type_: str) -> bool:
        """Types satisfy Go's interfaces and Rust's generic bounds without saying so here."""
        known = self._named(type_)
        if not known:
            return type_ != "[]" and type_ not in CONCRETE
        return any(kind in {"interface", "trait", "type"} for _, kind, _ in known)

    # ---- types

    def _types(self, path: str, receiver: Any, depth: int) -> set[tuple[str, str]] | None:
        """`(i | s, type name)`: a value of the type, or the type itself; None where unknown."""
        if not isinstance(receiver, list) or not depth:
            return None
        kind = receiver[0]
        if kind in {"i", "s"}:
            known = receiver[1] and not self._is_variable(path, receiver[1])
            return {(kind, receiver[1])} if known else None
        if kind == "p":
            bases = {name for _, _, above in self._named(receiver[1]) for name in above}
            return {("i", name) for name in bases} or None
        if kind == "n":
            return self._named_value(path, receiver[1], receiver[2], depth)
        if kind == "c":
            return {("i", receiver[1])} if self._named(receiver[1]) else self._results(receiver[1], depth)
        inside = self._types(path, receiver[1], depth - 1)
        if inside is None or len(inside) != 1:
            return None
        how, type_ = next(iter(inside))
        if kind == "()" and how == "s" and receiver[2] in MAKERS and not self._result(type_, receiver[2], depth):
            return {("i", type_)} if receiver[2] in {"new", "default"} else None
        return self._field(type_, receiver[2], depth) if kind == "." else self._result(type_, receiver[2], depth)

    def _is_variable(self, path: str, name: str) -> bool:
        """A type parameter: `T`, `K2`."""
        short = len(name) <= 2 and name[:1].isupper() and self.index.files[path].language != "Go"
        return short and not self._named(name)

    def _named_value(self, path: str, name: str, around: str, depth: int) -> set[tuple[str, str]] | None:
        classes = [part for part in reversed(around.split(".")) if part]
        found = next((types for part in classes if (types := self._field(part, name, depth)) is not None), None)
        if found is not None or name[:1].islower() or name.startswith("_"):
            return found if found is not None else self._package(path, name)
        return {("s", name)} if not any(f"{part}.{name}" in self._fields(part) for part in classes) else None

    def _package(self, path: str, name: str) -> set[tuple[str, str]] | None:
        """Go: a name that an import binds is a package."""
        if self.index.files[path].language != "Go":
            return None
        links = self.index.links_from(path)
        bound = {link.alias or link.specifier.rpartition("/")[2] for link in links}
        return {("s", name)} if name in bound else None

    def _fields(self, klass: str) -> set[str]:
        return {key for path, _, _ in self._named(klass) for key in (self.table(path) or {"fields": {}})["fields"]}

    def _field(self, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        return self._part("fields", klass, name, depth)

    def _result(self, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        return self._part("returns", klass, name, depth)

    def _part(self, part: str, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        """The type of a class's field or of a method's result; bases are looked through."""
        for above in [klass, *sorted(self._all_above(klass))]:
            for path, _, _ in self._named(above):
                table = self.table(path)
                held = table[part].get(f"{above}.{name}") if table is not None else None  # type: ignore[literal-required]
                if held is not None:
                    return self._types(path, held, depth - 1)
        return None

    def _results(self, name: str, depth: int) -> set[tuple[str, str]] | None:
        """What a function gives back, where all of that name agree."""
        paths = {item.path for item in self.index.symbols(name=name) if "." not in item.qualname}
        found = [
            self._types(where, table["returns"].get(name), depth - 1)
            for where in sorted(paths)[:DEEPEST]
            if (table := self.table(where)) is not None
        ]
        return found[0] if found and all(item == found[0] for item in found) else None

    # ---- classes, by their last name

    def _named(self, name: str) -> list[tuple[str, str, tuple[str, ...]]]:
        """`(path, kind, last names of the bases)` of the classes of a name."""
        if name not in self._classes:
            self._classes[name] = [
                (item.path, item.kind, tuple(_last_name(base) for base in item.bases))
                for item in self.index.symbols(name=name)
                if item.kind in CLASSES
            ]
        return self._classes[name]

    def _all_above(self, name: str) -> set[str]:
        if name not in self._above:
            self._above[name] = set()
            found: set[str] = set()
            for _, _, bases in self._named(name):
                for base in bases:
                    found |= {base} | self._all_above(base)
            self._above[name] = found - {name}
        return self._above[name]

    def _related(self, one: str, other: str) -> bool:
        return one == other or one in self._all_above(other) or other in self._all_above(one)

    def _has(self, klass: str, name: str) -> bool:
        return any(item.qualname.split(".")[-2:-1] == [klass] for item in self.index.symbols(name=name))

    def _takes(self, definition: Definition, count: int) -> bool:
        """Whether a definition, or another of its name in the file, takes so many arguments."""
        if definition not in self._taken:
            self._taken[definition] = list(self._read_taken(definition))
        options = self._taken[definition]
        return not options or any(
            number >= item.least and (item.most is None or number <= item.most)
            for item in options
            for number in ([count, count - 1] if item.receiver else [count])
        )

    def _read_taken(self, definition: Definition) -> Iterable[Taken]:
        path, qualname = definition
        if not self._is_callable(definition):
            return
        grammar = GRAMMARS.get(self.index.files[path].language) if path in self.index.files else None
        parsed = parse(path, self.index.read(path), self.index.files[path].language) if grammar is not None else None
        for node in overloads(parsed, path, qualname) if parsed is not None else ():
            found = taken(node, grammar) if grammar is not None else None
            if found is not None:
                yield found

    # ---- tables

    def table(self, path: str) -> Receivers | None:
        """The receivers of a file; None where its language has none, or where enough was read."""
        if path not in self._tables:
            self.load([path])
        return self._tables[path]

    def load(self, paths: Iterable[str]) -> None:
        """Brings in the tables of several files at once."""
        wanted = [path for path in dict.fromkeys(paths) if path not in self._tables]
        self._tables.update(dict.fromkeys(wanted))
        keys = {path: self._key(path) for path in wanted if self._readable(path)}
        kept = self._memo.get(keys.values())
        fresh: dict[bytes, bytes] = {}
        for path, key in keys.items():
            if key in kept:
                self._tables[path] = json.loads(kept[key])
            elif len(fresh) < MOST_FILES:
                self._tables[path] = self._read(path)
                fresh[key] = json.dumps(self._tables[path], separators=(",", ":")).encode("utf-8", "replace")
        self._memo.put(fresh)

    def _read(self, path: str) -> Receivers | None:
        parsed = parse(path, self.index.read(path), self.index.files[path].language)
        try:
            return read_receivers(parsed.tree.root_node) if parsed is not None else None
        except RecursionError:
            return None

    def _readable(self, path: str) -> bool:
        file = self.index.files.get(path)
        return file is not None and file.language in LANGUAGES and file.parsed > 0 and file.size <= MOST_BYTES

    def _key(self, path: str) -> bytes:
        if self._hashes is None:
            self._hashes = dict(self.index.iterate("SELECT path, hash FROM files"))
        return FORMAT + self._hashes[path]


def _last_name(base: str) -> str:
    """`pkg.Base<T>` → `Base`."""
    head = base.partition("<")[0].partition("[")[0].partition("(")[0]
    return head.replace("\\", ".").replace("::", ".").rpartition(".")[2].strip(" *&")


def sees(index: Index, path: str, definition: Definition) -> bool:
    """Whether a file can mean a definition of another one by its bare name."""
    target = definition[0]
    if path == target or target in index.adjacency[0].get(path, ()):
        return True
    return (
        path.rpartition("/")[0] == target.rpartition("/")[0]
        and index.files[path].language == index.files[target].language
    )
