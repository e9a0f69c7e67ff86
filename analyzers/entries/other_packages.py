"""Scripts that a command runs in another package of the workspace: `pnpm -C server run dev`, `yarn workspace api start`,
`pnpm --filter web dev`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...indexer.workspace_paths import joined

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest, Script

__all__ = ["script_elsewhere"]

SCRIPT = r"(?:\s+(?:run|run-script))?\s+(?P<script>[\w:.-]+)"
VALUE = r"[ =]['\"]?(?P<{}>[@\w./-]+)['\"]?"
BY_FOLDER = re.compile(rf"\b(?:npm|yarn|pnpm|bun)\s+(?:-C|--prefix|--cwd|--dir){VALUE.format('folder')}{SCRIPT}")
BY_NAME = re.compile(
    rf"\b(?:npm|yarn|pnpm|bun)\s+(?:--filter|-F|workspace|--workspace|-w){VALUE.format('name')}{SCRIPT}"
    rf"|\bnpm\s+(?:run\s+)?(?P<first>[\w:.-]+)\s+(?:-w|--workspace){VALUE.format('other')}"
)


def script_elsewhere(index: Index, command: str, directory: str) -> tuple[Script, Manifest] | None:
    """The script and its manifest; None where a command runs none of another package, or where no package is so called."""
    path = script = ""
    if found := BY_FOLDER.search(command):
        path, script = joined(directory, f"{found['folder']}/package.json"), found["script"]
    elif found := BY_NAME.search(command):
        path = _called(index, found["name"] or found["other"], directory)
        script = found["script"] or found["first"]
    manifest = index.manifests.get(path)
    named = next((item for item in manifest.scripts if item.name == script), None) if manifest else None
    return (named, manifest) if named and manifest else None


def _called(index: Index, name: str, directory: str) -> str:
    """The manifest of a package by its name, else by its folder as the command writes it."""
    for path, manifest in index.manifests.items():
        if manifest.ecosystem == "npm" and any(package.name == name for package in manifest.packages):
            return path
    return joined(directory, f"{name}/package.json")
