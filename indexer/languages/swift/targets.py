"""The targets of Swift packages: their names and folders, read from Package.swift without running it.

Source: https://docs.swift.org/package-manager/PackageDescription/PackageDescription.html
"""

from __future__ import annotations

from posixpath import normpath
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["Target", "read_targets"]

KINDS = frozenset({"target", "executableTarget", "testTarget", "macro", "plugin", "systemLibrary"})
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
        found.update(_targets(world, path.rpartition("/")[0], world.read(path).decode("utf-8", "replace")))
    return sorted(found, key=lambda target: (target.folder, target.name))


def _targets(world: World, root: str, manifest: str) -> Iterator[Target]:
    own = list(_declared(manifest))
    for kind, name, path in own:
        places = [f"{folder}/{name}" for folder in DEFAULT_FOLDERS.get(kind, SOURCES)]
        if path:
            places = [path]
        elif len([item for item, *_ in own if item != "testTarget"]) == 1 and kind != "testTarget":
            places += SOURCES
        for place in places:
            folder = normpath(f"{root}/{place}") if root else normpath(place)
            folder = "" if folder == "." else folder
            if folder in world.directories:
                yield Target(name.replace("-", "_"), folder, kind == "testTarget")
                break


def _declared(manifest: str) -> Iterator[tuple[str, str, str]]:
    """`(kind, name, path)` of each target; `.target(name: "X")` inside another's arguments names a dependency."""
    from ...manifests.apple.swiftpm import package_calls, text_of
    from ...manifests.notations.block_nodes import calls_in

    calls, _ = package_calls(manifest)
    targets = [call for call in calls if call.path in KINDS]
    inside = {id(inner) for target in targets for inner in calls_in([*target.options.values()])}
    for target in targets:
        if id(target) not in inside and (name := text_of(target, "name")):
            yield target.path, name, text_of(target, "path")
