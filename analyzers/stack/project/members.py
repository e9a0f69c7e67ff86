"""Which manifests below the root are those of packages, and of applications, that people work on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.manifests.marks import APPLICATION
from ...workspace.workspace_packages import is_nx

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["begins_flutter", "is_member", "is_nx_application"]


def is_member(path: str, manifest: Manifest) -> bool:
    """Whether a manifest below the root is of a package that people work on."""
    return (
        "/" in path
        and not path.startswith(".")
        and bool(manifest.packages)
        and manifest.ecosystem in ("npm", "pypi", "cargo", "golang", "pub")
        and not is_nx(path)
    )


def is_nx_application(path: str, manifest: Manifest) -> bool:
    """Whether a manifest is that of an application of an Nx workspace; its libraries are parts of applications."""
    return is_nx(path) and any(setting.value == APPLICATION for setting in manifest.settings)


def begins_flutter(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """A package of pub has the file that Flutter's apps begin in, and none beside it has a version for others."""
    pub = {path: manifest for path, manifest in manifests.items() if manifest.ecosystem == "pub"}
    begun = {path for path in pub if path.replace("pubspec.yaml", "lib/main.dart") in index.files}
    handed_on = any(
        package.version and not package.private for path in pub.keys() - begun for package in pub[path].packages
    )
    return bool(begun) and not handed_on
