"""The npm packages of a workspace: which of them declares a name nearest, what is marked as used, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ....indexer.workspace_paths import outwards, prefix_of
from .installed import InstalledPackages
from .locked import Locked, locked
from .npm_names import NAME
from .npm_packages import NpmPackage, npm_packages
from .npm_tools import BUNDLED, COMPANIONS

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["NOTHING", "NpmMarks"]

PLATFORMS = frozenset(
    {"node", "bun", "deno", "electron", "vscode", "atom", "cloudflare", "virtual", "k6", "meteor", "casper"}
)
"""Modules of a host program, which no package provides."""
CLOUD_FILES = ("serverless.yml", "serverless.yaml", "serverless.ts", "serverless.js", "template.yaml", "template.yml")
VIRTUAL = ("@theme/", "@theme-original/", "@theme-init/", "@site/", "@generated/")
"""Beginnings of names that a site generator (Docusaurus) makes up."""
NOTHING = Locked(programs=None, blind=True)
"""What is known of a package that no lock tells of."""
LINTED = ".github/linters/"
"""Configuration of super-linter, whose image has what it names."""


class NpmMarks:
    """The packages, and the marks on the names that they declare.

    Attributes:
        packages: directory → package.
        declared: every name that any of them declares.
        homes, members: the folders of the packages by their names, and these.
        installed: what their installed packages say of themselves.
    """

    def __init__(self, index: Index, manifests: Mapping[str, Manifest]) -> None:
        self.index = index
        self.packages = {package.directory: package for package in npm_packages(manifests)}
        self.declared = {name for package in self.packages.values() for name in package.declared}
        self.homes = {package.name: package.directory for package in self.packages.values() if package.name}
        self.members = {*self.homes}
        self._renamed = frozenset[str]()
        self.installed = InstalledPackages(index.root, ("", *self.packages))

    def around(self, directory: str) -> Iterator[NpmPackage]:
        """The package of a directory and those around it, innermost first."""
        yield from (self.packages[folder] for folder in outwards(directory) if folder in self.packages)

    def _below(self, directory: str) -> Iterator[NpmPackage]:
        """The packages below a directory: what is configured and run around them may be declared by them."""
        prefix = prefix_of(directory)
        for package in self.packages.values():
            if package.directory != directory and package.directory.startswith(prefix):
                yield package

    def _mark(self, directory: str, name: str) -> bool:
        """Marks a name as used where it is declared nearest, and where it is installed for that; False where nobody declares it."""
        found = False
        for package in self.around(directory):
            if name in package.declared and (package.locked or not found):
                package.used.add(name)
                found = True
                if package.locked:
                    break
        return found

    def _mark_near(self, directory: str, name: str) -> bool:
        """Marks a name as used by the package around that declares it, else by those below, of which it is borrowed."""
        if self._mark(directory, name):
            return True
        if is_below := self._mark_below(directory, name):
            for package in self.around(directory):
                package.borrowed.add(name)
        return is_below

    def _mark_below(self, directory: str, name: str) -> bool:
        below = [package for package in self._below(directory) if name in package.declared]
        for package in below:
            package.used.add(name)
        return bool(below)

    def _missing(self, directory: str, name: str, path: str, line: int) -> None:
        package = next(self.around(directory), None)
        if (
            package is None
            or any(name == near.name for near in self.around(directory))
            or name in PLATFORMS
            or name in self._renamed
            or name.startswith(VIRTUAL)
            or path.startswith(LINTED)
            or (name.startswith(("aws-sdk", "@aws-sdk/")) and self._on_lambda(path))
            or not NAME.fullmatch(name)
            or name[0] in "~_."
            or name.endswith(".json")
        ):
            return
        if not any(self._comes_along(near, name) for near in self.around(directory)):
            package.missing.setdefault(name, []).append((path, line))

    def _comes_along(self, package: NpmPackage, name: str) -> bool:
        """A declared package expects it as a peer, or brings it as a part of itself."""
        for host in package.declared:
            item = self.installed.find(package.directory, host)
            if any(fnmatchcase(name.lower(), part) for part in BUNDLED.get(host, ())):
                return True
            if item and name in item.peers and self.installed.find(package.directory, name):
                return True
        return False

    def _peers(self, package: NpmPackage) -> dict[str, frozenset[str]]:
        """Declared package → what it loads or expects beside it, by what it says here or installed, and by what is known."""
        found, fixed = {}, locked(self.index, package.directory)
        for name in package.declared | package.borrowed:
            item = self.installed.find(package.directory, name)
            peers = item.peers if item else fixed.get(name, NOTHING).peers
            if name in self.homes:
                own = self.packages[self.homes[name]].manifest.dependencies
                peers |= {needed.name for needed in own if needed.scope == "peer"}
            found[name] = peers | COMPANIONS.get(name, frozenset())
        return found

    def _on_lambda(self, path: str) -> bool:
        """Whether the nearest description of cloud functions is around a file: AWS brings its SDK along."""
        return any(
            f"{folder}/{name}".lstrip("/") in self.index.files
            for folder in outwards(path.rpartition("/")[0])
            for name in CLOUD_FILES
        )
