"""Go: where a file binds names of its own, and where a name is only a label.

Go's scopes are lexical (https://go.dev/ref/spec#Declarations_and_scope): a parameter, a receiver or a variable of a
function hides the package's name, and the names of fields, methods and labels live apart from it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...facts import Scopes
from ..common import load_query

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node

    from ...facts import Place

__all__ = ["scopes"]

STATEMENT = re.compile(rb"[^\n;{]*+")
"""What of a statement follows on the line; a block begins a new one."""


def scopes(source: bytes, root: Node, functions: list[tuple[int, int]]) -> Scopes:
    """The names that a file's functions bind, and its labels; the keys of a map or list literal are none.

    Args:
        source: the file.
        root: its tree.
        functions: first and last line of each function and method.
    """
    from tree_sitter import QueryCursor

    found = QueryCursor(load_query("go_bindings", "tree_sitter_go")).captures(root)
    values = {node.start_byte for node in found.get("value", ())}
    labels = [node for node in found.get("label", ()) if node.start_byte not in values]
    types = [_place(source, node) for node in found.get("type", ())]
    bound = [*types, *_bound(source, found.get("bound", ()))]
    return Scopes(functions, bound, [_place(source, node) for node in labels])


def _bound(source: bytes, nodes: Iterable[Node]) -> Iterator[Place]:
    """Bindings, but for those whose statement takes the name's outer meaning: `config := config()`, `(config config)`."""
    for node in nodes:
        line, name = _place(source, node)
        end = node.end_byte
        if source.find(name, end, source.find(b"\n", end)) < 0 or not _again(name, STATEMENT.match(source, end)):
            yield line, name


def _place(source: bytes, node: Node) -> Place:
    return node.start_point[0] + 1, source[node.start_byte : node.end_byte]


def _again(name: bytes, rest: re.Match[bytes] | None) -> bool:
    return rest is not None and re.search(rb"(?<![\w.])" + name + rb"\b", rest[0]) is not None
