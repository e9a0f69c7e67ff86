"""The packages of a workspace as its manifests declare them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["package_directories"]

PACKAGE_ZONES = frozenset({"product", "test", "example", "docs"})


def package_directories(index: Index) -> list[str]:
    """Directories with a manifest that declares a package, sorted; fixtures and vendored trees are left out."""
    return sorted({
        package.directory
        for path, manifest in index.manifests.items()
        if manifest.role == "manifest" and index.files[path].zone in PACKAGE_ZONES
        for package in manifest.packages
    })  # fmt: skip
