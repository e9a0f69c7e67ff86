"""What readers that go through tree-sitter share."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Node, Parser

__all__ = ["first_error", "parser_of", "source_of"]


@cache
def parser_of(grammar: str) -> Parser:
    """A parser with the grammar of a wheel (`tree_sitter_ruby`)."""
    from tree_sitter import Language, Parser

    return Parser(Language(import_module(grammar).language()))


def first_error(node: Node) -> int:
    """The line of the first syntax error at or below a node that has one."""
    while node.has_error and not node.is_error and not node.is_missing:
        child = next((c for c in node.children if c.has_error or c.is_missing), None)
        if child is None:
            break
        node = child
    return node.start_point[0] + 1


def source_of(node: Node | None) -> str:
    """The text of a node; "" of none."""
    return (node.text or b"").decode("utf-8", "replace") if node is not None else ""
