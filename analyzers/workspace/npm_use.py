"""npm dependencies that nothing uses, and packages that are used and not declared."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING

from ..impact.keyed_strings import keyed_strings
from .import_names import normalised
from .installed import Installed, installed
from .npm_packages import NpmPackage, exceptions, is_judged, npm_packages, source_lists, typed_by, types_of
from .npm_references import (
    NAME,
    Reference,
    config_references,
    template_references,
    text_words,
)
from .npm_tools import BUNDLED, COMPANIONS, COMPILERS, CONFIGURED, programs_of
from .workspace_packages import OWN_ZONES, owner

if TYPE_CHECKING:
    from ...answers import UndeclaredDependency, UnusedDependency
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest
    from .dependency_use import ImportUse, Usage

__all__ = ["NpmUse", "npm_use"]

ALWAYS_USED = re.compile(r"(?:knip|@types/(?:node|bun|deno|jest)|typescript|tslib|@tsconfig/.+)")
"""What the compiler or the runtime reads without being told, and the asker itself."""
PLATFORMS = frozenset({"node", "bun", "deno", "electron", "vscode", "atom", "cloudflare", "virtual", "k6", "knip"})
"""Modules of a host program, which no package provides."""
VIRTUAL = ("@theme/", "@theme-original/", "@theme-init/", "@site/", "@generated/")
"""Beginnings of names that a site generator (Docusaurus) makes up."""
LITERAL = r"['\"`](NAMES)(?:/[^'\"`\n]*+)?['\"`]|@(?:jsxImportSource|\w+-environment)\s+(NAMES)\b"
TSCONFIG = re.compile(r"(?:^|/)(?:tsconfig|jsconfig)[\w.-]*\.json$")
SHELL = re.compile(rb"\$`([^`]*+)`")
ENVIRONMENT = re.compile(rb"@jest-environment\s+([\w-]+)")
CONFIDENCE = {(True, True): 0.9, (False, True): 0.7, (True, False): 0.6, (False, False): 0.4}
"""(runtime dependency, all source read) → how sure a finding is: tools have more ways to be used than libraries."""
SCANNED_BYTES = 4_000_000
"""Source text read for names in literals and pragmas: about 50 ms; beyond it a finding has less confidence."""


class NpmUse:
    """All npm packages of a workspace and what is used of them; see `npm_use`."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        self.index = index
        self.packages = {package.directory: package for package in npm_packages(manifests)}
        self.members = {package.name for package in self.packages.values() if package.name}
        self.files = source_lists(index, self.packages)
        self._known: dict[tuple[str, str], Installed | None] = {}
        for use in used.modules.get("npm", ()):
            self._import(use)
        for package in self.packages.values():
            self._settle(package)
        self._workspace_imports()

    # ---- answers

    def unused(self) -> Iterator[UnusedDependency]:
        """Declared and not used; a development copy of a runtime dependency; by manifest and line."""
        for package in self.packages.values():
            excepted = (*exceptions(self.index, package.directory), *exceptions(self.index, ""))
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
            for name, places in sorted(package.missing.items(), key=lambda item: (-len(item[1]), item[0])):
                yield {
                    "name": name,
                    "package": package.directory or ".",
                    "imported_by": [{"path": path, "line": line} for path, line in sorted(set(places))[:3]],
                }

    # ---- what is used

    def around(self, directory: str) -> Iterator[NpmPackage]:
        """The package of a directory and those around it, innermost first."""
        folder = directory
        while True:
            if folder in self.packages:
                yield self.packages[folder]
            if not folder:
                return
            folder = folder.rpartition("/")[0]

    def _mark(self, directory: str, name: str) -> bool:
        """Marks a name as used where it is declared nearest; False where nobody declares it."""
        for package in self.around(directory):
            if name in package.declared:
                package.used.add(name)
                return True
        return False

    def _import(self, use: ImportUse) -> None:
        directory = owner(self.packages, use.path)
        name = normalised("npm", use.module)
        typed = self._mark(directory, types_of(name))
        if self._mark(directory, name) or typed:
            return
        own = use.kind != "conditional" and self.index.files[use.path].zone in OWN_ZONES
        if own and name not in self.members and not name.startswith(self.aliases):
            self._missing(directory, name, use.path, use.line)

    def _missing(self, directory: str, name: str, path: str, line: int) -> None:
        package = next(self.around(directory), None)
        if (
            package is None
            or name == package.name
            or name in PLATFORMS
            or name.startswith(VIRTUAL)
            or not NAME.fullmatch(name)
            or name[0] in "~_."
        ):
            return
        if self._comes_along(package, name):
            return
        package.missing.setdefault(name, []).append((path, line))

    def _peers(self, package: NpmPackage) -> dict[str, frozenset[str]]:
        """Declared package → what it loads or expects beside it, by what is installed and by what is known."""
        found = {}
        for name in package.declared:
            item = self._installed(package.directory, name)
            found[name] = (item.peers if item else frozenset()) | COMPANIONS.get(name, frozenset())
        return found

    def _comes_along(self, package: NpmPackage, name: str) -> bool:
        """A declared package expects it as a peer, or brings it as a part of itself."""
        for host in package.declared:
            item = self._installed(package.directory, host)
            if name in BUNDLED.get(host, ()) or (item and name in item.peers):
                return True
        return False

    def _installed(self, directory: str, name: str) -> Installed | None:
        if not self._has_modules:
            return None
        if (directory, name) not in self._known:
            self._known[directory, name] = installed(self.index, directory, name)
        return self._known[directory, name]

    @cached_property
    def _has_modules(self) -> bool:
        return any((self.index.root / directory / "node_modules").is_dir() for directory in ("", *self.packages))

    def _settle(self, package: NpmPackage) -> None:
        """Looks for other uses of what no import names, cheapest first."""
        directory = package.directory
        configs, templates, sources = self.files.get(directory, ([], [], []))
        references = [*config_references(self.index, directory, configs, package.manifest, package.path)]
        for path in templates:
            references += template_references(path, self.index.read(path).decode("utf-8", "replace"))
        self._refer(package, references)
        for path in (*templates, *sources):
            for name in COMPILERS.get(path[path.rfind(".") :], ()):
                self._mark(directory, name)
        fields = [item.name for item in package.manifest.settings if item.kind == "tool"]
        for name in (*fields, *(path.rpartition("/")[2] for path in configs)):
            for pattern, names in CONFIGURED:
                if pattern.search(name):
                    package.used |= package.declared.intersection(names)
        self._close(package)
        if package.declared - package.used:
            self._scan(package, sources)
            self._close(package)

    def _refer(self, package: NpmPackage, references: Iterable[Reference]) -> None:
        programs: dict[str, set[str]] = {}
        for other in self.around(package.directory):
            for name in other.declared - other.used:
                found = self._installed(package.directory, name)
                for program in found.programs if found and found.programs else programs_of(name):
                    programs.setdefault(program, set()).add(name)
        for reference in references:
            for name in programs.get(reference.name, ()):
                self._mark(package.directory, name)
            if (
                not self._mark(package.directory, reference.name)
                and reference.certain
                and reference.name not in self.members
            ):
                self._missing(package.directory, reference.name, reference.path, reference.line)

    def _close(self, package: NpmPackage) -> None:
        """What a used package loads by itself is used, and the types of what is used."""
        peers = self._peers(package)
        package.used |= {name for name in package.declared if ALWAYS_USED.fullmatch(name)}
        if "react-native" in package.declared:
            package.used |= {name for name in package.declared if name.startswith("@react-native-community/cli")}
        while True:
            loaded = {name for host in package.used for name in (*COMPANIONS.get(host, ()), *peers.get(host, ()))}
            loaded |= {types_of(name) for name in (*package.used, *loaded)}
            fresh = (loaded & package.declared) - package.used
            if not fresh:
                break
            package.used |= fresh
        package.used -= {
            name for name in package.used if name.startswith("@types/") and self._brings_types(package, name)
        }

    def _brings_types(self, package: NpmPackage, types: str) -> bool:
        name = typed_by(types)
        found = self._installed(package.directory, name)
        return found is not None and found.typed and not ALWAYS_USED.fullmatch(types)

    def _scan(self, package: NpmPackage, sources: Iterable[str]) -> None:
        """Literals that are a package's name (`client: 'pg'`), and pragmas (`@jest-environment jsdom`)."""
        left = sorted(name for name in package.declared - package.used if not name.startswith("@types/"))
        if not left:
            return
        pattern = re.compile(LITERAL.replace("NAMES", "|".join(re.escape(name) for name in left)).encode())
        needles = [*(name.encode() for name in left), b"$`", b"@jest-environment"]
        budget = SCANNED_BYTES
        for path in sources:
            budget -= self.index.files[path].size
            if budget < 0:
                package.scanned = False
                return
            data = self.index.read(path)
            if not any(needle in data for needle in needles):
                continue
            for match in pattern.finditer(data):
                if match[2] or not _in_comment(data, match.start()):
                    package.used.add((match[1] or match[2]).decode())
            shell = [
                item for match in SHELL.finditer(data) for item in text_words(path, match[1].decode("utf-8", "replace"))
            ]
            shell += [
                Reference(f"jest-environment-{match[1].decode()}", path, 1) for match in ENVIRONMENT.finditer(data)
            ]
            if shell:
                self._refer(package, (item._replace(certain=False) for item in shell))

    def _workspace_imports(self) -> None:
        """A published package must declare the packages of its workspace that it imports."""
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
                    and self.index.files[path].zone == "product"
                ):
                    self._missing(directory, match[0], path, line)

    @cached_property
    def aliases(self) -> tuple[str, ...]:
        """Beginnings of specifiers that a tsconfig.json maps to the workspace's own files (`compilerOptions.paths`)."""
        found = set()
        for path in self.index.files:
            if TSCONFIG.search(path):
                text = self.index.read(path).decode("utf-8", "replace")
                found |= {
                    item.value.rstrip("*")
                    for item in keyed_strings(path, text)
                    if item.is_key and item.keys[-1:] == ("paths",)
                }
        return tuple(sorted(found - {""}))


def npm_use(index: Index, manifests: Mapping[str, Manifest], used: Usage) -> NpmUse:
    """What is used of the npm packages that the manifests declare: by imports, scripts, configuration and companions."""
    return NpmUse(index, manifests, used)


def _in_comment(data: bytes, position: int) -> bool:
    """Whether the line begins as a comment."""
    return data[data.rfind(b"\n", 0, position) + 1 : position].lstrip().startswith((b"//", b"*", b"/*"))
