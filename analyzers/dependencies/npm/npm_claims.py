"""npm dependencies that nothing uses, and packages that are used and not declared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...per_index import per_index
from ..absent_code import is_template, lacks_code
from ..unused_claims import undeclared_claim, unused_claim
from .locked import lock_above, locked
from .npm_doubts import NpmDoubts, is_near
from .npm_marks import NOTHING
from .npm_packages import NpmPackage, exceptions, is_judged, typed_by
from .npm_use import NpmUse

if TYPE_CHECKING:
    from ....answers import UndeclaredDependency, UnusedDependency
    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency, Manifest
    from ..dependency_use import Usage
    from .installed import InstalledPackages

__all__ = ["npm_use"]

CONFIDENCE = {"runtime": 0.9, "dev": 0.7}
"""Scope → how sure a finding is: tools have more ways to be used than libraries."""


class NpmClaims(NpmUse):
    """What is said of the packages of a workspace once all uses are marked."""

    def unused(self) -> Iterator[UnusedDependency]:
        """Declared and not used; a development copy of a runtime dependency; by manifest and line."""
        for package in self.packages.values():
            files = self.files_of(package)
            codeless = not (files.templates or files.sources or package.used)  # it lists what others' code takes
            if (package.directory and codeless) or lacks_code(self.index, package.directory):
                continue
            excepted = self._excepted(package)
            runtime = {item.name for item in package.manifest.dependencies if item.scope == "runtime"}
            for item in package.manifest.dependencies:
                twice = item.scope == "dev" and item.name in runtime
                if any(fnmatchcase(item.name, pattern) or item.name == pattern for pattern in excepted):
                    continue
                if twice or (is_judged(item, package, self.members) and item.name not in package.used):
                    confidence = CONFIDENCE.get(item.scope, CONFIDENCE["dev"])
                    names = (item.name, *sorted(self._programs(package, item.name)))
                    doubt = "" if twice else self._doubt(package, item)
                    yield unused_claim(item, package.directory, package.path, confidence, names, doubt)

    def undeclared(self) -> Iterator[UndeclaredDependency]:
        """Used and declared neither by the package nor by one around it; the most used first within a package."""
        for package in self.packages.values():
            if is_template(package.path):
                continue
            excepted = self._excepted(package)
            for name, places in sorted(package.missing.items(), key=lambda item: (-len(item[1]), item[0])):
                if any(fnmatchcase(name, pattern) for pattern in excepted):
                    continue
                yield undeclared_claim(name, package.directory, sorted(set(places)))

    def _doubt(self, package: NpmPackage, item: Dependency) -> str:
        """What points to a use of a package of which none was seen."""
        name, fixed = item.name, locked(self.index, package.directory)
        told = fixed.get(name, NOTHING)
        if path := next((path for path in self._strayed.get(name, ()) if self._may_share(path, package.directory)), ""):
            return f"{path} names it, whose package does not declare it"
        if name.startswith("@types/") and typed_by(name) in self.imported - package.declared:
            return f"code of the workspace imports {typed_by(name)}, which it types"
        if holder := next((path for path in self._bare.get(name, ()) if is_near(path, package.directory)), ""):
            return f"{holder} has its name"
        if told.installs and (item.scope == "dev" or told.programs != frozenset()):
            return "a script of its own runs when it is installed"
        hosts = set[str]()
        for near in self.around(package.directory):
            hosts |= near.used
        return self._doubts.reason(
            package.directory,
            name,
            told,
            {host: fixed.get(host, NOTHING) for host in hosts},
            self.files_of(package).sources,
            is_module=typed_by(name) in self.declared | self.imported | fixed.keys(),
        )

    def _may_share(self, path: str, directory: str) -> bool:
        """Whether a file may take what is installed for a package: not where another lockfile stands for its own."""
        locks = {lock_above(self.index, folder) for folder in (path.rpartition("/")[0], directory)}
        return is_near(path, directory) or len(locks) == 1 or "" in locks

    @cached_property
    def _doubts(self) -> NpmDoubts:
        every = [(package, name) for package in self.packages.values() for name in package.declared]
        return NpmDoubts(self.index, self.packages.values(), self._by_program(every))

    def _excepted(self, package: NpmPackage) -> tuple[str, ...]:
        """Patterns that the package, or the workspace around it, excepts from such findings."""
        own = exceptions(self.index, package.directory) if package.directory else ()
        return (*own, *exceptions(self.index, ""))


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
        use = NpmClaims(index, manifests, used)
        kept[:] = [Judged([*use.unused()], [*use.undeclared()], use.installed)]
    index.lasting &= not kept[0].packages.there
    return kept[0].unused, kept[0].undeclared


@per_index
def _kept(index: Index) -> list[Judged]:
    """The last judgement of an index state: installed packages can change while the index does not."""
    del index
    return []
