"""Composer's packages that nothing names, and those that code names without requiring them, by the namespaces that composer.lock tells.

Without a lock, names of packages and of namespaces only resemble each other, and nothing is said. Nothing is said either of what
works without being named: plugins, bundles that a framework finds, polyfills, functions, implementations that others look for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ....indexer.workspace_paths import prefix_of
from ...text_facts import line_at
from ...workspace.workspace_packages import OWN_ZONES, owner
from ..absent_code import lacks_code
from ..unused_claims import unused_claim
from .composer_lock import LockedPackage, closure, locked_packages

if TYPE_CHECKING:
    from ....answers import UndeclaredDependency, UnusedDependency
    from ....indexer.index import Index
    from ....indexer.manifests.base import Dependency, Manifest
    from ..dependency_use import ImportUse, Usage

__all__ = ["ComposerUse"]

GUARD = b"class_exists("
"""What asks whether a class is there, and needs it as little as that."""
CONFIDENCE = 0.7
"""A package may be required for the version of what others need."""
ABOUT = re.compile(r"(?:^|/)(?:composer\.(?:json|lock)|symfony\.lock|[^/]*\.(?:md|rst|svg|po|xlf|css))$", re.IGNORECASE)
"""Files that name packages without using them."""
MOST_BYTES = 1_000_000


class ComposerUse:
    """The packages of Composer that have a lock beside them, and what is named of their dependencies."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        self.index = index
        self.used = used
        stated = {path: item for path, item in manifests.items() if path.rpartition("/")[2] == "composer.json"}
        self.directories = frozenset(path.rpartition("/")[0] for path in stated)
        self.own = {package.name for item in stated.values() for package in item.packages}
        self.locked = {
            path: locked
            for path in stated
            if index.files[path].zone in OWN_ZONES and (locked := locked_packages(index, f"{path[:-5]}.lock"))
        }
        self.manifests = {path: stated[path] for path in self.locked}
        self.imports: dict[str, list[ImportUse]] = {}
        for use in used.modules.get("composer", ()):
            self.imports.setdefault(owner(self.directories, use.path), []).append(use)

    def unused(self) -> Iterator[UnusedDependency]:
        """Direct requirements of which no file below the package names a namespace."""
        for path, manifest in self.manifests.items():
            directory = path.rpartition("/")[0]
            # a folder of tools, without code of its own
            blind = lacks_code(self.index, directory) or directory not in self.imports
            judged = {} if blind else dict(self._judged(manifest, self.locked[path]))
            for item, names in self._unnamed(directory, judged):
                yield unused_claim(item, directory, path, CONFIDENCE, names)

    def undeclared(self) -> Iterator[UndeclaredDependency]:
        """Packages that are locked because others require them, and that the product's own code imports."""
        for path, manifest in self.manifests.items():
            directory, locked = path.rpartition("/")[0], self.locked[path]
            declared = closure(locked, (item.name for item in manifest.dependencies))
            filled = Counter(namespace for other in locked.values() for namespace in set(other.namespaces))
            grouped: dict[str, list[ImportUse]] = {}
            for use in self.imports.get(directory, ()):
                package = locked.get(use.module)
                if package is None or package.name in declared | self.own:
                    continue
                alone = all(filled[namespace] == 1 for namespace in package.namespaces)  # else another may be meant
                if (
                    alone
                    and self.index.files[use.path].zone == "product"
                    and GUARD not in line_at(self.index, use.path, use.line)
                    and f"{use.specifier}\\".startswith(package.namespaces)
                ):
                    grouped.setdefault(package.name, []).append(use)
            for name, uses in sorted(grouped.items()):
                yield {
                    "name": name,
                    "package": directory or ".",
                    "imported_by": [{"path": use.path, "line": use.line} for use in uses[:3]],
                }

    def _judged(
        self, manifest: Manifest, locked: Mapping[str, LockedPackage]
    ) -> Iterator[tuple[Dependency, tuple[str, ...]]]:
        reckoned = frozenset[str]().union(*(package.reckons for package in locked.values()))
        for item in manifest.dependencies:
            package = locked.get(item.name)
            if package and package.shows and item.name not in reckoned | self.own and item.source == "registry":
                yield item, package.namespaces

    def _unnamed(
        self, directory: str, judged: Mapping[Dependency, tuple[str, ...]]
    ) -> Iterator[tuple[Dependency, tuple[str, ...]]]:
        left = {
            item: names for item, names in judged.items() if not self.used.files_of("composer", item.name, directory)
        }
        patterns = {item: _pattern(item.name, names) for item, names in left.items()}
        for path in self._texts(directory) if left else ():
            data = self.index.read(path)
            patterns = {item: pattern for item, pattern in patterns.items() if not pattern.search(data)}
        for item in patterns:
            yield item, left[item]

    def _texts(self, directory: str) -> Iterator[str]:
        prefix = prefix_of(directory)
        for path, file in self.index.files.items():
            if (
                path.startswith(prefix)
                and file.size <= MOST_BYTES
                and file.zone != "vendored"
                and not ABOUT.search(path)
            ):
                yield path


def _pattern(package: str, namespaces: tuple[str, ...]) -> re.Pattern[bytes]:
    """What any text names a package by: its name, one of its namespaces, or the last word of either, which settings and factories
    are told (`doctrine_extensions: ~`, `Omnipay::create("PayPal_Rest")`)."""
    names = [package.rpartition("/")[2], *(name.strip("\\_").rpartition("\\")[2] for name in namespaces)]
    spelled = {r"[\W_]?".join(map(re.escape, re.findall(r"[a-z]+|\d+", name.lower()))) for name in names}
    return re.compile(f"(?<![a-z])(?:{'|'.join(sorted(spelled))})(?![a-z])".encode(), re.IGNORECASE)
