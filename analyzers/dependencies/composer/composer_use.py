"""Composer's packages that nothing names, and those that code names without requiring them, by the namespaces that composer.lock tells.

Without a lock, names of packages and of namespaces only resemble each other, and nothing is said. Nothing is said either of what
works without being named: plugins, bundles that a framework finds, polyfills, functions, implementations that others look for.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.read_tables import inner_list, inner_table, json_table
from ....indexer.workspace_paths import prefix_of
from ...text_facts import line_at
from ...workspace.workspace_packages import OWN_ZONES, owner
from ..absent_code import lacks_code
from ..unused_claims import undeclared_claim, unused_claim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
        self.imports = by_key((owner(self.directories, use.path), use) for use in used.modules.get("composer", ()))

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
                yield undeclared_claim(name, directory, ((use.path, use.line) for use in uses))

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


# ---- What a composer.lock tells of the packages that it locks: the namespaces that they fill, and how they work without being named

LIBRARY, OWN_VERSION = "library", "self.version"
PACKS = frozenset({"metapackage", "symfony-pack"})
"""Types of packages that only require others, on behalf of who requires them."""
TOLD = frozenset({"branch-alias", "thanks", "branch-version", "component"})
"""Keys of `extra` that no framework or plugin acts on; by any other a package may be found and started without a word of code."""
BY_NAMESPACE = frozenset({"psr-4", "psr-0", "exclude-from-classmap"})
"""Ways of autoloading by which every class lies in a known namespace; files and class maps may hold anything."""


class LockedPackage(NamedTuple):
    """A locked package.

    Attributes:
        namespaces: what its classes begin with, as the lock writes it (`GuzzleHttp\\Psr7\\`, `Twig_`).
        shows: whether whoever uses it has to name one of the namespaces.
        requires, replaces: names of packages, lower case.
        parts: those that it requires in its own version, as one that gathers a family does.
        reckons: those that it suggests, or tests itself with: what it takes up by itself where it is there.
        is_pack: whether it only stands for what it requires.
    """

    name: str
    namespaces: tuple[str, ...]
    shows: bool
    requires: frozenset[str]
    parts: frozenset[str]
    replaces: frozenset[str]
    reckons: frozenset[str]
    is_pack: bool


def locked_packages(index: Index, path: str) -> Mapping[str, LockedPackage]:
    """The packages of a composer.lock by name; none where it cannot be read."""
    lock = json_table(index.read(path)) if path in index.files else {}
    rows = [row for key in ("packages", "packages-dev") for row in inner_list(lock, key) if isinstance(row, dict)]
    return {package.name: package for package in map(_package, rows) if package.name}


def closure(locked: Mapping[str, LockedPackage], declared: Iterable[str]) -> set[str]:
    """What is declared, and what that stands for: the requirements of packs and of web frameworks, whose classes are made of
    those of what they require, the parts that one requires in its own version, the packages that one replaces."""
    known, left = set[str](), list(declared)
    while left:
        if (name := left.pop()) not in known:
            known.add(name)
            if package := locked.get(name):
                left += package.replaces | package.parts
                left += package.requires if package.is_pack or _is_framework(name) else ()
    return known


def _is_framework(name: str) -> bool:
    """Whether the catalog knows a package as that of a web framework."""
    from ...catalog import load  # a question that asks of no such package does without

    catalog = load()
    return any(catalog[technology].category == "web-framework" for technology in catalog.named("composer", name))


def _package(row: dict[str, Any]) -> LockedPackage:
    kind, autoload = str(row.get("type") or LIBRARY), inner_table(row, "autoload")
    namespaces = tuple(_namespaces(autoload))
    provided = any(name.endswith("-implementation") for name in _names(row, "provide"))
    by_itself = provided or row.get("bin") or inner_table(row, "extra").keys() - TOLD
    by_namespace = autoload.keys() <= BY_NAMESPACE and namespaces and all(namespaces)
    return LockedPackage(
        str(row.get("name") or "").lower(),
        tuple(namespace for namespace in namespaces if namespace),
        kind == LIBRARY and bool(by_namespace) and not by_itself,
        _names(row, "require"),
        frozenset(name.lower() for name, wanted in inner_table(row, "require").items() if wanted == OWN_VERSION),
        _names(row, "replace"),
        _names(row, "suggest") | _names(row, "require-dev"),
        kind in PACKS,
    )


def _namespaces(autoload: dict[str, Any]) -> Iterator[str]:
    for standard in ("psr-4", "psr-0"):
        yield from (str(namespace).lstrip("\\") for namespace in inner_table(autoload, standard))


def _names(row: dict[str, Any], key: str) -> frozenset[str]:
    return frozenset(str(name).lower() for name in inner_table(row, key))
