"""What runs always and what perhaps in Python: branches, handlers, early exits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..odds import AFTER_EXIT, ALTERNATIVE, AS_SCRIPT, BRANCH, ON_PLATFORM
from .python_values import PythonValues

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["PythonFlow"]

OTHERWISE = frozenset({"elif_clause", "else_clause"})
PLATFORM = (b"sys.platform", b"os.name", b"platform.system()")


class PythonFlow(PythonValues):
    """The part of the reader that counts decisions."""

    def visit_children(self, node: Node) -> None:
        for child in node.named_children:
            self.visit(child)

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer = self.conditions
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._returns(child):
                self.conditions = outer + AFTER_EXIT
        self.conditions = outer

    def _returns(self, node: Node) -> bool:
        body = node.child_by_field_name("consequence")
        last = body.named_children[-1].type if body is not None and body.named_children else ""
        return last in {"return_statement", "continue_statement", "break_statement"}

    def branch(self, node: Node) -> None:
        """`if`, `elif`: the condition runs, the body perhaps."""
        condition = node.child_by_field_name("condition")
        text = (condition.text or b"") if condition is not None else b""
        rare = AS_SCRIPT if b"__name__" in text else ON_PLATFORM if any(name in text for name in PLATFORM) else BRANCH
        for child in node.named_children:
            self.visit_under(child, rare if child.type == "block" else BRANCH if child.type in OTHERWISE else 0)

    def visit_under(self, node: Node, conditions: int) -> None:
        self.conditions += conditions
        self.visit(node)
        self.conditions -= conditions

    def case(self, node: Node) -> None:
        for child in node.named_children:
            self.visit_under(child, BRANCH)

    def choice(self, node: Node) -> None:
        """`a if c else b`, `a and b`: what stands behind the first operand runs perhaps."""
        first = 1 if node.type == "conditional_expression" else 0
        for position, child in enumerate(node.named_children):
            self.visit_under(child, 0 if position == first else ALTERNATIVE)
