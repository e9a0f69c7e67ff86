"""Tools over a workspace: Nx, Turborepo and Lerna run a task of one package from its root, Bazel and Pants build and test by targets."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.read_tables import json_table
from ...indexer.workspace_paths import outwards, prefix_of
from ..per_index import per_index
from ..workspace.managers import MANAGERS
from ..workspace.workspace_packages import manager_for, managers, members, product_manifests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = [
    "EVERY_PACKAGE", "NO_TEST", "PANTS_BUILD", "BuildRoot", "RunnerTask", "build_roots", "has_default_project", "knows_task",
    "only_project", "package_tasks", "tests_below",
]  # fmt: skip

ONE_PACKAGE = {
    "Nx": "nx run {name}:{task}",
    "Turborepo": "turbo run {task} --filter={name}",
    "Lerna": "lerna run {task} --scope={name}",
}
"""Tool → how it runs a task of one package."""
EVERY_PACKAGE = {"Nx": "nx run-many -t", "Turborepo": "turbo run", "Lerna": "lerna run", "Rush": "rush"}
"""Tool → how it runs a task, which is told last, of all packages."""
INFERRED = {
    "test": (("@nx/jest", "jest.config."), ("@nx/vite", "vitest.config."), ("@nx/vitest", "vitest.config.")),
    "build": (("@nx/vite", "vite.config."), ("@nx/webpack", "webpack.config."), ("@nx/next", "next.config.")),
}
"""Task → (plugin of Nx, begin of the configuration file from which it makes the task)."""
NO_TEST = "no test specified"
"""What `npm init` writes where there are no tests."""


class RunnerTask(NamedTuple):
    """A command, the root that it runs in, and the file and line that bind the root to the tool."""

    command: str
    directory: str
    path: str
    line: int


def knows_task(index: Index, path: str, manifest: Manifest, tool: str, task: str) -> bool:
    """Whether a tool that is set up in a manifest has something to run: Nx's plugins infer builds, the others run scripts of packages.

    A script of the root itself counts for npm's tools, as Turborepo and Lerna run it as well.
    """
    directory = path.rpartition("/")[0]
    if tool == "Nx":
        inferred = task == "build" and b'"plugins"' in index.read(f"{directory}/nx.json".lstrip("/"))
        return inferred or bool(_nx_projects(index, directory, task)) or _listed_in_one(index, directory)
    prefix = prefix_of(directory)
    return any(
        script.name == task and NO_TEST not in script.command
        for other, found in product_manifests(index).items()
        if found.ecosystem == "npm" and other.startswith(prefix) and other.rpartition("/")[0] != directory
        for script in found.scripts
    ) or (tool == "Rush" and bool(manifest.tools))


def only_project(index: Index, path: str, tool: str, task: str) -> str:
    """The one project of an Nx workspace that has a task: Nx runs it by its name; "" where several have it, or none is seen."""
    found = _nx_projects(index, path.rpartition("/")[0], task) if tool == "Nx" else []
    return found[0] if len(found) == 1 else ""


def has_default_project(index: Index, root: str) -> bool:
    """Whether an Nx workspace says which project is built where none is told."""
    path = f"{root}/nx.json".lstrip("/")
    return path in index.files and b'"defaultProject"' in index.read(path)


def _nx_projects(index: Index, root: str, task: str) -> list[str]:
    """What Nx calls the projects below a root that have a task, by directory."""
    prefix = prefix_of(root)
    folders = {item.directory for item in members(index) if item.ecosystem == "npm"}
    folders |= {path.rpartition("/")[0] for path in index.files if path.endswith("/project.json")}
    below = sorted(folder for folder in folders if folder.startswith(prefix) and folder != root)
    return [name for folder in below if _has(index, folder, root, "Nx", task) and (name := _names(index, folder)["Nx"])]


def _listed_in_one(index: Index, root: str) -> bool:
    """Whether the workspace is of the kind that lists all its projects, and their tasks, in one file."""
    return any(f"{root}/{name}".lstrip("/") in index.files for name in ("workspace.json", "angular.json"))


def package_tasks(index: Index, directory: str, task: str) -> Iterator[RunnerTask]:
    """How the tools around a package run one of its tasks, the innermost first."""
    names = _names(index, directory)
    for path, manifest in sorted(product_manifests(index).items(), key=lambda item: -item[0].count("/")):
        root = path.rpartition("/")[0]
        if root == directory or not f"{directory}/".startswith(prefix_of(root)):
            continue
        for tool in manifest.tools:
            name = names.get(tool.name) if tool.name in ONE_PACKAGE else None
            if name and _has(index, directory, root, tool.name, task):
                manager = manager_for(managers(index), root, "npm")
                prefix = f"{MANAGERS[manager.name].exec} " if manager else "npx "
                text = ONE_PACKAGE[tool.name].replace("{name}", shlex.quote(name)).replace("{task}", task)
                yield RunnerTask(prefix + text, root, path, tool.line)


def _names(index: Index, directory: str) -> Mapping[str, str]:
    """Tool → what it calls the package at a directory: Nx has names of its own for its projects."""
    packages = (item.name for item in members(index) if (item.directory, item.ecosystem) == (directory, "npm"))
    package = next(packages, "")
    own = _project(index, directory).get("name")
    known = f"{directory}/project.json" in index.files
    project = own if isinstance(own, str) else directory.rpartition("/")[2] if known else ""
    return {"Nx": project or package, "Turborepo": package, "Lerna": package}


def _has(index: Index, directory: str, root: str, tool: str, task: str) -> bool:
    manifest = index.manifests.get(f"{directory}/package.json")
    if manifest is not None and any(item.name == task and NO_TEST not in item.command for item in manifest.scripts):
        return True
    if tool != "Nx":
        return False
    targets = _project(index, directory).get("targets")
    if isinstance(targets, dict) and task in targets:
        return True
    setup = index.text(f"{root}/nx.json".lstrip("/"))
    starts = tuple(f"{directory}/{start}" for plugin, start in INFERRED.get(task, ()) if plugin in setup)
    return any(path.startswith(starts) for path in index.files if starts)


def _project(index: Index, directory: str) -> Mapping[str, object]:
    path = f"{directory}/project.json"
    return json_table(index.read(path)) if path in index.files else {}


PANTS_BUILD = "pants package ::"
"""Pants builds what its files configure, whatever the languages' own tools would build of it."""

ROOTS = {"pants.toml": "Pants", "MODULE.bazel": "Bazel", "WORKSPACE.bazel": "Bazel", "WORKSPACE": "Bazel"}
"""Name of the file at a build's root → the tool."""
BAZEL_PACKAGES = ("BUILD.bazel", "BUILD")


class BuildRoot(NamedTuple):
    """A folder that one of the tools builds from, and the file that says so."""

    tool: str
    directory: str
    path: str


@per_index
def build_roots(index: Index) -> list[BuildRoot]:
    """The roots of the product's builds, outermost first; a root inside another of its tool is a part of that."""
    found: list[BuildRoot] = []
    paths = [path for path, file in index.files.items() if path.rpartition("/")[2] in ROOTS and file.zone == "product"]
    for path in sorted(paths, key=lambda path: (path.count("/"), path)):
        directory, _, name = path.rpartition("/")
        if not any(root.tool == ROOTS[name] and _is_below(directory, root.directory) for root in found):
            found.append(BuildRoot(ROOTS[name], directory, path))
    return found


def tests_below(index: Index, root: BuildRoot, tests: Sequence[str], name: str) -> str:
    """The command that runs some test files or folders, or one test of them, from a root; "" where no target holds them."""
    inner = [path[len(root.directory) :].lstrip("/") for path in tests if _is_below(path, root.directory)]
    if not inner:
        return ""
    if root.tool == "Pants":
        targets = " ".join(shlex.quote(path if path in index.files else f"{path}::") for path in inner)
        return f"pants test {targets}" + (f" -- -k {shlex.quote(name.rpartition('.')[2])}" if name else "")
    labels = dict.fromkeys(label for path in inner if (label := _label(index, root.directory, path)))
    if not labels:
        return ""
    return f"bazel test {' '.join(labels)}" + (f" --test_filter={shlex.quote(name.rpartition('.')[2])}" if name else "")


def _label(index: Index, directory: str, inner: str) -> str:
    """The targets of the Bazel package that holds a path; all below it for a folder."""
    for folder in outwards(inner):
        if any(f"{prefix_of(directory)}{prefix_of(folder)}{name}" in index.files for name in BAZEL_PACKAGES):
            return _below(folder) if folder == inner else f"//{folder}:all"
    return _below(inner) if "." not in inner.rpartition("/")[2] else ""


def _below(folder: str) -> str:
    return f"//{folder}/..." if folder else "//..."


def _is_below(path: str, directory: str) -> bool:
    return f"{path}/".startswith(prefix_of(directory))
