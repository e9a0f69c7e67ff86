"""The targets of Swift packages: their names and folders, read from Package.swift without running it.

Source: https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html
"""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Target", "read_targets"]

COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
DECLARATION = re.compile(r"\.(target|executableTarget|testTarget|macro|plugin|systemLibrary)\s*\(")
NAME = re.compile(r'\bname:\s*"([^"\n]+)"')
PATH = re.compile(r'\bpath:\s*"([^"\n]*)"')
BRACKET = re.compile(r'"(?:[^"\\\n]|\\.)*"|[()\[\]]')
DEFAULT_FOLDERS = {"testTarget": ("Tests", "Sources", "Source", "src", "srcs"), "plugin": ("Plugins",)}
SOURCES = ("Sources", "Source", "src", "srcs")


class Target(NamedTuple):
    """A module: its name in imports, its folder, and whether it holds tests."""

    name: str
    folder: str
    test: bool = False


def read_targets(world: World) -> list[Target]:
    """The targets of every Package.swift whose folder exists, sorted by folder."""
    found: set[Target] = set()
    for path in world.by_basename.get("Package.swift", ()):
        raw = world.read(path).decode("utf-8", "replace")
        found.update(_targets(world, path.rpartition("/")[0], COMMENT.sub(" ", _without_urls(raw))))
    return sorted(found, key=lambda target: (target.folder, target.name))


def _targets(world: World, root: str, manifest: str) -> Iterator[Target]:
    own = list(_declared(manifest))
    for kind, arguments in own:
        name, path = NAME.search(arguments), PATH.search(arguments)
        if name is None:
            continue
        places = [f"{folder}/{name[1]}" for folder in DEFAULT_FOLDERS.get(kind, SOURCES)]
        if path is not None:
            places = [path[1]]
        elif len([item for item, _ in own if item != "testTarget"]) == 1 and kind != "testTarget":
            places += SOURCES
        for place in places:
            folder = normpath(f"{root}/{place}") if root else normpath(place)
            folder = "" if folder == "." else folder
            if folder in world.directories:
                yield Target(name[1].replace("-", "_"), folder, kind == "testTarget")
                break


def _declared(manifest: str) -> Iterator[tuple[str, str]]:
    """`(kind, arguments)` of each target; `.target(name: "X")` inside another's arguments names a dependency."""
    end = 0
    for match in DECLARATION.finditer(manifest):
        if match.start() >= end:
            arguments, end = _arguments(manifest, match.end())
            yield match[1], arguments


def _arguments(text: str, start: int) -> tuple[str, int]:
    """The text up to the bracket that closes the one before `start`, without what nested brackets hold, and where it ends."""
    kept: list[str] = []
    depth, last, end = 1, start, start
    for match in BRACKET.finditer(text, start):
        bracket = match[0]
        if bracket in "([":
            if depth == 1:
                kept.append(text[last : match.end()])
            depth += 1
        elif bracket in ")]":
            depth -= 1
            if depth == 1:
                last = match.start()
            if depth == 0:
                kept.append(text[last : match.start()])
                end = match.end()
                break
    return "".join(kept), end


def _without_urls(text: str) -> str:
    """`//` in a string is no comment."""
    return re.sub(r'(?<=:)//(?=[^\s"])', "  ", text)
