"""What runs always and what perhaps in JavaScript: blocks, branches, early exits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...odds import AFTER_EXIT, ALTERNATIVE, BRANCH
from ..reader import Scope
from .values import ValueReader

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["FlowReader"]

EXITS = frozenset({"return_statement", "continue_statement", "break_statement"})


class FlowReader(ValueReader):
    """The part of the reader that counts decisions and opens blocks."""

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer = self.conditions
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._exits(child):
                self.conditions = outer + AFTER_EXIT
        self.conditions = outer

    def scoped_block(self, node: Node) -> None:
        with_scope = self.open_block()
        self.block(node)
        self.scope = with_scope

    def open_block(self) -> Scope:
        """Opens a scope; returns the one to go back to."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        return outer

    def _exits(self, node: Node) -> bool:
        body = node.child_by_field_name("consequence")
        last = (
            body.named_children[-1]
            if body is not None and body.type == "statement_block" and body.named_children
            else body
        )
        return last is not None and last.type in EXITS

    def branch(self, node: Node) -> None:
        condition, then = node.child_by_field_name("condition"), node.child_by_field_name("consequence")
        told = self.told_by(condition)
        for child in node.named_children:
            if told and child == then:
                self._narrowed(child, told, BRANCH)
            else:
                self.under(child, 0 if child == condition else BRANCH)

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

    def _narrowed(self, node: Node, told: list[tuple[str, Any]], conditions: int) -> None:
        """Reads what runs where variables are known to be of a class."""
        outer = self.open_block()
        for name, type_ in told:
            self.scope.bind(name, type_)
        self.under(node, conditions)
        self.scope = outer

    def binary(self, node: Node) -> None:
        operator = node.child_by_field_name("operator")
        lazy = operator is not None and operator.type in {"&&", "||", "??"}
        told = self.told_by(node.child_by_field_name("left")) if operator is not None and operator.type == "&&" else []
        for position, child in enumerate(node.named_children):
            if told and position:
                self._narrowed(child, told, ALTERNATIVE)
            else:
                self.under(child, ALTERNATIVE if lazy and position else 0)
