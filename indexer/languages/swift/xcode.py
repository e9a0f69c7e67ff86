"""The Swift files that a target of an Xcode project compiles together, by the lists of its build phases.

Projects whose targets take whole folders (Xcode 16) list nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...workspace_paths import joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..base import World

__all__ = ["compiled_together"]

PROJECT: Final = "project.pbxproj"
OBJECT: Final = re.compile(r"^\t\t(\w+)(?: /\*[^\n]*?\*/)? = \{(.*?)\};\n", re.MULTILINE | re.DOTALL)
FIELD: Final = re.compile(r"\b(fileRef|path|children|files) = (?:\((.*?)\)|\"([^\"\n]*)\"|([^\s;]+))", re.DOTALL)
COMMENT: Final = re.compile(r"/\*.*?\*/")
PHASE: Final = "isa = PBXSourcesBuildPhase;"


def compiled_together(world: World) -> Iterator[list[str]]:
    """The files of each target that compiles several, sorted."""
    for project in world.by_basename.get(PROJECT, ()):
        root = project.rpartition(".xcodeproj/")[0].rpartition("/")[0]
        text = world.read(project).decode("utf-8", "replace")
        phases = [match[1] for match in OBJECT.finditer(text) if PHASE in match[2]]
        fields = {match[1]: _fields(match[2]) for match in OBJECT.finditer(text)}
        above = {child: parent for parent, item in fields.items() for child in item.get("children", "").split()}
        for phase in phases:
            built = (fields.get(item, {}).get("fileRef", "") for item in fields[phase].get("files", "").split())
            files = sorted({path for item in built if (path := _path(item, fields, above, root)) in world.files})
            swift = [path for path in files if path.endswith(".swift")]
            if len(swift) > 1:
                yield swift


def _fields(body: str) -> dict[str, str]:
    """What of an object tells where files lie: a list as words."""
    found = FIELD.finditer(COMMENT.sub("", body))
    return {match[1]: (match[2] or match[3] or match[4] or "").replace(",", " ") for match in found}


def _path(item: str, fields: dict[str, dict[str, str]], above: dict[str, str], root: str) -> str:
    """The path of a file in its groups, some of which are no folders."""
    parts: list[str] = []
    while item and len(parts) < len(fields):
        parts.append(fields.get(item, {}).get("path", ""))
        item = above.get(item, "")
    return joined(root, "/".join(part for part in reversed(parts) if part))
