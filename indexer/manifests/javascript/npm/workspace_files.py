"""The files beside package.json that bind packages into a workspace: pnpm's, Yarn's, Lerna's, Nx', Turborepo's and Rush's.

Sources: the configuration pages of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...base import Manifest, Package, Setting, WorkspaceTool, replace, told
from ...marks import APPLICATION, IMPLICIT
from ...notations.json_lines import read_json
from ...notations.lines import directory
from ...notations.yaml_lines import read_yaml
from .package_json import ECOSYSTEM, catalogs, workspace_tool

if TYPE_CHECKING:
    from ...notations.lines import Document

__all__ = ["projects"]


def parse_pnpm_workspace(_path: str, data: bytes) -> Manifest:
    """A pnpm-workspace.yaml: members, catalogs, overrides."""
    document = read_yaml(data)
    manifest = Manifest(ECOSYSTEM, "config", "pnpm", problems=document.problems)
    globs = [glob for glob, _ in document.texts("packages")]
    if globs:
        manifest.tools.append(workspace_tool("pnpm workspaces", globs, document.line("packages")))
    manifest.settings = list(catalogs(document))
    for name, version, line in document.pairs("overrides"):
        manifest.settings.append(Setting("config", f"overrides.{name}", version, line))
    return manifest


def parse_yarnrc(_path: str, data: bytes) -> Manifest:
    """A .yarnrc.yml: proves Yarn 2 or later, and holds its catalogs."""
    document = read_yaml(data)
    manifest = Manifest(ECOSYSTEM, "config", "yarn", problems=document.problems)
    manifest.settings = list(catalogs(document))
    for name in ("nodeLinker", "yarnPath"):
        manifest.settings += told(document, "config", name, name)
    return manifest


def parse_lerna(_path: str, data: bytes) -> Manifest:
    """A lerna.json."""
    document = read_json(data)
    manifest = Manifest(ECOSYSTEM, "config", document.text("npmClient"), problems=document.problems)
    members = [glob for glob, _ in document.texts("packages")]
    manifest.tools.append(workspace_tool("Lerna", members, document.line("packages")))
    return manifest


def parse_task_runner(path: str, data: bytes) -> Manifest:
    """An nx.json, turbo.json or turbo.jsonc: the tool's presence, and the tasks that it knows."""
    document = read_json(data)
    name, fields = ("Nx", ("targetDefaults",)) if path.endswith("nx.json") else ("Turborepo", ("tasks", "pipeline"))
    manifest = Manifest(ECOSYSTEM, "config", tools=[WorkspaceTool(name, (), 1)], problems=document.problems)
    for field in fields:
        manifest.settings += [
            Setting("config", f"{field}.{task}", "", document.line(field, task)) for task in document.table(field)
        ]
    return manifest


def parse_rush(_path: str, data: bytes) -> Manifest:
    """A rush.json: every project is listed with its folder."""
    document = read_json(data)
    manifest = Manifest(ECOSYSTEM, "config", problems=document.problems)
    members = [document.text(*place, "projectFolder") for place in document.places("projects")]
    manifest.tools.append(WorkspaceTool("Rush", tuple(filter(None, members)), document.line("projects")))
    for manager in ("pnpm", "yarn", "npm"):
        if version := document.text(f"{manager}Version"):
            manifest.manager = manager
            manifest.settings.append(Setting("manager", manager, version, document.line(f"{manager}Version")))
            break
    return manifest


# ---- Nx's projects: a project.json gives a folder a name and targets where no package.json has to

MARKS = ("projectType", "sourceRoot", "targets", "root")
"""Fields by which a project.json is told from .NET's former file of that name."""


def parse_project(path: str, data: bytes) -> Manifest:
    """A project.json: the project's name, else its folder's, and the projects that it needs by its own word."""
    document = read_json(data)
    base = directory(path)
    manifest = Manifest(ECOSYSTEM, "config", problems=document.problems)
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
