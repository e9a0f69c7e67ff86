"""Where Go imports lead: a package is a directory, and an import leads to those files of it whose names are used.

Rules: module paths (https://go.dev/ref/mod), `internal` and vendor directories, `_test` files and packages
(https://pkg.go.dev/cmd/go). Files of one package see each other's top-level names without an import; such uses
are links of their own, without a specifier.
"""

from __future__ import annotations

from functools import cache, partial
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...facts import Link
from ...gathering import by_key, words
from .modules import Module, nearest, read_modules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import World

__all__ = ["Resolver"]

TWO_SEGMENT_HOSTS = words(
    "gopkg.in k8s.io sigs.k8s.io go.uber.org google.golang.org cloud.google.com go.opentelemetry.io go.etcd.io rsc.io "
    "gonum.org modernc.org gotest.tools gorm.io honnef.co gocloud.dev go.mongodb.org"
)
"""Hosts whose modules are named by host and one segment; all others take a third one."""


UNSHARED = frozenset({"init", "_"})
"""Top-level names that no other file of the package can mean."""
MAIN = re.compile(rb"^[ \t]*(?:go |defer )?main\(\)", re.MULTILINE)
"""How a test runs the program: other files write that name in their package clause alone."""


class _Package(NamedTuple):
    """The files of one package, the names that they offer, and the files that declare each name."""

    files: list[str]
    names: frozenset[str]
    places: dict[str, list[str]]


class Resolver:
    """Every directory with Go files, what its files declare, and the modules around it."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.modules = read_modules(world)
        self.by_path = {
            module.path: folder for folder, module in sorted(self.modules.items(), reverse=True) if module.path
        }
        sources = (path for path in sorted(world.files) if path.endswith(".go"))
        self.folders = by_key((path.rpartition("/")[0], path) for path in sources)
        self._exports, self._unit = cache(self._read_exports), cache(self._read_unit)
        self._place, self._outside = cache(self._find_place), cache(self._find_outside)
        self._own = cache(partial(nearest, modules=self.modules))

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Resolves the imports of one file, and its uses of the names of its own package."""
        used = self.world.uses.get(path, frozenset())
        for _, group in groupby(imports, key=attrgetter("line", "specifier", "alias")):
            named = list(group)
            names = frozenset(item.name for item in named if item.name not in {"", "*"})
            yield from self.links(path, named[0]._replace(name=""), names, used)
        yield from self.same_package(path, self.world.bare.get(path, used))

    def links(self, path: str, item: Import, named: frozenset[str], used: frozenset[str]) -> Iterator[Link]:
        """The files of the imported package that the importer uses; its first file where no use can be told.

        Args:
            path: the importing file.
            item: the import.
            named: what stands behind the package's name in the file.
            used: all names of the file, asked where that tells nothing.
        """
        folder = path.rpartition("/")[0]
        place = self._place(folder, item.specifier)
        if place is None:
            yield Link.outside(item, *self._outside(folder, item.specifier))
        elif self._forbidden(folder, place):
            yield Link.nowhere(item, "use of an internal package from outside its parent")
        else:
            exports = self._exports(place)
            if place == folder and path.endswith("_test.go"):
                exports = self._own_tests(place, exports)
            yield from self._into(exports, item, named, used)

    def _into(self, exports: _Package, item: Import, named: frozenset[str], used: frozenset[str]) -> Iterator[Link]:
        if not exports.files:
            yield Link.nowhere(item, "the directory holds no Go file that can be imported")
            return
        names = sorted(named & exports.names or used & exports.names) if item.alias != "_" else ()
        for name in names:
            for target in exports.places[name]:
                yield Link.to(item, target, name)
        if not names:
            yield Link.to(item, exports.files[0])

    def same_package(self, path: str, used: frozenset[str]) -> Iterator[Link]:
        """Links to files of the same directory and package whose top-level names the file uses."""
        folder, _, base = path.rpartition("/")
        unit = self._unit(folder, self.world.files[path].module)
        own = self.world.definitions.get(path, frozenset())
        in_test = base.endswith("_test.go")
        for name in sorted(used & unit.names - own):
            if name == "main" and (len(unit.places[name]) > 1 or not MAIN.search(self.world.read(path))):
                continue
            for target in unit.places[name]:
                if in_test or not target.endswith("_test.go"):
                    yield Link(0, "static", "", target, name)

    # ---- packages

    def _read_exports(self, folder: str) -> _Package:
        """The package that importers of a directory get, and its exported names."""
        files = [path for path in self.folders.get(folder, ()) if not path.endswith("_test.go")]
        declared = [self.world.files[path].module for path in files]
        libraries = [name for name in declared if name not in {"main", "documentation", ""}]
        wanted = max(sorted(set(libraries)), key=libraries.count) if libraries else "main"
        members = [path for path, module in zip(files, declared, strict=True) if module == wanted]
        return self._package(members, exported=True)

    def _own_tests(self, folder: str, exports: _Package) -> _Package:
        """The package as its own external tests see it: with what its `_test.go` files export (`export_test.go`)."""
        package = self.world.files[exports.files[0]].module if exports.files else ""
        return self._package(self._unit(folder, package).files, exported=True)

    def _read_unit(self, folder: str, package: str) -> _Package:
        """The files of a directory that share a package clause, and all of their top-level names."""
        members = [path for path in self.folders.get(folder, ()) if self.world.files[path].module == package]
        return self._package(members, exported=False)

    def _package(self, files: list[str], *, exported: bool) -> _Package:
        declared = ((name, path) for path in files for name in self.world.definitions.get(path, ()))
        places = by_key(it for it in declared if (it[0][:1].isupper() if exported else it[0] not in UNSHARED))
        return _Package(files, frozenset(places), places)

    # ---- import paths

    def _find_place(self, folder: str, specifier: str) -> str | None:
        """The workspace directory of an import path; None where it lies outside."""
        own = self._own(folder)
        if specifier.startswith(("./", "../")):
            from posixpath import normpath

            place = normpath(f"{folder}/{specifier}")
            return place if place in self.folders else None
        if own is not None:
            for old, target in [(own.path, own.folder), *own.replaces]:
                inside = _below(specifier, old, target)
                if inside is not None and (inside in self.folders or old == own.path):
                    return inside
        return self._elsewhere(own, specifier)

    def _elsewhere(self, own: Module | None, specifier: str) -> str | None:
        """The directory in another module of the workspace, or vendored by the own one."""
        prefix = specifier
        while prefix:
            if prefix in self.by_path:
                inside = _below(specifier, prefix, self.by_path[prefix])
                if inside is not None and inside in self.folders:
                    return inside
            prefix = prefix.rpartition("/")[0]
        vendored = f"{own.folder}/vendor/{specifier}".lstrip("/") if own is not None else f"vendor/{specifier}"
        return vendored if vendored in self.folders else None

    def _forbidden(self, folder: str, place: str) -> bool:
        """An `internal` directory serves the tree of its parent, and nothing else."""
        head, found, _ = f"/{place}/".rpartition("/internal/")
        return bool(found) and not f"/{folder}/".startswith(f"{head}/")

    def _find_outside(self, folder: str, specifier: str) -> tuple[str, bool]:
        """The module that the path belongs to, and whether it is the standard library."""
        first = specifier.partition("/")[0]
        own = self._own(folder)
        for path in own.requires if own is not None else ():
            if specifier == path or specifier.startswith(path + "/"):
                return path, False
        if "." not in first:
            return specifier, True
        return "/".join(specifier.split("/")[: 2 if first in TWO_SEGMENT_HOSTS else 3]), False


def _below(specifier: str, module: str, folder: str) -> str | None:
    """The directory of an import path inside a module; None where the path is not the module's."""
    if specifier == module:
        return folder
    if module and specifier.startswith(module + "/"):
        return f"{folder}/{specifier[len(module) + 1 :]}".lstrip("/")
    return None
