"""What an expression of C or C++ stands for: its receiver, as receiver_forms.py has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from .c_nodes import path_of, type_of
from .receiver_nodes import text

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["CValues"]

INNER = words("pointer_expression parenthesized_expression update_expression comma_expression")
TYPED = words("cast_expression compound_literal_expression new_expression")
FIRST = {"conditional_expression": "consequence", "assignment_expression": "left"}
CASTS = "_cast"


class CValues:
    """Where a reader of a file stands: what the functions around it declare, and the class around it."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, Any]] = []
        self.around = ""

    def expression(self, node: Node | None) -> Any:
        """What an expression is, as a receiver; None where it is not told."""
        if node is None:
            return None
        kind = node.type
        if kind == "identifier":
            return self._value(text(node))
        if kind == "this":
            return ["i", self.around.rpartition(".")[2]]
        if kind == "field_expression":
            field = node.child_by_field_name("field")
            held = self.expression(node.child_by_field_name("argument"))
            return [".", held, path_of(field)[-1]] if held is not None and field is not None else None
        if kind == "call_expression":
            return self._result(node.child_by_field_name("function"))
        if kind == "subscript_expression":
            held = self.expression(node.child_by_field_name("argument"))
            return ["[]", held] if held is not None else None
        if kind in TYPED:
            return type_of(node.child_by_field_name("type"))
        if kind in FIRST:
            return self.expression(node.child_by_field_name(FIRST[kind]))
        return self.expression(node.child_by_field_name("argument") or node.named_child(0)) if kind in INNER else None

    def _value(self, name: str) -> Any:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return ["n", name, self.around]

    def _result(self, function: Node | None) -> Any:
        if function is None:
            return None
        if function.type == "field_expression":
            held = self.expression(function.child_by_field_name("argument"))
            return ["()", held, path_of(function.child_by_field_name("field"))[-1]] if held is not None else None
        if function.type == "template_function" and text(function).partition("<")[0].endswith(CASTS):
            given = function.child_by_field_name("arguments")
            return type_of(given.named_child(0)) if given is not None else None
        path = path_of(function)
        if len(path) > 1 and "" not in path:
            return ["()", ["s", ".".join(path[:-1])], path[-1]]
        return ["c", path[-1], self.around] if path and path[-1] else None
