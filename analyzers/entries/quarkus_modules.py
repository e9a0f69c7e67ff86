"""Applications of Quarkus, whose main class is generated: a module with its build plugin and none that `@QuarkusMain` marks.

https://quarkus.io/guides/lifecycle#the-main-method
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.workspace_paths import prefix_of
from ..workspace.workspace_packages import manager_for, managers, product_manifests
from .entry_shape import new_entry
from .framework_runs import framework_run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...answers import EntryPoint
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["quarkus_modules"]

PLUGINS = frozenset({"io.quarkus", "io.quarkus:quarkus-maven-plugin", "io.quarkus.platform:quarkus-maven-plugin"})
SERVING = (
    "quarkus-rest", "quarkus-resteasy", "quarkus-vertx", "quarkus-undertow", "quarkus-websockets", "quarkus-grpc",
    "quarkus-reactive-routes",
)  # fmt: skip
"""Beginnings of the extensions that listen."""
MAIN = "QuarkusMain"


def quarkus_modules(index: Index) -> Iterator[tuple[float, EntryPoint]]:
    """`(cost, entry)` of each module that Quarkus starts by itself; it begins in no source file, so that none is named."""
    marked = [path for path in index.files_using(MAIN) if index.files[path].zone == "product"]
    for path, manifest in product_manifests(index).items():
        folder = path.rpartition("/")[0]
        line = next((item.line for item in manifest.settings if item.kind == "tool" and item.name in PLUGINS), None)
        if line is None or any(other.startswith(prefix_of(folder)) for other in marked):
            continue
        name = next((package.name for package in manifest.packages if package.name), "") or folder.rpartition("/")[2]
        kind = "web" if _serves(manifest) else "main"
        command = _command(index, folder)
        yield 0.5, new_entry(index, kind, name.rpartition(":")[2], "", "", command, {"path": path, "line": line})


def _serves(manifest: Manifest) -> bool:
    return any(item.name.rpartition(":")[2].startswith(SERVING) for item in manifest.dependencies)


def _command(index: Index, folder: str) -> str | None:
    manager = manager_for(managers(index), folder, "maven")
    return framework_run(index, manager.name, folder) if manager else None
