"""Plug-ins of Python packages: definitions that the metadata of a package names for a loader.

A loader finds them in a group, by their name (https://packaging.python.org/en/latest/specifications/entry-points/). Who
writes such a name as a string asks for that one; where nobody does, who names the group loads all that are in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["PluginString", "plugins_naming"]

SEPARATOR: Final = ":"
"""Between group and name as the manifest readers write them, and between module and attribute of a target."""
LITERAL: Final = re.compile(rb"[\"']([\w.-]+)[\"']")


class PluginString(NamedTuple):
    """A string that a loader of plug-ins takes."""

    path: str
    line: int
    text: str


def plugins_naming(index: Index, definition: Definition) -> list[PluginString]:
    """The strings that mean a definition, by path and line; those of its group where none says its name."""
    path, qualname = definition
    if not path.endswith(".py"):
        return []
    for module, attribute, group, name in _plugins(index):
        if attribute == qualname and path.removesuffix(".py").removesuffix("/__init__").endswith(module):
            said = [item for item in _strings(index).get(name, ()) if _asks_for(index, item.path, path)]
            return said or _strings(index).get(group, [])
    return []


def _asks_for(index: Index, path: str, plugin: str) -> bool:
    """Another file that stands in the package of a plug-in or imports it: elsewhere its name is any word."""
    package = f"{_package(index, plugin)}/"
    near = path.startswith(package) or any(item.startswith(package) for item in index.adjacency[0].get(path, ()))
    return near and path != plugin


def _package(index: Index, path: str) -> str:
    """The outermost folder around a file that is a package."""
    folder = found = path.rpartition("/")[0]
    while folder and f"{folder}/__init__.py" in index.files:
        found, folder = folder, folder.rpartition("/")[0]
    return found


@per_index
def _plugins(index: Index) -> list[tuple[str, str, str, str]]:
    """Module as a path, attribute, group and name of each plug-in."""
    found = []
    for manifest in (index.manifests[path] for path in index.manifests if path.endswith((".toml", ".cfg", ".py"))):
        for entry in manifest.entries:
            group, _, name = entry.name.rpartition(SEPARATOR)
            module, _, attribute = entry.target.partition(SEPARATOR)
            if entry.kind == "library" and group and module:
                found.append((module.strip().replace(".", "/"), attribute.strip(), group, name))
    return found


@per_index
def _strings(index: Index) -> Mapping[str, list[PluginString]]:
    """Name of a plug-in or group → the Python strings that consist of it."""
    wanted = {text.encode() for _, _, group, name in _plugins(index) for text in (group, name)}
    found: dict[str, list[PluginString]] = {}
    for path, file in index.files.items() if wanted else ():
        if file.language != "Python" or file.zone in {"generated", "vendored", "fixture"}:
            continue
        source = index.read(path)
        for match in LITERAL.finditer(source):
            if match[1] in wanted:
                line, text = source.count(b"\n", 0, match.start()) + 1, match[1].decode()
                found.setdefault(text, []).append(PluginString(path, line, text))
    return found
