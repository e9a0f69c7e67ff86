"""The files beside package.json that bind packages into a workspace: pnpm's, Yarn's, Lerna's, Nx', Turborepo's and Rush's.

Sources: the configuration pages of each.
"""

from __future__ import annotations

from ...base import Manifest, Setting, WorkspaceTool, told
from ...notations.json_lines import read_json
from ...notations.yaml_lines import read_yaml
from .package_json import ECOSYSTEM, catalogs, workspace_tool

__all__ = ["parse_lerna", "parse_pnpm_workspace", "parse_rush", "parse_task_runner", "parse_yarnrc"]


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
