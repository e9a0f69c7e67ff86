"""Build files that are a part of the build around them, and can't be built or tested by themselves; what others make at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..workspace.ecosystem_languages import LANGUAGES_OF, code_bytes
from ..workspace.workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["has_code", "is_part", "makes_pages", "makes_something"]

PROJECT = re.compile(r"^[ \t]*project[ \t]*\(", re.IGNORECASE | re.MULTILINE)
MESON = "meson.build"
NEED_A_PROJECT = frozenset({MESON, "CMakeLists.txt"})
"""Meson refuses a tree whose first file doesn't call `project()`; CMake warns, and parts rely on what is set around them."""
TARGETS = {"shards": re.compile(rb"(?m)^targets:")}
"""Ecosystem → what its manifest has where there is something to build: a library of Crystal is compiled by its users."""
FAILS_WITHOUT_CODE = frozenset({"golang"})
"""Ecosystems whose manifest may stand without any code, and whose manager refuses to build that (`go build ./...`)."""
LISTED = (".nuspec", "packages.config")
"""What only lists what a .NET project of its own, here or elsewhere, is built with or packed as."""
GRADLE = re.compile(r"(?P<name>[^/]+?)\.gradle(?:\.kts)?")

PAGES = LANGUAGES_OF["npm"] | {"CSS", "SCSS", "Sass", "Less", "Stylus", "PostCSS", "HTML"}
NOT_BUILT = frozenset({"fixture", "test"})

MAKES = {
    "build.xml": re.compile(
        rb"<(?:import|javac|jar|war|ear|scalac|groovyc|mxmlc|csc|zip|tar|native2ascii|antcall|subant|\w+:\w+)\b"
    ),
    "build.clj": re.compile(rb"\(defn uber\b"),
}
"""Build file → what it says where the usual command builds something: one of Ant may only set up the tools of the work."""

MADE = {
    "build": re.compile(rb"\b(?:executable|\w*librar(?:y|ies)|shared_module|custom_target|run_target|jar)\s*\("),
    "test": re.compile(rb"(?m)^[ \t]*(?:\w+\.)?test\s*\("),
}
"""Verb → what a project of Meson has to say for it to do anything: many only tell others where their headers are."""


def makes_something(index: Index, path: str, verb: str) -> bool:
    """Whether a build file, of Meson with those below its folder, has something to build or to test; of most others nothing is known."""
    if verb == "build" and (makes := MAKES.get(path.rpartition("/")[2])):
        return makes.search(index.read(path)) is not None
    start, is_meson = path.removesuffix(MESON), path.endswith(MESON)
    below = (other for other in index.files if other.endswith(MESON) and other.startswith(start))
    return not is_meson or any(MADE[verb].search(index.read(other)) for other in below)


def has_code(index: Index, ecosystem: str, path: str) -> bool:
    """Whether a manifest has anything to build, for a manager that fails where there is none: a go.mod may name a site's themes only,
    or stand above the modules that have the code."""
    if ecosystem in TARGETS:
        return TARGETS[ecosystem].search(index.read(path)) is not None
    if ecosystem not in FAILS_WITHOUT_CODE:
        return True
    folder, folders = path.rpartition("/")[0], package_directories(index)
    written = (path for path, file in index.files.items() if file.language in LANGUAGES_OF[ecosystem])
    return any(owner(folders, other) == folder for other in written)


def makes_pages(index: Index) -> bool:
    """Whether a package of npm around all has anything to bundle where the code is in another ecosystem: one may only draw sponsors."""
    weights = code_bytes(index)
    return max(weights, key=weights.__getitem__) == "npm" or any(
        file.language in PAGES and file.zone not in NOT_BUILT and ".config." not in path
        for path, file in index.files.items()
    )


def is_part(index: Index, path: str) -> bool:
    """Whether a folder's build file only goes on with the project that another folder's file begins.

    `subdir('po')` of Meson, `add_subdirectory(po)` of CMake, `project/` of sbt, and a script that a Gradle build applies
    (`gradle/lint.gradle`). https://www.scala-sbt.org/1.x/docs/Organizing-Build.html
    """
    folder, _, name = path.rpartition("/")
    if name in NEED_A_PROJECT:
        return not PROJECT.search(index.text(path))
    if not folder or name.endswith(LISTED):
        return bool(folder)
    if name.endswith(".sbt"):
        outer, _, inner = folder.rpartition("/")
        return inner == "project" and f"{outer}/build.sbt".lstrip("/") in index.files
    if script := GRADLE.fullmatch(name):
        return script["name"] not in {"build", "settings", folder.rpartition("/")[2]}
    return False
