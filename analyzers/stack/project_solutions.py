"""Several products under one roof where no package manager's workspace binds them: .NET solutions and Bazel."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["binds_products"]

SOLUTIONS: Final = (".sln", ".slnx")
APPLICATION_SDKS: Final = ("microsoft.net.sdk.web", "microsoft.net.sdk.worker", "microsoft.net.sdk.blazorwebassembly")
HOST: Final = "property:IsAspireHost"
"""A project that only starts the others while they are developed."""

PACKED: Final = frozenset(
    ("property:PackageId", "property:PackageTags", "property:IsPackable", "property:MinClientVersion")
)
BAZEL_ROOTS: Final = ("MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel")
BAZEL_PACKAGES: Final = ("BUILD", "BUILD.bazel")
LEAST_PACKAGES: Final = 5


def binds_products(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """Whether the root binds several products: a solution with two applications or packages, or Bazel packages in
    several folders beside no package of another build.

    Args:
        manifests: those of the product.
    """
    if any("/" not in path and path.endswith(SOLUTIONS) for path in index.files):
        projects = [manifest for manifest in manifests.values() if manifest.ecosystem == "nuget"]
        return sum(map(is_product, projects)) >= 2
    if not any(root in index.files for root in BAZEL_ROOTS):
        return False
    own = any(
        "/" not in path and manifest.packages for path, manifest in manifests.items() if manifest.ecosystem != "bazel"
    )
    folders = {
        path.rpartition("/")[0]
        for path, file in index.files.items()
        if file.zone == "product" and path.rpartition("/")[2] in BAZEL_PACKAGES and "/" in path
    }
    return not own and len(folders) >= LEAST_PACKAGES


def is_product(project: Manifest) -> bool:
    """Whether a .NET project is run or published for itself."""
    settings = {setting.name: setting.value.lower() for setting in project.settings if setting.kind == "config"}
    if HOST in settings or settings.get("property:IsPackable") == "false":
        return False
    return (
        settings.get("sdk", "").partition("/")[0] in APPLICATION_SDKS
        or settings.get("property:OutputType", "") in ("exe", "winexe")
        or not PACKED.isdisjoint(settings)
    )
