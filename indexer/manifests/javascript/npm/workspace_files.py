"""The files beside package.json that bind packages into a workspace: pnpm's, Yarn's, Lerna's, Nx', Turborepo's and Rush's.

Sources: the configuration pages of each.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ...base import Manifest, Package, Setting, WorkspaceTool, reader, replace, told
from ...marks import APPLICATION, IMPLICIT
from ...notations.json_lines import read_json
from ...notations.lines import directory
from ...notations.yaml_lines import read_yaml
from .package_json import ECOSYSTEM, catalogs, workspace_tool

if TYPE_CHECKING:
    from ...notations.lines import Document

__all__ = ["projects"]


@reader(read_yaml, ECOSYSTEM, "pnpm", "config")
def parse_pnpm_workspace(_path: str, document: Document, manifest: Manifest) -> None:
    """A pnpm-workspace.yaml: members, catalogs, overrides."""
    globs = [glob for glob, _ in document.texts("packages")]
    if globs:
        manifest.tools.append(workspace_tool("pnpm workspaces", globs, document.line("packages")))
    manifest.settings = list(catalogs(document))
    for name, version, line in document.pairs("overrides"):
        manifest.settings.append(Setting("config", f"overrides.{name}", version, line))


@reader(read_yaml, ECOSYSTEM, "yarn", "config")
def parse_yarnrc(_path: str, document: Document, manifest: Manifest) -> None:
    """A .yarnrc.yml: proves Yarn 2 or later, and holds its catalogs."""
    manifest.settings = list(catalogs(document))
    for name in ("nodeLinker", "yarnPath"):
        manifest.settings += told(document, "config", name, name)


@reader(read_json, ECOSYSTEM, "", "config")
def parse_lerna(_path: str, document: Document, manifest: Manifest) -> None:
    """A lerna.json."""
    manifest.manager = document.text("npmClient")
    members = [glob for glob, _ in document.texts("packages")]
    manifest.tools.append(workspace_tool("Lerna", members, document.line("packages")))


@reader(read_json, ECOSYSTEM, "", "config")
def parse_task_runner(path: str, document: Document, manifest: Manifest) -> None:
    """An nx.json, turbo.json or turbo.jsonc: the tool's presence, and the tasks that it knows."""
    name, fields = ("Nx", ("targetDefaults",)) if path.endswith("nx.json") else ("Turborepo", ("tasks", "pipeline"))
    manifest.tools.append(WorkspaceTool(name, (), 1))
    for field in fields:
        manifest.settings += [
            Setting("config", f"{field}.{task}", "", document.line(field, task)) for task in document.table(field)
        ]


@reader(read_json, ECOSYSTEM, "", "config")
def parse_rush(_path: str, document: Document, manifest: Manifest) -> None:
    """A rush.json: every project is listed with its folder."""
    members = [document.text(*place, "projectFolder") for place in document.places("projects")]
    manifest.tools.append(WorkspaceTool("Rush", tuple(filter(None, members)), document.line("projects")))
    for manager in ("pnpm", "yarn", "npm"):
        if version := document.text(f"{manager}Version"):
            manifest.manager = manager
            manifest.settings.append(Setting("manager", manager, version, document.line(f"{manager}Version")))
            break


# ---- Nx's projects: a project.json gives a folder a name and targets where no package.json has to

MARKS = ("projectType", "sourceRoot", "targets", "root")
"""Fields by which a project.json is told from .NET's former file of that name."""


@reader(read_json, ECOSYSTEM, "", "config")
def parse_project(path: str, document: Document, manifest: Manifest) -> None:
    """A project.json: the project's name, else its folder's, and the projects that it needs by its own word."""
    base = directory(path)
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
