"""Versions that only a lockfile knows: of a technology that a companion brings (`rubocop-rails-omakase` → `rubocop`) or a file shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..catalog import ECOSYSTEMS, load
from ..naming import flat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ...indexer.index import Index

__all__ = ["locked_versions"]


def locked_versions(index: Index, technologies: Iterable[str]) -> Mapping[str, str]:
    """Technology → the version of the package of its own name, where the product's lockfiles agree on one."""
    wanted = {package: name for name in technologies for package in _own_packages(name)}
    found: dict[str, set[str]] = {}
    for path, manifest in index.manifests.items() if wanted else ():
        if manifest.role != "lockfile" or index.files[path].zone not in ("product", "generated"):
            continue
        for item in manifest.dependencies:
            name = wanted.get((manifest.ecosystem, item.name.lower())) if item.resolved else None
            if name:
                found.setdefault(name, set()).add(item.resolved)
    return {name: versions.pop() for name, versions in found.items() if len(versions) == 1}


def _own_packages(name: str) -> list[tuple[str, str]]:
    """`(ecosystem, package)` of those packages that are called as the technology is."""
    evidence = load()[name].evidence
    return [
        (ecosystem, word.lower())
        for ecosystem in ECOSYSTEMS.intersection(evidence)
        for word in evidence[ecosystem]
        if flat(word) == flat(name)
    ]
