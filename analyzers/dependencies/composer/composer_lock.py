"""What a composer.lock tells of the packages that it locks: the namespaces that they fill, and how they work without being named.

Source: https://getcomposer.org/doc/04-schema.md#autoload. What is installed beside the lock is not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.read_tables import inner_list, inner_table, json_table

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["LockedPackage", "closure", "locked_packages"]

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
