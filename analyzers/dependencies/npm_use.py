"""npm dependencies that nothing uses, and packages that are used and not declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.manifests.base import Manifest
from ..per_index import per_index
from ..workspace.workspace_packages import BORROWING, OWN_ZONES, owner
from .import_maps import is_pinned, pinned
from .import_names import normalised
from .npm_literals import literal_uses
from .npm_marks import NpmMarks
from .npm_packages import (
    NpmPackage,
    exceptions,
    is_judged,
    path_aliases,
    source_lists,
    typed_by,
    types_of,
)
from .npm_references import (
    NAME,
    Reference,
    config_references,
    module_name,
    native_references,
    platform_references,
    preset_references,
    template_references,
)
from .npm_rules import ALTERNATIVES
from .npm_tools import AUTOLOADED, COMPANIONS, COMPILERS, CONFIGURED, MANAGERS, programs_of

if TYPE_CHECKING:
    from ...answers import UndeclaredDependency, UnusedDependency
    from ...indexer.index import Index
    from .dependency_use import ImportUse, Usage
    from .installed import InstalledPackages

__all__ = ["NpmUse", "npm_use"]

ALWAYS_USED = re.compile(r"(?:knip|@types/(?:node|bun|deno|jest)|typescript|tslib|@tsconfig/.+)")
"""What the compiler or the runtime reads without being told, and the asker itself."""
LOADING = "SELECT path, specifier FROM links JOIN files ON files.id = source_id WHERE specifier LIKE '%!%' ORDER BY path, line"
TEST_GLOBALS = frozenset({"mocha", "jasmine", "qunit", "chai"})
CONFIDENCE = {(True, True): 0.9, (False, True): 0.7, (True, False): 0.6, (False, False): 0.4}
"""(runtime dependency, all source read) → how sure a finding is: tools have more ways to be used than libraries."""

TYPED_CONFIG = re.compile(r"[.-](?:config|conf)\.[cm]?js$|rc\.[cm]?js$")
"""Configuration in JavaScript, whose types stand in comments."""


class NpmUse(NpmMarks):
    """All npm packages of a workspace and what is used of them; see `npm_use`."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        super().__init__(index, manifests)
        self.files = source_lists(index, self.packages)
        self._aliases = path_aliases(index)
        self._pinned = pinned(index)
        self._tails_of: dict[str, Mapping[str, set[str]]] = {}
        self.imported = {name for ecosystem, name in used.imports if ecosystem == "npm"}
        for use in used.modules.get("npm", ()):
            self._import(use)
        self._loaders()
        for package in self.packages.values():
            self._settle(package)
        if "" not in self.packages:
            around = NpmPackage("", "package.json", Manifest("npm"), frozenset(), "", private=True)
            configs = self.files.get("", ([], [], [], []))[0]
            self._refer(around, [*config_references(index, "", configs, None, "")])
        self._workspace_imports()

    # ---- answers

    def unused(self) -> Iterator[UnusedDependency]:
        """Declared and not used; a development copy of a runtime dependency; by manifest and line."""
        for package in self.packages.values():
            excepted = self._excepted(package)
            runtime = {item.name for item in package.manifest.dependencies if item.scope == "runtime"}
            for item in package.manifest.dependencies:
                twice = item.scope == "dev" and item.name in runtime
                if any(fnmatchcase(item.name, pattern) or item.name == pattern for pattern in excepted):
                    continue
                if twice or (is_judged(item, package, self.members) and item.name not in package.used):
                    yield {
                        "name": item.name,
                        "package": package.directory or ".",
                        "manifest": package.path,
                        "line": item.line,
                        "scope": item.scope,
                        "confidence": CONFIDENCE[item.scope == "runtime", package.scanned],
                    }

    def undeclared(self) -> Iterator[UndeclaredDependency]:
        """Used and declared neither by the package nor by one around it; the most used first within a package."""
        for package in self.packages.values():
            excepted = self._excepted(package)
            for name, places in sorted(package.missing.items(), key=lambda item: (-len(item[1]), item[0])):
                if any(fnmatchcase(name, pattern) for pattern in excepted):
                    continue
                yield {
                    "name": name,
                    "package": package.directory or ".",
                    "imported_by": [{"path": path, "line": line} for path, line in sorted(set(places))[:3]],
                }

    def _excepted(self, package: NpmPackage) -> tuple[str, ...]:
        """Patterns that the package, or the workspace around it, excepts from such findings."""
        own = exceptions(self.index, package.directory) if package.directory else ()
        return (*own, *exceptions(self.index, ""))

    # ---- what is used

    def _shares(self, path: str, directory: str) -> bool:
        """Whether a file belongs to a part without a manifest of its own (a project of Nx), which packages bundle."""
        folder = path.rpartition("/")[0]
        while folder != directory and "/" in folder:
            if f"{folder}/project.json" in self.index.files:
                return True
            folder = folder.rpartition("/")[0]
        return False

    def _import(self, use: ImportUse) -> None:
        directory = owner(self.packages, use.path)
        name = normalised("npm", use.module)
        if self._shares(use.path, directory) and self._mark_below(directory, name):
            self._mark(directory, name)
            self._mark_near(directory, types_of(name))
            return
        only_types = use.kind == "type_only" or use.path.endswith((".d.ts", ".d.mts", ".d.cts"))
        typed = self._mark(directory, types_of(name)) and only_types
        if self._mark(directory, use.module) or self._mark(directory, name) or typed:
            return
        if use.kind == "type_only" and TYPED_CONFIG.search(use.path):
            return  # `/** @type {import("postcss-load-config").Config} */`: for the editor only
        own = use.kind != "conditional" and self._is_judged_place(use.path, directory)
        if own and name not in self.members and not self._is_local(use.specifier, directory):
            self._missing(directory, name, use.path, use.line)

    def _loaders(self) -> None:
        """Marks webpack's loaders that imports name before the file that they load: `css-loader?modules!./x.css`."""
        for path, specifier in self.index.rows(LOADING):
            for part in specifier.split("!")[:-1]:
                self._mark_near(owner(self.packages, path), module_name(part.partition("?")[0]))

    def _is_judged_place(self, path: str, directory: str) -> bool:
        """Examples and documents answer for what they import only where they have a manifest of their own."""
        zone = self.index.files[path].zone
        package = self.packages.get(directory)
        return zone in OWN_ZONES and (
            zone not in BORROWING or package is None or self.index.files[package.path].zone == zone
        )

    def _is_local(self, specifier: str, directory: str) -> bool:
        """Whether an import map, an alias, or a folder that a bundler resolves from, makes a bare specifier mean a file of the package."""
        if is_pinned(self._pinned, specifier):
            return True
        text = specifier.lstrip("@~#").strip("/")
        if specifier.startswith(self._aliases) or "/" not in text:
            return specifier.startswith(self._aliases)
        return any(
            name.startswith((text, f"{text}/index.")) and name[len(text) : len(text) + 1] in {"", ".", "/"}
            for name in self._tails(directory).get(text.partition("/")[0], ())
        )

    def _tails(self, directory: str) -> Mapping[str, set[str]]:
        """Folder name → the paths from it on, for every folder of a package."""
        if directory not in self._tails_of:
            found: dict[str, set[str]] = {}
            prefix = f"{directory}/" if directory else ""
            for path, file in self.index.files.items():
                if path.startswith(prefix) and file.zone in OWN_ZONES:
                    parts = path[len(prefix) :].split("/")
                    for place in range(len(parts) - 1):
                        found.setdefault(parts[place], set()).add("/".join(parts[place:]))
            self._tails_of[directory] = found
        return self._tails_of[directory]

    def _text(self, path: str) -> str:
        return self.index.read(path).decode("utf-8", "replace")

    def _settle(self, package: NpmPackage) -> None:
        """Looks for other uses of what no import names, cheapest first."""
        directory = package.directory
        configs, templates, sources, natives = self.files.get(directory, ([], [], [], []))
        references = [*config_references(self.index, directory, configs, package.manifest, package.path)]
        for path in templates:
            references += template_references(path, self._text(path))
        references += platform_references(self.index, configs)
        for path in natives:
            references += native_references(path, self._text(path))
        if "eslint-config" in package.name:
            references += [item for path in sources for item in preset_references(path, self._text(path))]
            references.append(Reference("eslint", package.path, 1))
        self._refer(package, references)
        for path in (*templates, *sources):
            for name in COMPILERS.get(path[path.rfind(".") :], ()):
                self._mark(directory, name)
        for name, locks in MANAGERS.items():
            if any(f"{directory}/{lock}".lstrip("/") in self.index.files for lock in locks):
                self._mark(directory, name)
        fields = [item.name for item in package.manifest.settings if item.kind == "tool"]
        for name in (*fields, *(path.rpartition("/")[2] for path in configs), *configs):
            for pattern, names in CONFIGURED:
                if pattern.search(name):
                    package.used |= package.declared.intersection(names)
        self._close(package)
        if package.declared - package.used:
            self._scan(package, sources)
            self._close(package)

    def _refer(self, package: NpmPackage, references: Iterable[Reference]) -> None:
        """Marks what references name; what they cannot do without and nobody declares under any reading is missing."""
        programs: dict[str, set[str]] = {}
        for other in (*self.around(package.directory), *self._below(package.directory)):
            for name in other.declared - other.used:
                found = self.installed.find(other.directory, name)
                for program in found.programs if found and found.programs else programs_of(name):
                    programs.setdefault(program, set()).add(name)
        needed, met = [], set()
        for reference in references:
            if not (reference.certain or reference.name in self.declared or reference.name in programs):
                continue
            for name in programs.get(reference.name, ()):
                self._mark_near(package.directory, name)
            if self._mark_near(package.directory, reference.name):
                met.add((reference.path, reference.line, reference.written))
            elif (
                reference.certain and reference.name not in self.members and not self._replaced(package, reference.name)
            ):
                needed.append(reference)
        for item in needed:
            if not item.written or (item.path, item.line, item.written) not in met:
                self._missing(package.directory, item.name, item.path, item.line)

    def _replaced(self, package: NpmPackage, name: str) -> bool:
        """Whether something is declared that a tool takes in place of its default."""
        pattern = ALTERNATIVES.get(name)
        return pattern is not None and any(
            fnmatchcase(other, pattern) for near in self.around(package.directory) for other in near.declared
        )

    def _close(self, package: NpmPackage) -> None:
        """What a used package loads by itself is used, and the types of what is used."""
        peers = self._peers(package)
        package.used |= {name for name in package.declared if ALWAYS_USED.fullmatch(name)}
        if "react-native" in package.declared:
            package.used |= {name for name in package.declared if name.startswith("@react-native-community/cli")}
        while True:
            loaded = {name for host in package.used for name in (*COMPANIONS.get(host, ()), *peers.get(host, ()))}
            loaded |= {
                name
                for host in package.used & AUTOLOADED.keys()
                for name in package.declared
                if any(fnmatchcase(name, pattern) for pattern in AUTOLOADED[host])
            }
            loaded |= {types_of(name) for name in (*package.used, *loaded)}
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
        prefix = f"{package.directory}/" if package.directory else ""
        return not any(path.startswith(prefix) and file.zone == "test" for path, file in self.index.files.items())

    def _brings_types(self, package: NpmPackage, types: str) -> bool:
        name = typed_by(types)
        found = self.installed.find(package.directory, name)
        return found is not None and found.typed and not ALWAYS_USED.fullmatch(types)

    def _scan(self, package: NpmPackage, sources: Iterable[str]) -> None:
        """Literals that are a package's name (`client: 'pg'`), and pragmas (`@jest-environment jsdom`)."""
        left = sorted(name for name in package.declared - package.used if not name.startswith("@types/"))
        if not left:
            return
        literals = literal_uses(self.index, sources, left)
        package.used |= literals.names
        package.scanned = literals.complete
        self._refer(package, literals.references)

    def _workspace_imports(self) -> None:
        """A published package must declare the packages of its workspace that it imports; a part that only bundles them need not."""
        if len(self.members) < 2:
            return
        rows = self.index.rows(
            "SELECT path, min(line), specifier FROM links JOIN files ON files.id = source_id "
            "WHERE substr(specifier, 1, 1) NOT IN ('.', '/', '') GROUP BY source_id, specifier ORDER BY path, min(line)"
        )
        for path, line, specifier in rows:
            match = NAME.match(specifier)
            if match and match[0] in self.members and specifier[match.end() : match.end() + 1] in {"", "/"}:
                directory = owner(self.packages, path)
                package = next(self.around(directory), None)
                if (
                    package
                    and not self._mark(directory, match[0])
                    and not package.private
                    and not self._shares(path, directory)
                    and self.index.files[path].zone == "product"
                ):
                    self._missing(directory, match[0], path, line)


class Judged(NamedTuple):
    """What `npm_use` says, and the installed packages that it rests on."""

    unused: list[UnusedDependency]
    undeclared: list[UndeclaredDependency]
    packages: InstalledPackages


def npm_use(
    index: Index, manifests: Mapping[str, Manifest], used: Usage
) -> tuple[list[UnusedDependency], list[UndeclaredDependency]]:
    """What nothing uses and what nothing declares of the npm packages of a workspace: by imports, scripts, configuration
    and companions."""
    kept = _kept(index)
    if not kept or not kept[0].packages.unchanged():
        use = NpmUse(index, manifests, used)
        kept[:] = [Judged([*use.unused()], [*use.undeclared()], use.installed)]
    index.lasting &= not kept[0].packages.there
    return kept[0].unused, kept[0].undeclared


@per_index
def _kept(index: Index) -> list[Judged]:
    """The last judgement of an index state: installed packages can change while the index does not."""
    del index
    return []
