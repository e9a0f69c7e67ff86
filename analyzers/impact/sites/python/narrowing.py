"""What a test tells of a variable in Python: behind `isinstance(x, C)` it is of that class."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from .values import PythonValues, handed

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["PythonNarrowing"]

MOST_CLASSES = 4
"""A value that may be of more classes than this is left unknown."""
PLAIN = words("str bytes bytearray int float complex bool")
HOLDING = words("list tuple set frozenset dict")
LEAVING = frozenset({"return_statement", "raise_statement", "continue_statement", "break_statement"})


class PythonNarrowing(PythonValues, ABC):
    """The part of the reader that knows tests of a type.

    Attributes:
        followed: the arguments of those calls of `isinstance` whose outcome is known where it counts.
    """

    def __init__(self, source: bytes, parse: Callable[[bytes], Node]) -> None:
        super().__init__(source, parse)
        self.followed: set[int] = set()

    def told_by(self, condition: Node | None) -> dict[str, Any]:
        """Variable → what it is where a condition holds."""
        if condition is None:
            return {}
        if condition.type == "parenthesized_expression":
            return self.told_by(condition.named_children[0])
        if condition.type == "boolean_operator" and condition.children[1].type == "and":
            return self.told_by(condition.named_children[0]) | self.told_by(condition.named_children[-1])
        return self._asked(condition) if condition.type == "call" else {}

    def told_behind(self, statement: Node) -> dict[str, Any]:
        """What is known behind `assert isinstance(x, C)` and `if not isinstance(x, C): return`."""
        if statement.type == "assert_statement":
            return self.told_by(statement.named_children[0])
        body = statement.child_by_field_name("consequence") if statement.type == "if_statement" else None
        condition = statement.child_by_field_name("condition")
        if body is None or condition is None or condition.type != "not_operator" or not body.named_children:
            return {}
        alone = statement.child_by_field_name("alternative") is None
        return self.told_by(condition.named_children[0]) if alone and body.named_children[-1].type in LEAVING else {}

    def told_inside(self, node: Node) -> dict[str, Any]:
        """What is known of the operand behind a test: `isinstance(x, C) and x.name`, `x.name if isinstance(x, C) else ""`."""
        if node.type == "conditional_expression":
            return self.told_by(node.named_children[1])
        return self.told_by(node.named_children[0]) if node.children[1].type == "and" else {}

    def _asked(self, call: Node) -> dict[str, Any]:
        function, arguments = call.child_by_field_name("function"), call.child_by_field_name("arguments")
        given = handed(arguments) if arguments is not None else []
        if function is None or self.text(function) != "isinstance" or len(given) != 2 or given[0].type != "identifier":
            return {}
        name, scope = self.text(given[0]), self.scope.holder(self.text(given[0]))
        classes = given[1].named_children if given[1].type == "tuple" else given[1:]
        if arguments is None or scope is None or scope.kind != "function" or len(classes) > MOST_CLASSES:
            return {}
        self.followed.add(arguments.id)
        return {name: ["n", (name, self.scope.region), *(self._instance(item) for item in classes)]}

    def _instance(self, node: Node) -> Any:
        """An object of a class that is asked for."""
        name = self.text(node)
        return ["!"] if name in PLAIN else ["l"] if name in HOLDING else ["t", self.expression(node)]
