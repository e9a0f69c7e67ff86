"""Nx projects: a project.json gives a folder a name and targets where no package.json has to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...base import Manifest, Package, Setting, replace
from ...marks import APPLICATION, IMPLICIT
from ...notations.json_lines import read_json
from ...notations.lines import directory

if TYPE_CHECKING:
    from ...notations.lines import Document

__all__ = ["parse_project", "projects"]

MARKS = ("projectType", "sourceRoot", "targets", "root")
"""Fields by which a project.json is told from .NET's former file of that name."""


def parse_project(path: str, data: bytes) -> Manifest:
    """A project.json: the project's name, else its folder's, and the projects that it needs by its own word."""
    document = read_json(data)
    base = directory(path)
    manifest = Manifest("npm", "config", problems=document.problems)
    if base and _is_nx(document):
        manifest.role = "manifest"
        name = document.text("name") or base.rpartition("/")[2]
        manifest.packages.append(Package(name, "", base, document.line("name"), private=True))
        manifest.settings += [
            Setting("config", IMPLICIT, name, line)
            for name, line in document.texts(IMPLICIT)
            if not name.startswith("!")
        ]
        if document.text("projectType") == APPLICATION:
            manifest.settings.append(Setting("config", "projectType", APPLICATION, document.line("projectType")))
    return manifest


def _is_nx(document: Document) -> bool:
    fields = document.table()
    return any(field in fields for field in MARKS) or "nx/schemas" in document.text("$schema")


def projects(manifests: Mapping[str, Manifest]) -> dict[str, Manifest]:
    """The project.json among npm's manifests; a package counts below an nx.json and without a package.json beside it."""
    roots = {directory(path) for path in manifests if path.rpartition("/")[2] == "nx.json"}

    def counts(base: str) -> bool:
        below = any(not root or base.startswith(f"{root}/") for root in roots)
        return below and f"{base}/package.json" not in manifests

    return {
        path: manifest if counts(directory(path)) else replace(manifest, role="config", packages=[])
        for path, manifest in manifests.items()
        if path.rpartition("/")[2] == "project.json"
    }
