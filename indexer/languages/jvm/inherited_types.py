"""Java: types that a file names because a supertype declares them (`Type` in a class whose interface has a nested `Type`).

A class inherits the member types of its supertypes (JLS 8.5), and so does a name behind it: `Child.Entry` may be `Parent.Entry`.
Which types a file nests and which it extends are kept as marks among its exports: `nested NAME`, `bases NAME …`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...facts import Export
from .packages import nearest, package_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ...facts import Symbol
    from ..base import World
    from .packages import Packages

__all__ = ["InheritedTypes", "type_marks", "with_nested"]

NESTED_MARK, BASES_MARK = "nested ", "bases "
KINDS = frozenset({"class", "interface", "enum"})
DEEPEST = 6
"""How many supertypes above each other are looked through."""


def type_marks(symbols: Iterable[Symbol]) -> Iterator[Export]:
    """The marks of a file, its types in source order."""
    bases: dict[str, None] = {}
    first = 1
    for item in symbols:
        if item.kind in KINDS:
            bases.update(dict.fromkeys(base.rpartition(".")[2] for base in item.bases))
            if "." in item.qualname:
                yield Export(NESTED_MARK + item.qualname.rpartition(".")[2], item.qualname, item.start_line)
            else:
                first = first if first != 1 else item.start_line
    if bases:
        yield Export(BASES_MARK + " ".join(bases), "", first)


def with_nested(names: frozenset[str]) -> frozenset[str]:
    """What a file declares, its nested types by their own names among it: they hide those of the package."""
    return names | {name.removeprefix(NESTED_MARK) for name in names if name.startswith(NESTED_MARK)}


class InheritedTypes:
    """The nested types of the workspace's Java files, and what the files extend."""

    def __init__(self, world: World, packages: Packages) -> None:
        self._world, self._packages = world, packages
        self._nested: dict[str, frozenset[str]] = {}
        self._bases: dict[str, list[str]] = {}
        for path, names in world.definitions.items():
            nested = [name.removeprefix(NESTED_MARK) for name in names if name.startswith(NESTED_MARK)]
            if nested:
                self._nested[path] = frozenset(nested)
            for name in names:
                if name.startswith(BASES_MARK):
                    self._bases[path] = name.removeprefix(BASES_MARK).split()
        self._names = frozenset().union(*self._nested.values())

    def uses_of(
        self, path: str, used: frozenset[str], bare: frozenset[str], bound: Mapping[str, str]
    ) -> Iterator[tuple[str, str]]:
        """`(name, file)` of the types that a file names and that only a supertype's file declares.

        Args:
            used: the names that occur in the file.
            bare: those of them that occur other than behind a dot.
            bound: imported name → full name.
        """
        package = self._packages.get(package_key(path, self._world.files[path].module))
        near = package.names if package is not None else frozenset()
        names = sorted((used & self._names) - self._nested.get(path, frozenset()) - bound.keys() - near)
        text = self._world.read(path) if any(name not in bare for name in names) else b""
        for name in names:
            starts = [path] if name in bare else self._behind(path, name, text, bound)
            for start in starts:
                found = self._inherited(start, name, bound if start == path else {})
                if found and found != path:
                    yield name, found

    def _behind(self, path: str, name: str, text: bytes, bound: Mapping[str, str]) -> list[str]:
        """The files of the types behind which the name is written, those left out that nest it themselves."""
        written = re.findall(rb"\b([A-Z]\w*)\s*\.\s*%b\b" % name.encode(), text)
        holders = sorted({holder.decode() for holder in written})
        files = [file for holder in holders for file in self._files(path, holder, bound)]
        return [file for file in dict.fromkeys(files) if name not in self._nested.get(file, ())]

    def _inherited(self, start: str, name: str, bound: Mapping[str, str]) -> str:
        """The nearest file among those of the supertypes that nests a type of that name; "" where none does."""
        level, seen = [start], {start}
        for depth in range(DEEPEST):
            above = [
                file
                for path in level
                for base in self._bases.get(path, ())
                for file in self._files(path, base, bound if depth == 0 else {})
                if file not in seen
            ]
            level = list(dict.fromkeys(above))
            seen.update(level)
            if found := next((file for file in level if name in self._nested.get(file, ())), ""):
                return found
        return ""

    def _files(self, path: str, name: str, bound: Mapping[str, str]) -> Sequence[str]:
        """The file of a type that a file names: imported, of the own package, else the nearest of that name."""
        if name in bound:
            found = self._packages.find(bound[name])
            return nearest(path, found.files) if found is not None else ()
        package = self._packages.get(package_key(path, self._world.files[path].module))
        if package is not None and name in package.names:
            return nearest(path, package.places[name])
        declaring = self._packages.declaring(name)
        if len(declaring) > 1 and not bound and (imported := self._imported(path, name)):
            return imported
        files = nearest(path, declaring)
        return files if len(files) == 1 else ()

    def _imported(self, path: str, name: str) -> Sequence[str]:
        """The files of a type that another file imports by its full name."""
        written = re.search(rb"^[ \t]*import\s+([\w.]+\.%b)\s*;" % name.encode(), self._world.read(path), re.MULTILINE)
        found = self._packages.find(written[1].decode()) if written is not None else None
        return nearest(path, found.files) if found is not None else ()
