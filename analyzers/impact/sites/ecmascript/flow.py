"""What runs always and what perhaps in JavaScript: blocks, branches, early exits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...odds import AFTER_EXIT, ALTERNATIVE, BRANCH
from ..reader import Narrowed, Scope
from .values import ValueReader

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["FlowReader"]

EXITS = frozenset({"return_statement", "continue_statement", "break_statement"})
LEAVING = EXITS | {"throw_statement"}
ASSERTING = frozenset({"assert", "assert.ok", "ok", "invariant"})
"""Functions that throw unless their first argument holds."""


class FlowReader(ValueReader):
    """The part of the reader that counts decisions and opens blocks."""

    def visit_field(self, node: Node, name: str) -> None:
        child = node.child_by_field_name(name)
        if child is not None:
            self.visit(child)

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer, around = self.conditions, self.scope
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._exits(child, EXITS):
                self.conditions = outer + AFTER_EXIT
            if told := self._told_behind(child):
                self.scope = Narrowed(self.scope, dict(told))
        self.conditions, self.scope = outer, around

    def scoped_block(self, node: Node) -> None:
        with_scope = self.open_block()
        self.block(node)
        self.scope = with_scope

    def open_block(self) -> Scope:
        """Opens a scope; returns the one to go back to."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        return outer

    def _exits(self, node: Node, ways: frozenset[str]) -> bool:
        body = node.child_by_field_name("consequence")
        inside = body.named_children if body is not None and body.type == "statement_block" else []
        last = inside[-1] if inside else body
        return last is not None and last.type in ways

    def branch(self, node: Node) -> None:
        condition, then = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        told = self.told_by(condition)
        for child in node.named_children:
            self._narrowed(child, told if child == then else [], 0 if child == condition else BRANCH)

    def told_by(self, condition: Node | None) -> list[tuple[str, Any]]:
        """What a variable is where `x instanceof C` holds."""
        if condition is None:
            return []
        if condition.type == "parenthesized_expression":
            return self.told_by(condition.named_children[0]) if condition.named_children else []
        operator = condition.child_by_field_name("operator") if condition.type == "binary_expression" else None
        if operator is None or operator.type not in {"&&", "instanceof"}:
            return []
        left, right = condition.named_children[0], condition.named_children[-1]
        if operator.type == "&&":
            return self.told_by(left) + self.told_by(right)
        known = left.type == "identifier" and self.scope.holder(self.text(left)) is not None
        return [(self.text(left), ["t", self.expression(right)])] if known else []

    def _told_behind(self, statement: Node) -> list[tuple[str, Any]]:
        """What a variable is behind `assert(x instanceof C)` and `if (!(x instanceof C)) return`."""
        node = next(iter(statement.named_children), None)
        if statement.type == "expression_statement" and node is not None and node.type == "call_expression":
            function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
            asserts = function is not None and self.text(function) in ASSERTING
            return self.told_by(next(iter(given.named_children), None)) if asserts and given is not None else []
        if statement.type != "if_statement" or statement.child_by_field_name("alternative") is not None:
            return []
        denied = next(iter(node.named_children), None) if node is not None else None
        is_one = denied is not None and denied.type == "unary_expression" and denied.children[0].type == "!"
        return self.told_by(denied.named_children[0]) if denied and is_one and self._exits(statement, LEAVING) else []

    def _narrowed(self, node: Node, told: list[tuple[str, Any]], conditions: int) -> None:
        """Reads what runs where variables are known to be of a class."""
        outer = self.scope
        if told:
            self.scope = Narrowed(outer, dict(told))
        self.under(node, conditions)
        self.scope = outer

    def binary(self, node: Node) -> None:
        operator = node.child_by_field_name("operator")
        lazy = operator is not None and operator.type in {"&&", "||", "??"}
        told = self.told_by(node.child_by_field_name("left")) if operator is not None and operator.type == "&&" else []
        for position, child in enumerate(node.named_children):
            self._narrowed(child, told if position else [], ALTERNATIVE if lazy and position else 0)
