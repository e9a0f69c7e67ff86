"""Several products where no package manager's workspace binds them: what a .NET project makes, and packages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.workspace_paths import prefix_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["PACKED", "side_by_side"]

SOLUTIONS: Final = (".sln", ".slnx")
APPLICATION_SDKS: Final = ("microsoft.net.sdk.web", "microsoft.net.sdk.worker")

PACKED: Final = frozenset(
    ("property:PackageId", "property:PackageTags", "property:IsPackable", "property:MinClientVersion")
)
LEAST_PACKAGES: Final = 5
DESCRIBING: Final = frozenset(("helm", "terraform", "conda"))
"""Ecosystems whose manifests describe where things run, not a package of code."""


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


def is_run(project: Manifest) -> bool:
    """Whether a .NET project makes a program; the libraries of a solution that has one are its parts, published or not."""
    settings = configured(project)
    sdk = settings.get("sdk", "").partition("/")[0]
    return sdk in APPLICATION_SDKS or settings.get("property:OutputType", "") in ("exe", "winexe")


def configured(project: Manifest) -> dict[str, str]:
    """The properties of a .NET project, in lower case."""
    return {setting.name: setting.value.lower() for setting in project.settings if setting.kind == "config"}
