"""What a build file makes at all: whether it is a part of the build around it, has something to build, and how CMake makes its tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..workspace.ecosystem_languages import LANGUAGES_OF, code_bytes
from ..workspace.workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["ctest_command", "has_code", "is_part", "makes_pages", "makes_something"]

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


TESTED = "ctest --test-dir build"
STEP = re.compile(
    rb"^[ \t]*(?P<word>if|else|elseif|endif|return|enable_testing|include|add_subdirectory)[ \t]*"
    rb"\((?P<inner>[^()]*(?:\([^()]*\)[^()]*)*)\)",
    re.IGNORECASE | re.MULTILINE,
)
OFF = re.compile(
    rb"^[ \t]*option\s*\(\s*(\w+)(?:\s+\"[^\"]*\")?(?:\s+(?:OFF|FALSE|NO|0))?\s*\)", re.IGNORECASE | re.MULTILINE
)
"""An option that is off by itself; one without a value is."""
TESTS = re.compile(rb"\s*(?:CTest\b|[\"']?(?:\$\{\w+\}/)?(?:\w+/)?(?:unit_?)?tests?/?[\"']?\s*$)", re.IGNORECASE)
LEFT = re.compile(rb"\s*+NOT\s++(\w++)\s*+")
"""The option without which a file returns early: all that follows needs it."""
NAME = re.compile(rb"(?<![\w{])(?!(?:NOT|AND|OR|DEFINED)\b)[A-Za-z_]\w*")


def ctest_command(text: bytes) -> str:
    """The command that runs the tests of a build folder; with the build before it where an option has to be set for that."""
    off = set(OFF.findall(text))
    switches = [_switch(conditions, off) for conditions in _conditions(text)]
    if not switches or None in switches:
        return TESTED
    return f"cmake -S . -B build -D{switches[0]}=ON && cmake --build build && {TESTED}"


def _conditions(text: bytes) -> Iterator[list[bytes]]:
    """Around each place that adds tests: the conditions it stands under."""
    around: list[bytes] = []
    left: list[bytes] = []
    for step in STEP.finditer(text):
        word = step["word"].lower()
        if word == b"if":
            around.append(step["inner"])
        elif word == b"endif":
            del around[-1:]
        elif word.startswith(b"else"):
            around[-1:] = [b""]
        elif word == b"return":
            left += [inverse[1] for inverse in map(LEFT.fullmatch, around) if inverse and len(around) == 1]
        elif word == b"enable_testing" or TESTS.match(step["inner"]):
            yield [*left, *around]


def _switch(conditions: list[bytes], off: set[bytes]) -> str | None:
    """The option that opens the way, of those that are off; None where nothing that is known to be off stands in it."""
    for condition in conditions:
        names = NAME.findall(condition)
        if names and set(names) <= off and b"NOT" not in condition.split():
            return str(names[0].decode())
    return None
