"""Build files that are a part of the build around them, and can't be built or tested by themselves."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["is_part"]

PROJECT = re.compile(r"^[ \t]*project[ \t]*\(", re.IGNORECASE | re.MULTILINE)
NEED_A_PROJECT = frozenset({"meson.build", "CMakeLists.txt"})
"""Meson refuses a tree whose first file doesn't call `project()`; CMake warns, and parts rely on what is set around them."""
GRADLE = re.compile(r"(?P<name>[^/]+?)\.gradle(?:\.kts)?")


def is_part(index: Index, path: str) -> bool:
    """Whether a folder's build file only goes on with the project that another folder's file begins.

    `subdir('po')` of Meson, `add_subdirectory(po)` of CMake, `project/` of sbt, and a script that a Gradle build applies
    (`gradle/lint.gradle`).
    """
    folder, _, name = path.rpartition("/")
    if name in NEED_A_PROJECT:
        return not PROJECT.search(index.read(path).decode("utf-8", "replace"))
    if not folder:
        return False
    if name.endswith(
        ".sbt"
    ):  # sbt's own build, of which `project/` is a part: https://www.scala-sbt.org/1.x/docs/Organizing-Build.html
        outer, _, inner = folder.rpartition("/")
        return inner == "project" and f"{outer}/build.sbt".lstrip("/") in index.files
    if script := GRADLE.fullmatch(name):
        return script["name"] not in {"build", "settings", folder.rpartition("/")[2]}
    return False
