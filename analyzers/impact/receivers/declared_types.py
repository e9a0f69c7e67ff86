"""What types are written in languages whose scopes are not read: of values, fields and results, and the bases of classes.

Classes go by their last name there. Everything is read when asked for, from the tables of the files (receiver_forms.py).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from ....indexer.gathering import words
from ..called import all_called
from .class_names import included
from .generic_types import GenericTypes, Typed
from .receiver_forms import NO_RECEIVERS
from .written_names import COMPANION, CSHARP
from .written_types import together

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Mapping
    from collections.abc import Set as AbstractSet

    from ....indexer.index import Index

__all__ = ["DeclaredTypes", "Typed"]

DEEPEST = 6
INDEX = "operator[]"
KEEPING = words(
    "unwrap expect unwrap_or unwrap_or_else unwrap_or_default clone cloned copied as_ref as_mut borrow borrow_mut lock to_owned"
    " as_deref as_deref_mut take by_ref"
)
"""Methods of Rust's own types (receiver_nodes.py reads what they wrap) that give what is wrapped, or the same again."""


class DeclaredTypes(GenericTypes):
    """The receivers and classes of one workspace's files, read as far as they are asked for."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self._told: dict[tuple[str, int], tuple[Any, set[Typed] | None]] = {}

    def told(self, path: str, receiver: Any) -> set[Typed] | None:
        """What a receiver of a file's table can be, remembered: one is asked about for each definition of a name; None where
        unknown."""
        kept = self._told.get((path, id(receiver)))
        if kept is None:  # with the receiver, so that no other one is ever at its place
            kept = self._told[path, id(receiver)] = receiver, self.types(path, receiver, DEEPEST)
        return kept[1]

    def types(self, path: str, receiver: Any, depth: int) -> set[Typed] | None:
        """What a receiver that is written in a file can be; None where unknown."""
        if not isinstance(receiver, list) or not depth:
            return None
        read = FORMS.get(receiver[0])
        return read(self, path, receiver, depth) if read is not None else None

    # One method for each form of receiver; see FORMS.

    def as_value(
        self, path: str, receiver: list[Any], depth: int, given: Mapping[str, Typed | None] = {}
    ) -> set[Typed] | None:
        """A value of a type that is written there; `given` are those for its type parameters."""
        found = self.instance(path, receiver, given)
        return self._behind(path, found, depth) if found is not None else None

    def as_written(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """The type itself."""
        how, name = receiver[:2]
        known = name and self.extends(path, name) is None
        return self._behind(path, self.typed(path, how, name, self.given(path, receiver)), depth) if known else None

    def as_bases(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """What `super` is: what a class of the file extends; what it implements only where it extends nothing."""
        del depth
        found = {self.typed(path, "i", base) for base in self.written((path, receiver[1]))}
        classes = {
            item for item in found if not all(self.is_interface((file, item.name)) for file in item.files or {""})
        }
        return classes or found or None

    def as_name(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """A name that nothing in the function declares: a field of a class around it, a constant of an enum, or a class."""
        _, name, around = receiver
        classes = [self.typed(path, "i", part) for part in reversed(around.split(".")) if part]
        found = next((types for part in classes if (types := self._field(part, name, depth)) is not None), None)
        if found is None:
            found = self._global(path, name, depth)
        if self.is_c(path):
            return found
        if found is None and self.index.files[path].language == "Go":
            return self._in_package(path, name, depth)
        if found is not None or name[:1].islower() or name.startswith("_"):
            return found
        if not self.named(name) and any(self.has(part.name, name) for part in classes):
            return None
        known = not any(self._declares(part, name) for part in classes)
        return {self.typed(path, "s", name, self.given(path, receiver[:2]))} if known else None

    def as_call(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """What `name()` gives: an object of the class, or the result of a method of a class around it or of a function."""
        _, name, around, given = (*receiver, -1)[:4]
        made = {self.typed(path, "i", name)} if self.named(self.own_name(path, name)) else None
        if made and self.index.files[path].language == "Kotlin":
            return made
        classes = [self.typed(path, "i", part) for part in reversed(around.split(".")) if part]
        found = next((types for part in classes if (types := self._result(part, name, depth, given)) is not None), None)
        if found is not None or made:
            return found or made
        is_go = self.index.files[path].language == "Go"  # a name that stands alone is of the package
        return self._results(name, depth, {path.rpartition("/")[0]} if is_go else None)

    def as_member(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """`value.name`; in Go the variable of a package."""
        before = receiver[1]
        if isinstance(before, list) and before[0] == "n" and (folders := self.packages(path, before[1])):
            found = self._variables(receiver[2], folders)
            if found:
                return self._held_by(found, receiver[2], depth)
        held = self._only(path, receiver[1], depth)
        return (self._field(held, receiver[2], depth) or self._variant(held, receiver[2])) if held is not None else None

    def as_result(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """`value.name()`; a maker of the type that nobody declares gives one of its own."""
        made = self._of_package(path, receiver, depth)
        if made is not None:
            return made
        _, before, name, given = (*receiver, -1)[:4]
        held = self._only(path, before, depth)
        if held is None:
            return None
        found = self._result(held, name, depth, given)
        if held.how == "s" and name in {"new", "default"} and not found:
            return {held._replace(how="i")}
        keeps = self.index.files[path].language == "Rust" and held.how == "i" and name in KEEPING
        return {held} if keeps and found is None else found

    def as_handed(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """What a lambda is given by the method that it is handed to."""
        held = self._only(path, receiver[1], depth)
        return self.of_lambda(held, receiver) if held is not None else None

    def as_item(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """C, C++: what stands at an index: of a pointer or row of a type that is told, not of a class that says itself what it gives."""
        held = self.types(path, receiver[1], depth - 1)
        told = held is not None and all(self.named(item.name) and not self.has(item.name, INDEX) for item in held)
        return held if told else None

    # What they ask.

    def _behind(self, path: str, named: Typed, depth: int) -> set[Typed] | None:
        """What a name of a type is another name of (`typedef struct node *list`); the type itself where it is none."""
        for file in sorted(named.files or {path}) if self.is_c(path) else ():
            held = self.table(file)["aliases"].get(named.name)
            if held is not None and held[1] != named.name:
                return self.types(file, [named.how, held[1]], depth - 1)
        return {named}

    def _only(self, path: str, receiver: Any, depth: int) -> Typed | None:
        """The one type of what stands before a member."""
        inside = self.types(path, receiver, depth - 1)
        return next(iter(inside)) if inside is not None and len(inside) == 1 else None

    def _variant(self, klass: Typed, name: str) -> set[Typed] | None:
        """`Enum.NAME` is a value of the enum, `Outer.Inner` a class in another."""
        if klass.how == "s" and name == COMPANION:
            return {klass}
        if klass.how == "s" and "" in klass.files and name[:1].isupper() and not name.isupper():
            return {Typed("s", name, klass.files)}
        within = {item.path for item in self.named(name) if item.qualname.endswith(f"{klass.name}.{name}")}
        if klass.how == "s" and within:
            return {Typed("s", name, frozenset(within & klass.files or within))}
        known = [item.kind for item in self.named(klass.name) if not klass.files or item.path in klass.files]
        is_enum = klass.how == "s" and name[:1].isupper() and bool(known) and all(kind == "enum" for kind in known)
        return {klass._replace(how="i")} if is_enum else None

    def _global(self, path: str, name: str, depth: int) -> set[Typed] | None:
        """A variable of the file; in C also one that it sees in a header."""
        others: set[str] = set()
        if self.is_c(path):
            others = {item.path for item in self.index.symbols(name=name)} & included(self.index, path)
        found = (self._variable(file, name, depth) for file in dict.fromkeys([path, *sorted(others)]))
        return next((types for types in found if types is not None), None)

    def _variable(self, path: str, name: str, depth: int) -> set[Typed] | None:
        return self.types(path, self.table(path)["fields"].get(name), depth - 1)

    def _in_package(self, path: str, name: str, depth: int) -> set[Typed] | None:
        """Go: a package that an import binds, a variable of the file's own package, or a type."""
        if self.packages(path, name):
            return {Typed("s", name, frozenset())}
        if found := self._variables(name, {path.rpartition("/")[0]}):
            return self._held_by(found, name, depth)
        return {self.typed(path, "s", name)} if self.named(name) and name[:1].isupper() else None

    def _variables(self, name: str, folders: Container[str]) -> list[str]:
        """Go: the files of packages that have a variable or constant of this name at their top level."""
        return [
            item.path
            for item in all_called(self.index, name)
            if item.qualname == name
            and item.kind in {"variable", "constant"}
            and item.path.rpartition("/")[0] in folders
        ]

    def _held_by(self, files: list[str], name: str, depth: int) -> set[Typed] | None:
        """What a variable of that name holds, which is of one file, or of one for each platform."""
        held = [self._variable(file, name, depth) for file in files]
        return held[0] if held and all(item == held[0] for item in held) else None

    def _of_package(self, path: str, receiver: list[Any], depth: int) -> set[Typed] | None:
        """Go: what a function of an imported package gives back (`text.NewReader(source)`)."""
        held, name = receiver[1:3]
        if self.index.files[path].language != "Go" or not isinstance(held, list) or held[0] != "n":
            return None
        folders = self.packages(path, held[1])
        return self._results(name, depth, folders) if folders else None

    def _declares(self, klass: Typed, name: str) -> bool:
        """A class of this name has the field, typed or not."""
        return any(f"{klass.name}.{name}" in self.table(item.path)["fields"] for item in self.named(klass.name))

    def _field(self, klass: Typed, name: str, depth: int) -> set[Typed] | None:
        return self._part("fields", klass, name, depth)

    def _result(self, klass: Typed, name: str, depth: int, given: int = -1) -> set[Typed] | None:
        return self.from_outside(klass, name) or self._part("returns", klass, name, depth, given)

    def _part(self, part: str, klass: Typed, name: str, depth: int, arguments: int = -1) -> set[Typed] | None:
        """The type of a class's field or of a method's result; bases are looked through."""
        files = klass.files or {item.path for item in self.named(klass.name)}
        beside = self._beside(files, f"{klass.name}.{name}") - files
        own = [(path, klass.name) for path in (*sorted(files), *sorted(beside))]
        above = sorted({base for one in own for base in self.over(one)} - set(own))
        for path, last in [*own, *above]:
            table = self.table(path)
            held = table[part].get(f"{last}.{name}")  # type: ignore[literal-required]
            if held is not None and held[0] == "o":
                held = together(held[1], arguments) if arguments != -1 else None
            if held == ["t"]:
                return {klass._replace(how="i")}
            if held is not None and held[0] == "i" and (path, last) in own:
                given = dict(zip(table["generics"].get(last, ()), klass.held, strict=False))
                return self.as_value(path, held, depth, given)
            if held is not None:
                return self.types(path, held, depth - 1)
        return None

    def _beside(self, files: AbstractSet[str], method: str) -> set[str]:
        """Go: other files of the package, where methods of a type may stand; in C# those with its extension methods."""
        folders = {path.rpartition("/")[0] for path in files if path.endswith(".go")}
        extended = any(path.endswith(CSHARP) for path in files)
        found = all_called(self.index, method.rpartition(".")[2]) if folders or extended else []
        if extended:
            return {item.path for item in found if method in self.table(item.path)["returns"]}
        return {item.path for item in found if item.qualname == method and item.path.rpartition("/")[0] in folders}

    def _results(self, name: str, depth: int, folders: Container[str] | None = None) -> set[Typed] | None:
        """What a function gives back, where all of that name (in these folders) agree."""
        symbols = all_called(self.index, name)
        paths = {item.path for item in symbols if "." not in item.qualname or item.kind == "function"}
        paths = {path for path in paths if folders is None or path.rpartition("/")[0] in folders}
        found = [
            self.types(where, table["returns"].get(name), depth - 1)
            for where in sorted(paths)[:DEEPEST]
            if (table := self.table(where)) is not NO_RECEIVERS
        ]
        return found[0] if found and all(item == found[0] for item in found) else None


FORMS: Final[dict[str, Callable[[DeclaredTypes, str, list[Any], int], set[Typed] | None]]] = {
    "i": DeclaredTypes.as_value,
    "s": DeclaredTypes.as_written,
    "p": DeclaredTypes.as_bases,
    "n": DeclaredTypes.as_name,
    "c": DeclaredTypes.as_call,
    ".": DeclaredTypes.as_member,
    "[]": DeclaredTypes.as_item,
    "()": DeclaredTypes.as_result,
    "l": DeclaredTypes.as_handed,
}
"""First item of a receiver (receiver_forms.py) → how its types are found; of a module there are none."""
