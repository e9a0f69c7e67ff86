"""Go modules that nothing imports, and modules that are imported and not required.

Go's imports name modules by prefix, and `go mod tidy` keeps exactly those that some file imports, so both are certain
(https://go.dev/ref/mod#go-mod-tidy).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from ..workspace.workspace_packages import OWN_ZONES, owner
from .import_names import normalised
from .unused_claims import undeclared_claim, unused_claim

if TYPE_CHECKING:
    from ...answers import UndeclaredDependency, UnusedDependency
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest
    from .dependency_use import Usage

__all__ = ["GoUse"]

CONFIDENCE = 0.9


class GoUse:
    """The Go modules of a workspace and what is used of them."""

    def __init__(self, index: Index, manifests: Mapping[str, Manifest], used: Usage) -> None:
        self.index = index
        self.used = used
        self.manifests = {path: item for path, item in manifests.items() if path.rpartition("/")[2] == "go.mod"}
        self.tools = {
            setting.name for item in self.manifests.values() for setting in item.settings if setting.kind == "tool"
        }
        self.own = {package.name for item in self.manifests.values() for package in item.packages}

    def unused(self) -> Iterator[UnusedDependency]:
        """Direct requirements of other people's modules that no file below the module imports and no `tool` directive runs."""
        for path, manifest in self.manifests.items():
            directory = path.rpartition("/")[0]
            for item in manifest.dependencies:
                tool = any(name == item.name or name.startswith(f"{item.name}/") for name in self.tools)
                own = item.name in self.own or item.source in {"path", "workspace"}
                runs = item.direct and item.scope == "runtime" and not tool and not own
                if runs and not self.used.files_of("golang", item.name, directory):
                    yield unused_claim(item, directory, path, CONFIDENCE, [item.name])

    def undeclared(self) -> Iterator[UndeclaredDependency]:
        """Imports that no requirement of the module around them provides."""
        directories = {path.rpartition("/")[0] for path in self.manifests}
        grouped = by_key(
            ((directory, normalised("golang", use.module)), use)
            for use in self.used.unmatched.get("golang", ())
            if "." in use.module.partition("/")[0]
            and (directory := owner(directories, use.path)) in directories
            and self.index.files[use.path].zone in OWN_ZONES
        )
        for (directory, name), uses in sorted(grouped.items()):
            yield undeclared_claim(name, directory, ((use.path, use.line) for use in uses))
