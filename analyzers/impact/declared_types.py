"""What types are written in languages whose scopes are not read: of values, fields and results, and the bases of classes.

Classes go by their last name there. Everything is read when asked for, from the tables of receivers.py.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from ...indexer.memo import Memo
from ..lists import words
from .changes import parse
from .receivers import LANGUAGES, read_receivers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index
    from .receivers import Receivers

__all__ = ["CLASSES", "DEEPEST", "DeclaredTypes"]

FORMAT: Final = b"receivers-4:"
MOST_FILES = 250
"""Files read for one question; in those beyond, a name alone has to do."""
MOST_BYTES = 600_000
DEEPEST = 6
CLASSES = words("class interface struct trait enum record object type mixin protocol extension module")
MAKERS = words("new default from builder create getInstance of")


class DeclaredTypes:
    """The receivers and classes of one workspace's files, read as far as they are asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._memo = Memo(index.root, len(index.files))
        self._tables: dict[str, Receivers | None] = {}
        self._hashes: dict[str, bytes] | None = None
        self._holders: dict[str, frozenset[str]] = {}
        self._above: dict[str, set[str]] = {}
        self._classes: dict[str, list[tuple[str, str, tuple[str, ...]]]] = {}

    # ---- types

    def types(self, path: str, receiver: Any, depth: int) -> set[tuple[str, str]] | None:
        """`(i | s, type name)`: a value of the type, or the type itself; None where unknown."""
        if not isinstance(receiver, list) or not depth:
            return None
        kind = receiver[0]
        if kind in {"i", "s"}:
            known = receiver[1] and not self._is_variable(path, receiver[1])
            return {(kind, receiver[1])} if known else None
        if kind == "p":
            bases = {name for _, _, above in self.named(receiver[1]) for name in above}
            return {("i", name) for name in bases} or None
        if kind == "n":
            return self._named_value(path, receiver[1], receiver[2], depth)
        if kind == "c":
            return {("i", receiver[1])} if self.named(receiver[1]) else self._results(receiver[1], depth)
        inside = self.types(path, receiver[1], depth - 1)
        if inside is None or len(inside) != 1:
            return None
        how, type_ = next(iter(inside))
        if kind == "()" and how == "s" and receiver[2] in MAKERS and not self._result(type_, receiver[2], depth):
            return {("i", type_)} if receiver[2] in {"new", "default"} else None
        return self._field(type_, receiver[2], depth) if kind == "." else self._result(type_, receiver[2], depth)

    def _is_variable(self, path: str, name: str) -> bool:
        """A type parameter: `T`, `K2`."""
        short = len(name) <= 2 and name[:1].isupper() and self.index.files[path].language != "Go"
        return short and not self.named(name)

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
        return {key for path, _, _ in self.named(klass) for key in (self.table(path) or {"fields": {}})["fields"]}

    def _field(self, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        return self._part("fields", klass, name, depth)

    def _result(self, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        return self._part("returns", klass, name, depth)

    def _part(self, part: str, klass: str, name: str, depth: int) -> set[tuple[str, str]] | None:
        """The type of a class's field or of a method's result; bases are looked through."""
        for above in [klass, *sorted(self.all_above(klass))]:
            for path, _, _ in self.named(above):
                table = self.table(path)
                held = table[part].get(f"{above}.{name}") if table is not None else None  # type: ignore[literal-required]
                if held is not None:
                    return self.types(path, held, depth - 1)
        return None

    def _results(self, name: str, depth: int) -> set[tuple[str, str]] | None:
        """What a function gives back, where all of that name agree."""
        paths = {item.path for item in self.index.symbols(name=name) if "." not in item.qualname}
        found = [
            self.types(where, table["returns"].get(name), depth - 1)
            for where in sorted(paths)[:DEEPEST]
            if (table := self.table(where)) is not None
        ]
        return found[0] if found and all(item == found[0] for item in found) else None

    # ---- classes, by their last name

    def named(self, name: str) -> list[tuple[str, str, tuple[str, ...]]]:
        """`(path, kind, last names of the bases)` of the classes of a name."""
        if name not in self._classes:
            self._classes[name] = [
                (item.path, item.kind, tuple(_last_name(base) for base in item.bases))
                for item in self.index.symbols(name=name)
                if item.kind in CLASSES
            ]
        return self._classes[name]

    def all_above(self, name: str) -> set[str]:
        """The names of all bases of the classes of a name."""
        if name not in self._above:
            self._above[name] = set()
            found: set[str] = set()
            for _, _, bases in self.named(name):
                for base in bases:
                    found |= {base} | self.all_above(base)
            self._above[name] = found - {name}
        return self._above[name]

    def related(self, one: str, other: str) -> bool:
        """One name is the other, or a base of it."""
        return one == other or one in self.all_above(other) or other in self.all_above(one)

    def has(self, klass: str, name: str) -> bool:
        """A class of this name itself defines the member."""
        if name not in self._holders:
            rows = self.index.rows("SELECT DISTINCT qualname FROM symbols WHERE name = ?", (name,))
            self._holders[name] = frozenset(parts[-2] for (qualname,) in rows if len(parts := qualname.split(".")) > 1)
        return klass in self._holders[name]

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
        parsed = parse(path, self.index.read(path), self.index.files[path].language, indexed=True)
        try:
            return read_receivers(parsed.tree.root_node) if parsed is not None else None
        except RecursionError:
            return None

    def _readable(self, path: str) -> bool:
        file = self.index.files.get(path)
        return file is not None and file.language in LANGUAGES and file.parsed > 0 and file.size <= MOST_BYTES

    def _key(self, path: str, form: bytes = FORMAT) -> bytes:
        if self._hashes is None:
            self._hashes = dict(self.index.iterate("SELECT path, hash FROM files"))
        return form + self._hashes[path]


def _last_name(base: str) -> str:
    """`pkg.Base<T>` → `Base`."""
    head = base.partition("<")[0].partition("[")[0].partition("(")[0]
    return head.replace("\\", ".").replace("::", ".").rpartition(".")[2].strip(" *&")
