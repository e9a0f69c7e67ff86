"""Which class a name means in a file of a language whose scopes are not read, what stands above it, and what it holds.

A class is a pair of its file and its last name: two classes of one name are told apart by what the file defines itself, by
its imports (re-exports followed), and by its folder where that is a package.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import by_key, words
from ....indexer.reached import reached
from ...per_index import read_once, remembered
from ..called import all_called, is_unbuilt
from .written_names import C_FAMILY, has_arity, holders, last_part, package_name, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index, IndexedLink

__all__ = ["CLASSES", "STANDARD", "Class", "ClassNames", "Named", "included"]

CLASSES = words("class interface struct trait enum record object type mixin protocol extension module")
FOLDER_IS_PACKAGE = frozenset({"Java", "Kotlin", "Go", "PHP", "C#"})
"""Languages in which a file sees the classes of its folder without importing them."""
IMPORTING = frozenset({"Java", "Kotlin"})
"""Languages in which what stands in another package is named whole or imported, so that a link leads to it."""
STANDARD = frozenset({"std", "core", "alloc"})
"""Rust's own crates, which need no import."""
MOST_STEPS = 5
"""Re-exports followed one behind another."""

ELSEWHERE = "?"
"""In place of the folder of a package: it stands outside the workspace."""

Class = tuple[str, str]
"""`(path, last name)`."""


class Named(NamedTuple):
    """A class as the index has it; `bases` as they are written, without type arguments."""

    path: str
    kind: str
    bases: tuple[str, ...]
    qualname: str


class ClassNames:
    """The classes of one workspace, by their last name, as far as they are asked for."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._meant: dict[tuple[str, str, int | None], frozenset[str]] = {}

    @remembered
    def named(self, name: str) -> list[Named]:
        """The classes of a name."""
        found = (it for it in all_called(self.index, name) if it.kind in CLASSES)
        return [Named(it.path, it.kind, tuple(map(plain, it.bases)), it.qualname) for it in found]

    @remembered
    def all_above(self, name: str) -> set[str]:
        """The names of all bases of the classes of a name."""
        found = reached(
            [name], lambda it: (self.own_name(one.path, base) for one in self.named(it) for base in one.bases)
        )
        return set(found[1:])

    def related(self, one: str, other: str) -> bool:
        """One name is the other, or a base of it."""
        return one == other or one in self.all_above(other) or other in self.all_above(one)

    def has(self, klass: str, name: str) -> bool:
        """A class of this name itself defines the member."""
        return klass in self._holding_names(name)

    @remembered
    def _holding_names(self, name: str) -> set[str]:
        return {holder for _, holder in self._holding(name)}

    def holds(self, klass: Class, name: str) -> bool:
        """A class itself defines the member."""
        return klass in self._holding(name)

    def held(self, klass: Class, name: str) -> frozenset[str]:
        """The dotted paths of a class's own members of a name: several where a file has several classes that are called alike."""
        return self._holding(name).get(klass, frozenset())

    @remembered
    def _holding(self, name: str) -> dict[Class, frozenset[str]]:
        found: dict[Class, frozenset[str]] = {}
        rows = self.index.rows(
            "SELECT DISTINCT path, qualname FROM symbols JOIN files ON files.id = file_id WHERE name = ?", (name,)
        )
        for path, qualname in rows:
            for holder in holders(self.index, path, qualname) if not is_unbuilt(path) else ():
                found[path, holder] = found.get((path, holder), frozenset()) | {qualname}
        return found

    # ---- which class a name means

    def meant(self, path: str, name: str, given: int | None = None) -> frozenset[str]:
        """The files of the class that a name (`Entry`, `Map.Entry`) means in a file, in C# with so many type parameters;
        none where that can't be told."""
        key = (path, name, given)
        if key not in self._meant:
            self._meant[key] = frozenset()
            all_ = self.named(last_part(name))
            fitting = [item for item in all_ if has_arity(self.index, item.path, item.qualname, given)]
            found = self._find(path, name, fitting) if fitting or not all_ else {""}
            self._meant[key] = frozenset(self._parts(name, found))
        return self._meant[key]

    def own_name(self, path: str, name: str) -> str:
        """The last name of a class where it stands, to which an import of the file may bind another (`use Shop\\Till as ShopTill`)."""
        last = last_part(name)
        bound = (last_part(link.name) for link in self.bound(path, last) if link.alias == name and link.target)
        return next((own for own in bound if own.isidentifier()), last) if path in self.index.files else last

    def _find(self, path: str, name: str, fitting: list[Named]) -> set[str]:
        """The nearest that has the name: the file itself, its imports, its folder; the only one of the workspace."""
        qualifier, _, last = name.rpartition(".")
        files = {item.path for item in fitting}
        outer = {item.path for item in fitting if "." not in item.qualname}
        if qualifier and self.index.files[path].language not in C_FAMILY:
            if qualifier.partition(".")[0] in STANDARD and self.index.files[path].language == "Rust":
                return {""}
            return self._qualified(path, qualifier.split("."), last)
        if self.index.files[path].language in C_FAMILY:
            seen = files & included(self.index, path)
            # a type without a name is the file's
            return seen or (files if len(files) == 1 else set() if files else {path})
        if path in files:
            return {path}
        imported = self._brought(path, last, MOST_STEPS) or self._within_imported(path, last)
        unfit = {item.path for item in self.named(last)} - files  # of other numbers of type parameters
        if imported := imported - unfit:
            return imported
        if self.index.files[path].language in FOLDER_IS_PACKAGE:
            folder = path.rpartition("/")[0]
            if beside := {file for file in outer if file.rpartition("/")[0] == folder}:
                return beside
        alone = files == outer and len(files) == 1 and self.index.files[path].language not in IMPORTING
        return files if alone else set()

    def _qualified(self, path: str, chain: list[str], last: str) -> set[str]:
        """A class in another one, or in a module that the file imports; `""` where that stands outside the workspace."""
        qualifier = chain[-1]
        inner = {item.path for item in self.named(last) if last_part(item.qualname.rpartition(".")[0]) == qualifier}
        if inner:
            return {where for where in inner if where in self.meant(path, qualifier)} or inner
        if self.index.files[path].language == "Go":
            return {file for folder in self.packages(path, qualifier) for file in self._in_folder(folder, last)}
        if self.index.files[path].language == "PHP":
            return {
                item.path
                for item in self.named(last)
                if self.index.files[item.path].module.rpartition("\\")[2] == qualifier
            }
        if self.index.files[path].language == "Java" and qualifier[:1].islower():
            package = ".".join(chain)
            return {item.path for item in self.named(last) if self.index.files[item.path].module == package} or {""}
        found: set[str] = set()
        for target in self._modules(path, chain) or self._modules(path, [qualifier]):
            found |= self._exporting(target, last, MOST_STEPS) if target else {""}
        return found

    def _in_folder(self, folder: str, name: str) -> set[str]:
        """Go: the files of a package that define a class; `""` where the package stands outside the workspace."""
        found = {item.path for item in self.named(name) if item.path.rpartition("/")[0] == folder}
        return {""} if folder == ELSEWHERE else found

    def packages(self, path: str, name: str) -> set[str]:
        """Go: the folder of the package that an import binds to a name; `ELSEWHERE` for one outside the workspace."""
        return self._packages(path).get(name, set())

    @remembered
    def _packages(self, path: str) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for link in self.index.links_from(path):
            folder = link.target.rpartition("/")[0] if link.target else ELSEWHERE
            found.setdefault(link.alias or package_name(link.specifier), set()).add(folder)
        return found

    def _modules(self, path: str, chain: list[str]) -> set[str]:
        """The files that a path of modules leads to, step by step from a file; `""` for one outside the workspace."""
        files = {path}
        for name in chain:
            files = {link.target for file in files if file for link in self.bound(file, name)}
        return files

    def linked(self, path: str, name: str, line: int) -> set[str]:
        """The files of the class that an import on a line binds a name to, or that is named there by its whole path."""
        whole = (link for link in self.bound(path, "*") if link.name == f"{name}.*")  # `using static shop.Prices`
        links = [link for link in [*self.bound(path, name), *whole] if link.line == line]
        return {file for link in links if link.target for file in self._exporting(link.target, name, MOST_STEPS)}

    def _brought(self, path: str, name: str, steps: int) -> set[str]:
        """The files of the class that imports bind to a name; `""` for one outside the workspace."""
        found: set[str] = set()
        by_name = self.index.files[path].language == "Rust"  # what is named by its path binds nothing there
        for link in self.bound(path, name):
            if by_name and not link.alias:
                continue
            if link.target:
                found |= self._exporting(link.target, last_part(link.name) or name, steps - 1) if steps else set()
            elif link.external:
                found.add("")
        return found

    def _within_imported(self, path: str, name: str) -> set[str]:
        """The files of the classes of a name in those of which a file imports all (`import shop.Cart.*`)."""
        outer = {(link.target, link.name[:-2]) for link in self.bound(path, "*") if link.name.endswith(".*")}
        return {item.path for item in self.named(name) if (item.path, item.qualname.rpartition(".")[0]) in outer}

    def _exporting(self, path: str, name: str, steps: int) -> set[str]:
        """A file defines the class, or hands on another one's."""
        if any(item.path == path for item in self.named(name)):
            return {path}
        return self._brought(path, name, steps) if steps else set()

    def bound(self, path: str, name: str) -> list[IndexedLink]:
        """The imports of a file that bind a name, or lead to it without one."""
        return self._bound(path).get(name, [])

    @remembered
    def _bound(self, path: str) -> dict[str, list[IndexedLink]]:
        return by_key((_binds(link), link) for link in self.index.links_from(path))

    def _parts(self, name: str, files: Iterable[str]) -> Iterator[str]:
        """The files, and those that hold other parts of the class: the package in Go, what is written as partial in C#."""
        last = last_part(name)
        for path in files:
            yield path
            language = self.index.files[path].language if path else ""
            if language == "Go":
                folder = path.rpartition("/")[0]
                yield from (item.path for item in self.named(last) if item.path.rpartition("/")[0] == folder)
            elif language == "C#" and path in self._partial(last):
                yield from self._partial(last)

    @remembered
    def _partial(self, name: str) -> frozenset[str]:
        """The files that write a class of a name as partial."""
        written = re.compile(rb"\bpartial\s+\w+\s+%s\b" % re.escape(name.encode()))
        files = {item.path for item in self.named(name)}
        return frozenset(path for path in files if len(files) > 1 and written.search(self.index.read(path)))

    # ---- what stands above it

    @remembered
    def over(self, klass: Class) -> frozenset[Class]:
        """All bases of a class, itself included; of a base that can't be told from its namesakes all of these."""
        return frozenset(reached([klass], self.bases))

    @remembered
    def bases(self, klass: Class) -> set[Class]:
        """The classes right above a class."""
        return {above for base in self.written(klass) for above in self.classes(klass[0], base)} - {klass}

    def written(self, klass: Class) -> set[str]:
        """The bases of a class as it names them."""
        return {base for it in self.named(klass[1]) if it.path == klass[0] for base in it.bases}

    def is_interface(self, klass: Class) -> bool:
        """What a class implements, and takes no member from that a class above it has."""
        return any(item.path == klass[0] and item.kind == "interface" for item in self.named(klass[1]))

    def classes(self, path: str, name: str, given: int | None = None) -> list[Class]:
        """The classes that a name can mean in a file."""
        last = self.own_name(path, name)
        files = self.meant(path, name, given) or {item.path for item in self.named(last)}
        return [(file, last) for file in sorted(files)]


def _binds(link: IndexedLink) -> str:
    """The name that an import binds, or leads to."""
    bound = link.alias if link.alias not in {"", "*"} else last_part(link.name)
    return bound or link.specifier.rpartition("/")[2]


@read_once
def included(index: Index, path: str) -> frozenset[str]:
    """C, C++: a file and all that it includes, directly or through other files."""
    return frozenset(reached([path], lambda file: index.adjacency[0].get(file, ())))
