"""build_command: the command that builds the workspace or one package, with what proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .managers import MANAGERS
from .package_choice import choose_package
from .workspace_packages import UsedManager, manager_for, managers, product_manifests

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..answers import BuildCommand, Command, Evidence
    from ..indexer.index import Index
    from ..indexer.manifests.base import Manifest

__all__ = ["answer", "build_commands"]

BUILD_SCRIPTS = (
    "build",
    "build:prod",
    "build:production",
    "prod",
    "production",
    "compile",
    "dist",
    "bundle",
    "package",
)
BUILD_TARGETS = ("build", "all", "compile", "dist", "package")
MONOREPO_BUILDS = {
    "Nx": "nx run-many -t build",
    "Turborepo": "turbo run build",
    "Lerna": "lerna run build",
    "Rush": "rush build",
}
BUILD_FILES: dict[str, tuple[str, str]] = {
    "meson.build": ("meson setup build && meson compile -C build", "Meson"),
    "CMakeLists.txt": ("cmake -S . -B build && cmake --build build", "CMake"),
    "BUILD.bazel": ("bazel build //...", "Bazel"),
    "WORKSPACE.bazel": ("bazel build //...", "Bazel"),
    "MODULE.bazel": ("bazel build //...", "Bazel"),
    "pants.toml": ("pants package ::", "Pants"),
    "build.zig": ("zig build", "Zig"),
    "build.sbt": ("sbt compile", "sbt"),
    "project.clj": ("lein uberjar", "Leiningen"),
    "build.xml": ("ant", "Ant"),
    "configure.ac": ("./configure && make", "Autotools"),
}
"""Build files that no manifest reader reads: file name → (command, tool)."""
BUILT_BY_MANAGER = frozenset({"golang", "cargo", "maven", "nuget", "hex", "swift", "hackage", "clojars"})
"""Ecosystems whose manager compiles; elsewhere a build exists only where the workspace declares one."""


def answer(index: Index, *, package: str | None) -> BuildCommand:
    """See CONTRACT: `build_command`."""
    found = build_commands(index, choose_package(index, package) if package else None)
    return {"build_commands": found, "recommended": found[0]["command"] if found else None}


def build_commands(index: Index, directory: str | None) -> list[Command]:
    """Build commands, best first: what the workspace's own scripts say, then what its managers do.

    Args:
        directory: of one package; None for the whole workspace.
    """
    used = managers(index)
    found: dict[tuple[str, str], tuple[tuple[int, int, int], Command]] = {}
    for rank, command in _candidates(index, used):
        where = command["directory"]
        if directory is not None and where != (directory or "."):
            continue
        depth = 0 if where == "." else where.count("/") + 1
        key = (command["command"], where)
        place = (depth, rank, len(found))
        if key not in found or place < found[key][0]:
            found[key] = (place, command)
    return [command for _, command in sorted(found.values(), key=lambda item: item[0])][:20]


def _candidates(index: Index, used: list[UsedManager]) -> Iterator[tuple[int, Command]]:
    for path, manifest in product_manifests(index).items():
        if index.files[path].zone not in {"product", "docs", "generated"}:
            continue
        directory = path.rpartition("/")[0]
        yield from _monorepo(path, manifest, directory, used)
        yield from _scripts(path, manifest, directory, used)
        yield from _by_manager(index, path, manifest, directory)
    for path, file in index.files.items():
        folder, _, name = path.rpartition("/")
        if name in BUILD_FILES and file.zone == "product":
            yield 4, _command(BUILD_FILES[name][0], folder, path)


def _monorepo(path: str, manifest: Manifest, directory: str, used: list[UsedManager]) -> Iterator[tuple[int, Command]]:
    for tool in manifest.tools:
        if tool.name in MONOREPO_BUILDS:
            manager = manager_for(used, directory, "npm")
            prefix = f"{MANAGERS[manager.name].exec} " if manager else ""
            yield 1, _command(prefix + MONOREPO_BUILDS[tool.name], directory, path, tool.line)


def _scripts(path: str, manifest: Manifest, directory: str, used: list[UsedManager]) -> Iterator[tuple[int, Command]]:
    scripts = {script.name: script for script in manifest.scripts}
    if manifest.ecosystem in {"npm", "composer"}:
        manager = manager_for(used, directory, manifest.ecosystem)
        for name in BUILD_SCRIPTS:
            if name in scripts:
                run = MANAGERS[manager.name if manager else "npm"].run.replace("{script}", name)
                yield 0, _command(run, directory, path, scripts[name].line)
                return
    for name in BUILD_TARGETS:
        if name in scripts and scripts[name].kind == "target":
            yield 3, _command(f"make {name}", directory, path, scripts[name].line)
            return


def _by_manager(index: Index, path: str, manifest: Manifest, directory: str) -> Iterator[tuple[int, Command]]:
    if manifest.role != "manifest":
        return
    if manifest.ecosystem == "pypi" and any(setting.kind == "build-backend" for setting in manifest.settings):
        manager = manager_for(managers(index), directory, "pypi")
        build = MANAGERS[manager.name].build if manager else ""
        yield 5, _command(build or "python -m build", directory, path)
    elif manifest.ecosystem in BUILT_BY_MANAGER:
        manager = manager_for(managers(index), directory, manifest.ecosystem)
        if manager and MANAGERS[manager.name].build:
            yield 2, _command(_wrapped(index, manager.name, directory), directory, path)


def _wrapped(index: Index, manager: str, directory: str) -> str:
    """The manager's build through the workspace's own wrapper script where it has one."""
    command = MANAGERS[manager].build
    wrapper = {"maven": "mvnw", "gradle": "gradlew"}.get(manager)
    folder = directory
    while wrapper:
        if (f"{folder}/{wrapper}" if folder else wrapper) in index.files:
            return f"./{wrapper} {command.partition(' ')[2]}"
        if not folder:
            break
        folder = folder.rpartition("/")[0]
    return command


def _command(command: str, directory: str, path: str, line: int | None = None) -> Command:
    evidence: Evidence = {"path": path} if line is None else {"path": path, "line": line}
    return {"command": command, "directory": directory or ".", "package": directory or None, "evidence": [evidence]}
