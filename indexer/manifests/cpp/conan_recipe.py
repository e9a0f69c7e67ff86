"""Conan recipes: conanfile.py read as a syntax tree, and references `name/version@user/channel#revision`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..base import Dependency, Manifest, Package
from ..notations.lines import directory
from ..notations.syntax import first_error, parser_of, source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["parse_recipe", "reference"]

_REFERENCE = re.compile(r"([a-z0-9_A-Z][\w.+-]*)/(\[[^\]]*\]|[^@#:%\s]+)(?:@([^#:\s]*))?")
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
    manifest = Manifest("conan", manager="conan")
    tree = parser_of("tree_sitter_python").parse(content)
    if tree.root_node.has_error:
        manifest.problems.append((first_error(tree.root_node), "not valid Python: some of it may be missing"))
    values: dict[str, tuple[str, int]] = {}
    for node in _nodes(tree.root_node):
        if node.type == "assignment":
            _attribute(node, values, manifest)
        elif node.type == "call":
            _call(node, manifest)
    if "name" in values:
        name, line = values["name"]
        manifest.packages.append(Package(name, values.get("version", ("", 1))[0], directory(path), line))
    return manifest


def _nodes(root: Node) -> Iterator[Node]:
    """Assignments and calls of a tree, in order."""
    todo = [root]
    while todo:
        node = todo.pop()
        if node.type in ("assignment", "call"):
            yield node
        todo.extend(reversed(node.named_children))


def _attribute(node: Node, values: dict[str, tuple[str, int]], manifest: Manifest) -> None:
    left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
    if left is None or right is None or left.type != "identifier":
        return
    name, line = source_of(left), node.start_point[0] + 1
    if name in ("name", "version") and right.type == "string":
        values.setdefault(name, (_string(right), line))
    elif name in _SCOPES:
        for string in _strings(right):
            _add(string, _SCOPES[name], manifest)


def _call(node: Node, manifest: Manifest) -> None:
    function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
    method = source_of(function).removeprefix("self.") if function is not None else ""
    if method in _SCOPES and arguments is not None and arguments.named_children:
        first = arguments.named_children[0]
        if first.type == "string":
            _add(first, _SCOPES[method], manifest)
        else:
            manifest.problems.append((node.start_point[0] + 1, f"a requirement that is computed: {method}"))


def _add(string: Node, scope: str, manifest: Manifest) -> None:
    if found := reference(_string(string), string.start_point[0] + 1, scope):
        manifest.dependencies.append(found)


def _strings(node: Node) -> Iterator[Node]:
    if node.type == "string":
        yield node
    elif node.type in ("list", "tuple", "set", "expression_list", "parenthesized_expression"):
        for child in node.named_children:
            yield from _strings(child)


def _string(node: Node) -> str:
    """The text of a string without interpolations (of an f-string, with them as written)."""
    return "".join(source_of(c) for c in node.named_children if c.type in ("string_content", "interpolation"))
