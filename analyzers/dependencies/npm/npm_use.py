"""What a workspace uses of its npm packages beside what it imports: by scripts, configuration, locks and texts."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.manifests.base import Manifest
from ....indexer.workspace_paths import prefix_of
from ...workspace.workspace_packages import owner
from .locked import locked
from .npm_imports import NpmImports
from .npm_kin import kin
from .npm_marks import NOTHING
from .npm_mentions import ANY, mentions
from .npm_packages import NpmPackage, PackageFiles, is_judged, source_lists, typed_by, types_of
from .npm_references import Reference, config_references, platform_references, preset_references
from .npm_rules import ALTERNATIVES, LINTED_BY, SHARED
from .npm_templates import template_references
from .npm_tools import AUTOLOADED, BINARIES, BY_HAND, COMPANIONS, COMPILERS, CONFIGURED, MANAGERS, programs_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ....indexer.index import Index
    from ..dependency_use import Usage

__all__ = ["NpmUse"]

ALWAYS_USED = re.compile(r"(?:@types/(?:node|bun|deno|jest)|typescript|tslib|@tsconfig/.+)")
"""What the compiler or the runtime reads without being told."""

TEST_GLOBALS = frozenset({"mocha", "jasmine", "qunit", "chai"})
"""What gives globals to tests alone."""


class NpmUse(NpmImports):
    """All npm packages of a workspace and what is used of them; see `npm_use`."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        super().__init__(index, manifests, used.modules.get("npm", ()))
        self.files = source_lists(index, self.packages)
        self.imported = {name for ecosystem, name in used.imports if ecosystem == "npm"}
        for package in self.packages.values():
            self._settle(package)
        if "" not in self.packages:
            around = NpmPackage("", "package.json", Manifest("npm"), frozenset(), "", private=True)
            configs = self.files_of(around).configs
            self._refer(around, [*config_references(index, "", configs, None, "", self.homes)])
        self._workspace_imports()
        missing = (item for package in self.packages.values() for item in package.missing.items())
        self._strayed = by_key((name, places[0][0]) for name, places in missing)
        self._bare: dict[str, list[str]] = {}
        self._mention()

    def files_of(self, package: NpmPackage) -> PackageFiles:
        """The files whose nearest package it is."""
        return self.files.get(package.directory) or PackageFiles([], [], [])

    def _settle(self, package: NpmPackage) -> None:
        """Looks for other uses of what no import names, cheapest first."""
        directory = package.directory
        configs, templates, sources = self.files_of(package)
        references = [*config_references(self.index, directory, configs, package.manifest, package.path, self.homes)]
        for path in templates:
            references += template_references(path, self.index.text(path))
        references += platform_references(self.index, configs)
        if "eslint-config" in package.name:
            references += [item for path in sources for item in preset_references(path, self.index.text(path))]
            references.append(Reference("eslint", package.path, 1))
        self._refer(package, references)
        self._imply(package, (*templates, *sources), configs)
        self._close(package)

    def _imply(self, package: NpmPackage, sources: Iterable[str], configs: Iterable[str]) -> None:
        """Marks what the kinds of source files, the locks and the names of configuration files say is in use."""
        for path in sources:
            for name in COMPILERS.get(path[path.rfind(".") :], ()):
                self._mark(package.directory, name)
        for name, locks in MANAGERS.items():
            if any(f"{package.directory}/{lock}".lstrip("/") in self.index.files for lock in locks):
                self._mark(package.directory, name)
        fields = [item.name for item in package.manifest.settings if item.kind == "tool"]
        for name in (*fields, *(path.rpartition("/")[2] for path in configs), *configs):
            for pattern, names in CONFIGURED:
                if pattern.search(name):
                    package.used |= package.declared.intersection(names)

    def _refer(self, package: NpmPackage, references: Iterable[Reference]) -> None:
        """Marks what references name; what they cannot do without and nobody declares under any reading is missing."""
        near = (*self.around(package.directory), *self._below(package.directory))
        programs = self._by_program((other, name) for other in near for name in other.declared - other.used)
        needed, met = [], set()
        for reference in references:
            known = reference.name in self.declared or reference.name in self.members
            if not (reference.certain or known or reference.name in programs):
                continue
            for name in programs.get(reference.name, ()):
                self._mark_near(package.directory, name)
            if self._mark_near(package.directory, reference.name) or reference.name in self.members:
                met.add((reference.path, reference.line, reference.written))
            elif reference.certain and not self._replaced(package, reference.name):
                needed.append(reference)
        for item in needed:
            if not item.written or (item.path, item.line, item.written) not in met:
                self._missing(package.directory, item.name, item.path, item.line)

    def _mention(self) -> None:
        """Marks what would be claimed, and some text of the workspace names or runs; a package's own literals are read already."""
        left = [(package, name) for package in self.packages.values() for name in self._left(package)]
        programs = self._by_program(left)
        found = mentions(self.index, {name for _, name in left}, programs)
        met: dict[tuple[str, str], str] = {}
        for path, name, is_bare in found:
            if is_bare:
                self._bare.setdefault(name, []).append(path)
            else:
                met[owner(self.packages, path), name] = path
        for (directory, name), path in met.items():
            if name == ANY:
                self.packages[directory].used |= {
                    item.name for item in self.packages[directory].manifest.dependencies if item.scope == "runtime"
                }
            else:
                if not self._mark_near(directory, name):
                    self._strayed.setdefault(name, []).append(path)
        if met:
            for package in self.packages.values():
                self._close(package)

    def _left(self, package: NpmPackage) -> Iterator[str]:
        """What would be claimed; types have no name that a text could bear."""
        for item in package.manifest.dependencies:
            unused = item.name not in package.used and not item.name.startswith("@types/")
            if unused and is_judged(item, package, self.members):
                yield item.name

    def _by_program(self, declared: Iterable[tuple[NpmPackage, str]]) -> dict[str, set[str]]:
        """Program → those of some declared packages that bring it."""
        found: dict[str, set[str]] = {}
        for package, name in declared:
            for program in self._programs(package, name):
                found.setdefault(program, set()).add(name)
        return found

    def _programs(self, package: NpmPackage, name: str) -> Iterable[str]:
        """The programs of a declared package: as installed, as known, else guessed; where a scope keeps a package apart from
        another that is declared, its name alone means that one."""
        found = self.installed.find(package.directory, name)
        if found and found.programs:
            return found.programs
        if told := locked(self.index, package.directory).get(name, NOTHING).programs:
            return told | BINARIES.get(name, frozenset())
        scope, _, last = name.rpartition("/")
        meant = {last} & self.declared if scope and name not in BINARIES else set()
        return programs_of(name) - meant

    def _replaced(self, package: NpmPackage, name: str) -> bool:
        """Whether something is declared that a tool takes in place of its default."""
        pattern = ALTERNATIVES.get(name, "")
        near = self.around(package.directory) if pattern else ()
        return any(fnmatchcase(other, pattern) for each in near for other in each.declared)

    def _close(self, package: NpmPackage) -> None:
        """What a used package loads by itself is used, and the types of what is used."""
        peers = self._peers(package)
        package.used |= {name for name in package.declared if name in BY_HAND or ALWAYS_USED.fullmatch(name)}
        if "react-native" in package.declared:
            package.used |= {name for name in package.declared if name.startswith("@react-native-community/cli")}
        while True:
            hosts = (*package.used, *package.borrowed, *package.missing)
            loaded = {name for host in hosts for name in (*COMPANIONS.get(host, ()), *peers.get(host, ()))}
            loaded |= {
                name
                for host in package.used & AUTOLOADED.keys()
                for name in package.declared
                if any(fnmatchcase(name, pattern) for pattern in AUTOLOADED[host])
            }
            if any(SHARED.search(host) and not peers.get(host) for host in (*package.used, *package.borrowed)):
                loaded |= {name for name in package.declared if LINTED_BY.search(name)}
            loaded |= {types_of(name) for name in (*package.used, *loaded)}
            loaded |= kin(package.declared - package.used, package.used)
            fresh = (loaded & package.declared) - package.used
            if not fresh:
                break
            package.used |= fresh
        package.used -= {
            name
            for name in package.used
            if name.startswith("@types/") and (self._brings_types(package, name) or self._types_nothing(package, name))
        }

    def _types_nothing(self, package: NpmPackage, types: str) -> bool:
        """Whether types give globals to tests (`describe` of Mocha) in a package without any."""
        if typed_by(types) not in TEST_GLOBALS or typed_by(types) in self.imported:
            return False
        prefix = prefix_of(package.directory)
        return not any(path.startswith(prefix) and file.zone == "test" for path, file in self.index.files.items())

    def _brings_types(self, package: NpmPackage, types: str) -> bool:
        name = typed_by(types)
        found = self.installed.find(package.directory, name)
        return found is not None and found.typed and not ALWAYS_USED.fullmatch(types)
