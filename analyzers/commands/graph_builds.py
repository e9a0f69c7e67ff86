"""Bazel and Pants, which build and test by targets and not by packages: their roots, and the tests of a path in their own terms."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.workspace_paths import outwards, prefix_of
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...indexer.index import Index

__all__ = ["PANTS_BUILD", "BuildRoot", "build_roots", "tests_below"]

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
