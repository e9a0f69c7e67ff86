"""Which file a package of the workspace offers for a subpath: its exports or entry fields, led back to the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .built_sources import entry_source, source_of
from .module_files import join
from .npm_workspaces import package_name
from .package_exports import entry_targets, export_targets, source_targets
from .tsconfig import Configs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..base import World
    from .module_files import Files
    from .npm_workspaces import Package, Packages

__all__ = ["PackageEntries", "Place", "conditions"]

SOURCES = (".ts", ".tsx", ".mts", ".cts")
DECLARATIONS = (".d.ts", ".d.mts", ".d.cts")


class Place(NamedTuple):
    """Where a specifier leads; one of the four is set."""

    target: str = ""
    external: str = ""
    stdlib: str = ""
    reason: str = ""


class PackageEntries:
    """The entries of all packages, and the configurations that they share by `extends`."""

    def __init__(self, world: World, files: Files, packages: Packages) -> None:
        self.world, self.files, self.packages = world, files, packages
        self.configs = Configs(world, self._config_file)

    def place(self, package: Package, below: str, specifier: str, use: str) -> Place:
        """A file of a workspace package by its exports or entry fields, led back to its source."""
        exports = package.data.get("exports")
        if exports is not None:
            targets = export_targets(exports, f"./{below}" if below else ".", use=conditions(use))
            if not targets:
                return self._beside_exports(package, below)
            targets = [*source_targets(package.data), *targets] if not below else targets
        elif below:
            targets = [below]
        else:
            targets = entry_targets(package.data)
        if found := self.source(package, targets):
            return Place(found)
        if not below and (found := entry_source(self.files, package)):
            return Place(found)
        if below and (found := self._published(package, below)):
            return Place(found)
        shown = targets[0] if targets else specifier
        return Place(reason=f"{shown} of workspace package {package.name} is not in the workspace")

    def source(self, package: Package, targets: Sequence[str]) -> str:
        """The first target that stands for a file; a source in TypeScript wins over plain JavaScript that only passes it on."""
        first = ""
        for target in targets:
            found = source_of(self.files, self.configs, package, target)
            if found.endswith(SOURCES) and not found.endswith(DECLARATIONS):
                return found
            first = first or found
        return first

    def _beside_exports(self, package: Package, below: str) -> Place:
        """What `exports` leaves out, though package.json itself is often read."""
        path = join(package.folder, below)
        if below == "package.json" and path in self.world.files:
            return Place(path or "")
        return Place(reason=f"not in the exports of workspace package {package.name}")

    def _published(self, package: Package, below: str) -> str:
        """A path below a package that is published from its build folder: the same path below its sources."""
        for folder in ("src", "source", "lib"):
            path = join(package.folder, f"{folder}/{below}")
            if path is not None and (found := self.files.find(path)):
                return found
        return ""

    def _config_file(self, specifier: str, folder: str) -> str:
        """The configuration that `extends` names by package."""
        name, below = package_name(specifier)
        package = self.packages.serving(name, folder)
        if package is None:
            return ""
        named = package.data.get("tsconfig")
        below = below or (named if isinstance(named, str) else "tsconfig.json")
        targets = export_targets(package.data.get("exports"), f"./{below}") if package.data.get("exports") else []
        for target in (*targets, below, f"{below}.json"):
            path = join(package.folder, target)
            if path in self.world.files:
                return path or ""
        return ""


def conditions(use: str) -> str:
    """The order of conditions for a way of asking: a `url` asks as an import does."""
    return "import" if use == "url" else use
