"""Conan recipes: conanfile.py read as a syntax tree, and references `name/version@user/channel#revision`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package
from ..notations.lines import directory
from ..notations.python_literals import parse_python, query
from ..notations.syntax import first_error, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["parse_recipe", "reference"]

_REFERENCE = re.compile(r"([a-z0-9_A-Z][\w.+-]*)/(\[[^\]]*\]|[^@#:%\s]+)(?:@([^#:\s]*))?")
_SAID = """
(assignment left: (identifier) @name right: (_) @value)
(call function: (_) @name arguments: (argument_list . (_) @value)) @call
"""
_STRINGS = "(string) @string"
_SCOPES = {"requires": "runtime", "build_requires": "build", "tool_requires": "build", "test_requires": "test"}


def reference(text: str, line: int, scope: str) -> Dependency | None:
    """The dependency of a reference; None where the text is none. A version in brackets is a range."""
    match = _REFERENCE.match(text.strip())
    if not match:
        return None
    version = match[2]
    exact = "" if version.startswith("[") else version
    return Dependency(match[1], version.strip("[]"), exact, scope, line=line, marker=match[3] or "")


def parse_recipe(path: str, content: bytes) -> Manifest:
    """Reads a conanfile.py: attributes of the recipe's class and calls of `self.requires` and the like."""
    manifest, root = Manifest("conan", manager="conan"), parse_python(content)
    if root.has_error:
        manifest.problems.append((first_error(root), "not valid Python: some of it may be missing"))
    values: dict[str, tuple[str, int]] = {}
    for captured in query(_SAID, root):
        name, value = source_of(captured["name"][0]).removeprefix("self."), captured["value"][0]
        line = value.start_point[0] + 1
        if name in ("name", "version") and value.type == "string":
            values.setdefault(name, (_string(value), line))
        elif name in _SCOPES and "call" in captured and value.type != "string":
            manifest.problems.append((line, f"a requirement that is computed: {name}"))
        elif name in _SCOPES:
            strings = [value] if value.type == "string" else [found["string"][0] for found in query(_STRINGS, value)]
            told = (reference(_string(each), each.start_point[0] + 1, _SCOPES[name]) for each in strings)
            manifest.dependencies += filter(None, told)
    if "name" in values:
        name, line = values["name"]
        manifest.packages.append(Package(name, values.get("version", ("", 1))[0], directory(path), line))
    return manifest


def _string(node: Node) -> str:
    """The text of a string without interpolations (of an f-string, with them as written)."""
    return "".join(source_of(c) for c in node.named_children if c.type in ("string_content", "interpolation"))
