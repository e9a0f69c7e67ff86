"""Where imports of Java, Kotlin and Scala lead, and which files of their own package they use without one.

Rules: a single import names a top-level type or function, or a member of one, by its full path; a wildcard opens a package
or a type; names of the own package need no import (JLS 7.5 and 6.5, Kotlin and Scala alike). An explicit import hides a
wildcard's name, and both hide nothing that the file declares itself. In Scala, a wildcard hides what other files declare in
the own and the enclosing packages, and the inner of those hide the outer (Scala specification, chapter 2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...facts import Link
from .inherited_types import InheritedTypes, with_nested
from .kotlin_calls import is_referenced
from .packages import Packages, external_package, nearest, package_key
from .scala_extensions import ScalaExtensions
from .source_sets import is_hidden_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...facts import Import
    from ..base import World
    from .packages import Found, Package

__all__ = ["Resolver"]

ROOT = "_root_."
SCRIPT = "Gradle Kotlin DSL"
RESOURCES = re.compile(r"\.R(?:\.[a-z]+)*$")
"""The class of a module's resources, which Android's build writes."""
BELOW_OWN = "below the workspace's own package, and no file declares it: generated, or another artifact's"


class Resolver:
    """Resolves the imports of one file, and its uses of the names of its own package."""

    def __init__(self, world: World) -> None:
        self.world, self.packages, self.extensions = world, Packages(world), ScalaExtensions(world)
        self.inherited = InheritedTypes(world, self.packages)

    def __call__(self, path: str, imports: Sequence[Import]) -> Iterator[Link]:
        """Its links; see `base.Resolver`."""
        file = _File(self.world, self.packages, self.extensions, path, imports)
        yield from file.script_links() if file.script else file.links()
        if self.world.files[path].language == "Java":
            for name, target in self.inherited.uses_of(path, file.used, file.bare, file.bound):
                yield Link(0, "static", "", target, name)


class _File:
    """One file's view: what it imports, what it uses, and what hides what."""

    def __init__(
        self, world: World, packages: Packages, extensions: ScalaExtensions, path: str, imports: Sequence[Import]
    ) -> None:
        node = world.files[path]
        self.world, self.packages, self.extensions, self.path, self.imports = world, packages, extensions, path, imports
        self.relative, self.script = node.language == "Scala", node.language == SCRIPT
        self.kotlin = self.script or node.language == "Kotlin"
        self.key = package_key(path, node.module)
        self.used = world.uses.get(path, frozenset())
        self.bare = world.bare.get(path, self.used)
        self.own = with_nested(world.definitions.get(path, frozenset()))
        self.bound = {item.alias: item.specifier for item in imports if item.alias and item.name != "*"}

    def links(self) -> Iterator[Link]:
        """The links of every import in order, then those of the own package."""
        for item in self.imports:
            if item.form == "package":
                yield from self._own_package(item.specifier)
            else:
                yield from self._import(item)
        yield from self._own_package(self.key)

    def _import(self, item: Import) -> Iterator[Link]:
        return self._wildcard(item) if item.name == "*" else self._single(item)

    def script_links(self) -> Iterator[Link]:
        """What of the workspace a build script means; all else that it names is Gradle's and its plugins'."""
        for item in self.imports:
            if item.form != "plugin":
                yield from (link for link in self._import(item) if link.target)
                continue
            scripts = self.world.by_basename.get(f"{item.specifier}.gradle.kts", ())
            for target in nearest(self.path, [path for path in scripts if "/src/main/" in path]):
                yield Link(item.line, item.kind, item.specifier, target)
        for key in self.packages.build_logic(self.path):
            yield from self._own_package(key)

    def _single(self, item: Import) -> Iterator[Link]:
        specifier, alias, form = item.specifier, item.alias, item.form
        for candidate in self._readings(specifier):
            found = self.packages.find(candidate)
            if found is not None:
                for target in self._imported(found, alias):
                    if target != self.path:
                        yield Link.to(item, target, found.symbol)
                return
        inside = specifier.removeprefix(f"{self.key}.").partition(".")[0]
        if form == "qualified" or (inside in self.own and specifier.startswith(f"{self.key}.{inside}.")):
            return  # the last: a member of what the file itself declares, private to it
        foreign = self.packages.is_foreign(specifier)
        if not foreign and (package := self.packages.get(specifier)) is not None:
            yield from self._package(item, package)
            return
        if not foreign and RESOURCES.search(specifier) and self.world.by_basename.get("AndroidManifest.xml"):
            reason = "generated from Android's resources"
        elif not foreign and self.packages.holds_names(specifier.rpartition(".")[0]):
            reason = "no file of the package declares that name"
        elif not foreign and self.packages.is_own(specifier):
            reason = BELOW_OWN
        else:
            yield Link.outside(item, *external_package(specifier, wildcard=False))
            return
        yield Link.nowhere(item, reason)

    def _imported(self, found: Found, alias: str) -> Sequence[str]:
        """The files behind a name that is imported: of several with extensions of the name, those that the file calls."""
        files = self._nearest(found.symbol, found.files)
        if len(files) < 2 or found.symbol != alias:
            return files
        return self._meant(alias, files) or files

    def _nearest(self, name: str, files: Sequence[str]) -> Sequence[str]:
        """The nearest files of a name: of Kotlin's functions and of all else, for a type and functions may share one (`Call()`)."""
        if self.kotlin:
            files = [file for file in files if not is_hidden_from(self.path, file)]
        if not self.kotlin or len(files) < 2:
            return nearest(self.path, files)
        groups = self.extensions.are_functions(name, files).values()
        return sorted(file for group in groups if group for file in nearest(self.path, group))

    def _meant(self, name: str, files: Sequence[str]) -> Sequence[str]:
        return self.extensions.meant(self.path, name, files) if self.kotlin else files

    def _package(self, item: Import, package: Package) -> Iterator[Link]:
        """An import of a package itself, as Scala allows: what the file names behind its last part."""
        behind = re.compile(rb"\b%b\s*\.\s*(\w+)" % item.alias.encode())
        used = {name.decode("utf-8", "replace") for name in behind.findall(self.world.read(self.path))}
        found = False
        for name in sorted(used & package.names):
            for target in nearest(self.path, package.places[name]):
                if target != self.path:
                    found = True
                    yield Link.to(item, target, name)
        if not found:
            yield Link.nowhere(item, "a package, not a name in it")

    def _wildcard(self, item: Import) -> Iterator[Link]:
        for candidate in self._readings(item.specifier):
            package, found = self.packages.get(candidate), self.packages.find(candidate)
            if package is None and found is None:
                continue
            links = [*self._opened(item, candidate, package, found)]
            yield from links
            if links or found is not None:
                return
            if self._is_shared(candidate):
                break
            yield _unopened(item, self._why_unopened(package))
            return
        yield self._unknown(item)

    def _why_unopened(self, package: Package | None) -> str:
        """Why an import of `*` leads nowhere: a name behind a dot may be one of the package's extensions, and need not be."""
        places = package.places if package is not None else {}
        if any(self.extensions.of_files(name, places[name]) for name in self.used & places.keys()):
            return "its extensions are named behind dots alone, where members may be meant"
        return "no name of the package is used"

    def _opened(self, item: Import, key: str, package: Package | None, found: Found | None) -> Iterator[Link]:
        """What an import of `*` brings in: the members of a class, and the names of a package that the file uses."""
        line, kind, specifier = item.line, item.kind, item.specifier
        if found is not None:
            name = "*" if package else f"{found.symbol}.*"
            for target in nearest(self.path, found.files):
                if target != self.path:
                    yield Link(line, kind, specifier, target, name, "*")
        if package is not None:
            for name, target in self._uses_of(package, key):
                yield Link(line, kind, specifier, target, name, "*")

    def _unknown(self, item: Import) -> Link:
        """An import of `*` of what no file of the workspace declares, or only adds to."""
        specifier = item.specifier
        if self.packages.has_part(specifier) and not self._is_shared(specifier):
            opens = self.kotlin or self.relative  # a package that holds packages alone
            return _unopened(item, "no name of the package is used" if opens else "no file declares the package")
        if self.packages.is_own(specifier):
            return _unopened(item, BELOW_OWN)
        return Link(item.line, item.kind, specifier, "", "*", "*", *external_package(specifier, wildcard=True))

    def _own_package(self, key: str) -> Iterator[Link]:
        package = self.packages.get(key)
        if package is not None:
            hidden = self._hiders(key) if self.relative else []
            for name, target in self._uses_of(package, key):
                if not (any(name in closer.names for closer in hidden) or self._is_renamed_only(name)):
                    yield Link(0, "static", "", target, name)

    def _hiders(self, key: str) -> list[Package]:
        """The packages whose names come before those of a Scala file's own or enclosing package: opened, or further in."""
        opened = {item.specifier for item in self.imports if item.name == "*" and item.form != "package"}
        scopes = {self.key, *(item.specifier for item in self.imports if item.form == "package")}
        closer = opened | {scope for scope in scopes if scope.startswith(f"{key}.")}
        return [package for name in sorted(closer - {key}) if (package := self.packages.get(name)) is not None]

    def _is_renamed_only(self, name: str) -> bool:
        """Whether a Scala file writes a name only to import something else by another: `{Queue => Q}`."""
        if not self.relative or not any(item.name == name != item.alias for item in self.imports):
            return False
        return re.search(rb"\b%b\b(?!\s*(?:=>|as\b))" % re.escape(name.encode()), self.world.read(self.path)) is None

    def _is_shared(self, package: str) -> bool:
        """Whether a library declares the package, and the workspace at most adds to it."""
        empty = self.packages.get(package) is not None and not self.packages.holds_names(package)
        return empty or self.packages.is_foreign(package)

    def _uses_of(self, package: Package, key: str) -> Iterator[tuple[str, str]]:
        """`(name, file)` of the package's names that the file uses and that nothing closer hides.

        A name after a dot is a member, except that Kotlin's and Scala's extensions are called like one: Kotlin's have
        lower-case names by convention, types don't. A package object is used by its members' names, not by its own.
        """
        for name in sorted(self.used & package.names):
            files = self._beside_own(name, package.places[name]) if name in self.own else package.places[name]
            if not files or self.bound.get(name, f"{key}.{name}") != f"{key}.{name}":
                continue
            if self.relative and self.packages.has_part(f"{key}.{name}"):
                continue
            if self.relative and name not in self.bare:
                files = self.extensions.behind_dot(name, files, self.used)
            if files and (self.relative or name in self.bare or (self.kotlin and self._is_named(name))):
                for target in self._meant(name, self._nearest(name, files)):
                    if target != self.path:
                        yield name, target

    def _beside_own(self, name: str, files: Sequence[str]) -> Sequence[str]:
        """The files of a type whose name the Kotlin file declares for functions alone: `fun Call(): Call` makes one."""
        if not self.kotlin or not name[:1].isupper() or self.extensions.are_functions(name, [self.path])[False]:
            return ()
        return self.extensions.are_functions(name, files)[False]

    def _is_named(self, name: str) -> bool:
        """Whether a Kotlin file may name what it writes behind a dot or `::` alone: an extension, or `::Type` by itself."""
        return name[:1].islower() or is_referenced(self.world.read(self.path), name.encode())

    def _readings(self, specifier: str) -> Iterator[str]:
        """The full paths that an import may mean: Scala's are also relative to what is in scope."""
        if not self.relative:
            yield specifier
            return
        if specifier.startswith(ROOT):
            yield specifier[len(ROOT) :]
            return
        first, dot, rest = specifier.partition(".")
        bound = self.bound.get(first, specifier)
        if bound != specifier and bound.rpartition(".")[2] != bound:
            yield f"{bound}{dot}{rest}"
        for scope in (self.key, *(item.specifier for item in self.imports if item.form == "package")):
            if self._has_member(scope, first):
                yield f"{scope}.{specifier}"
        yield specifier

    def _has_member(self, scope: str, name: str) -> bool:
        """Whether a package holds a definition or a package of that name: only then can a path begin with it there."""
        package = self.packages.get(scope)
        return (package is not None and name in package.names) or self.packages.has_part(f"{scope}.{name}")


def _unopened(item: Import, reason: str) -> Link:
    return Link(item.line, item.kind, item.specifier, "", "*", "*", "", False, reason)
