"""Several products under one roof where no package manager's workspace binds them: .NET solutions, Bazel, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.workspace_paths import prefix_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["PACKED", "binds_products", "side_by_side"]

SOLUTIONS: Final = (".sln", ".slnx")
APPLICATION_SDKS: Final = ("microsoft.net.sdk.web", "microsoft.net.sdk.worker")
HOST: Final = "property:IsAspireHost"
HOST_SDK: Final = "aspire.apphost.sdk"
"""A project that only starts the others while they are developed."""

PACKED: Final = frozenset(
    ("property:PackageId", "property:PackageTags", "property:IsPackable", "property:MinClientVersion")
)
ASIDE: Final = frozenset(("build", "_build", "eng", "tools", "scripts"))
"""Folders whose programs build or release the others."""
BAZEL_ROOTS: Final = ("MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel")
BAZEL_PACKAGES: Final = ("BUILD", "BUILD.bazel")
LEAST_PACKAGES: Final = 5
DESCRIBING: Final = frozenset(("helm", "terraform", "conda"))
"""Ecosystems whose manifests describe where things run, not a package of code."""
MANY_PRODUCTS: Final = 4
LOCAL: Final = frozenset({"path", "workspace"})


def binds_products(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """Whether the root binds several products: a solution with two applications or packages, or Bazel packages in
    several folders beside no package of another build.

    Args:
        manifests: those of the product.
    """
    solutions = [path for path in index.manifests if "/" not in path and path.endswith(SOLUTIONS)]
    if solutions:
        bound = {member for path in solutions for tool in index.manifests[path].tools for member in tool.members}
        products = {
            path: manifests[path]
            for path in sorted(bound & manifests.keys())
            if ASIDE.isdisjoint(path.lower().split("/")[:-1]) and is_product(manifests[path])
        }
        run = [project for project in products.values() if is_run(project)]
        names = {path.rpartition("/")[2].partition(".")[0] for path in products}  # `Pot`, `Pot.Core` are parts of one
        return several(run or [*products.values()]) and len(names) != 1
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


def side_by_side(index: Index, manifests: Mapping[str, Manifest]) -> bool:
    """Whether the product's packages lie in folders of their own and none around them: services in one repository.

    Args:
        manifests: those of the product; projects of a solution around them are parts of what it builds.
    """
    solutions = tuple(path.rpartition("/")[0] for path in index.files if path.endswith(SOLUTIONS))
    folders = {
        path.rpartition("/")[0]
        for path, manifest in manifests.items()
        if manifest.packages
        and manifest.ecosystem not in DESCRIBING
        and not (manifest.ecosystem == "nuget" and any(path.startswith(prefix_of(at)) for at in solutions))
    }
    outermost = {folder for folder in folders if not any(folder.startswith(f"{other}/") for other in folders)}
    return "" not in folders and len(outermost) >= LEAST_PACKAGES


def several(products: Sequence[Manifest]) -> bool:
    """Whether these are more than the sides of one product, as a site and its interface are that share their core, or one that starts
    another; where some share parts, one that shares none only helps."""
    parts = [{item.path for item in project.dependencies if item.source in LOCAL and item.path} for project in products]
    own = [{package.directory for package in project.packages} for project in products]
    kept = [needs | here for needs, here in zip(parts, own, strict=True) if needs] or own
    shared: list[set[str]] = []
    for needs in kept:
        joined = [group for group in shared if group & needs]
        shared = [group for group in shared if not group & needs] + [needs.union(*joined)]
    return len(shared) >= 2 or len(kept) >= MANY_PRODUCTS


def is_product(project: Manifest) -> bool:
    """Whether a .NET project is run or published for itself."""
    settings = configured(project)
    if (
        HOST in settings
        or settings.get("sdk", "").partition("/")[0] == HOST_SDK
        or settings.get("property:IsPackable") == "false"
    ):
        return False
    return is_run(project) or not PACKED.isdisjoint(settings)


def is_run(project: Manifest) -> bool:
    """Whether a .NET project makes a program; the libraries of a solution that has one are its parts, published or not."""
    settings = configured(project)
    sdk = settings.get("sdk", "").partition("/")[0]
    return sdk in APPLICATION_SDKS or settings.get("property:OutputType", "") in ("exe", "winexe")


def configured(project: Manifest) -> dict[str, str]:
    """The properties of a .NET project, in lower case."""
    return {setting.name: setting.value.lower() for setting in project.settings if setting.kind == "config"}
