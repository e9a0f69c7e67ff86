"""What runs always and what perhaps in JavaScript (blocks, branches, early exits), and what a value is expected to be where it stands:
keys of an object literal are members of that.

An annotation, a parameter, a result, a component's properties say what is expected; a function's own parameters are what
the expected function takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from .....indexer.languages.common import parts
from ...odds import AFTER_EXIT, ALTERNATIVE, BRANCH
from ..scopes import Narrowed, Scope
from .promises import FUNCTIONS
from .values import COMPONENT_MAKERS, HOOKS, ValueReader

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["ContextReader"]

INNER = {
    "parenthesized_expression": 0, "await_expression": 0, "jsx_expression": 0, "spread_element": 0, "non_null_expression": 0,
    "array": 0, "binary_expression": 0, "ternary_expression": 1,
}  # fmt: skip
"""Expressions that give what stands in them → from which child on."""
EXPECTING = INNER.keys() | FUNCTIONS | {"object"}
"""What may hold a key, or be a function, that is expected to be something."""
OUTSIDE = words(
    "describe it test expect assert console JSON Object Math Promise Array Number String Reflect Symbol jest vi setTimeout"
    " setInterval beforeEach afterEach beforeAll afterAll"
)
"""Functions and objects of the platform and of test frameworks: what they take is not written in the workspace."""
PUSHING = frozenset({"push", "unshift", "set", "add"})
EXITS = frozenset({"return_statement", "continue_statement", "break_statement"})
LEAVING = EXITS | {"throw_statement"}
ASSERTING = frozenset({"assert", "assert.ok", "ok", "invariant"})
"""Functions that throw unless their first argument holds."""
KEYS = frozenset({"property_identifier", "shorthand_property_identifier"})
DEEPEST_LITERAL = 4


class ContextReader(ValueReader):
    """The part of the reader that counts decisions, opens blocks, and knows what is expected."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.expected: dict[int, Any] = {}
        self.promised: Any = None

    def expect(self, node: Node | None, expected: Any, depth: int = 0) -> None:
        """Notes what a value that is read next is expected to be."""
        if node is None or expected is None or depth > DEEPEST_LITERAL:
            return
        kind = node.type
        if kind == "object":
            for child in node.named_children:
                self._expect_member(child, expected, depth + 1)
        elif kind in FUNCTIONS:
            self.expected[node.id] = expected
        elif kind in INNER:
            inner = ["[]", expected] if kind == "array" else expected
            for child in node.named_children[INNER[kind] :]:
                self.expect(child, inner, depth)

    def _expect_member(self, node: Node, expected: Any, depth: int) -> None:
        """A key of an object literal is a member of what is expected."""
        if node.type == "spread_element":
            self.expect(node, expected, depth - 1)
            return
        key = node if node.type == "shorthand_property_identifier" else node.child_by_field_name("key")
        key = key or node.child_by_field_name("name")
        if key is not None and key.type == "computed_property_name":  # `{ [Side.LEFT]: … }` of what has any key
            self.expect(node.child_by_field_name("value"), ["[]", expected], depth)
        if key is None or key.type not in KEYS:
            return
        name = self.text(key)
        self.add(name, self.line(key), expected, "key")
        member = [".", expected, name]
        if node.type == "method_definition":
            self.expected[node.id] = member
        self.expect(node.child_by_field_name("value"), member, depth)

    def cast(self, node: Node) -> None:
        """`value as Type`, `value satisfies Type`."""
        if len(node.named_children) > 1:
            self.expect(node.named_children[0], self.type_expression(node.named_children[1]))
        self.visit_children(node)

    def expect_arguments(self, node: Node, function: Node, arguments: Node) -> None:
        """Each argument of a call is expected to be what the parameter in its place is."""
        if EXPECTING.isdisjoint(child.type for child in arguments.named_children):
            return
        root = function
        while root.type in {"member_expression", "call_expression"} and root.named_children:
            root = root.named_children[0]
        if self.text(root) in OUTSIDE:
            return
        if self.text(function).rpartition(".")[2] in COMPONENT_MAKERS:
            if node.child_by_field_name("type_arguments") is not None:
                self.expect(next(iter(arguments.named_children), None), self.expression(node))
            return
        called, kept = self.given(node, self.expression(function)), self._kept(node, function)
        for position, child in enumerate(arguments.named_children if called is not None else ()):
            if child.type == "spread_element":
                return
            self.expect(child, ["a", called, position])
            self.expect(child, kept)

    def _kept(self, call: Node, function: Node) -> Any:
        """What `useRef<A>(…)` is to hold, or the container that it is put into; None for other calls."""
        held, name = function.child_by_field_name("object"), self.text(function).rpartition(".")[2]
        if name in HOOKS:
            return self.type_expression(next(iter(parts(call, "type_arguments")), None))
        return ["[]", self.expression(held)] if name in PUSHING and held is not None else None

    def attribute(self, node: Node, component: Any) -> None:
        """An attribute of a JSX tag is a member of the component's properties."""
        name = node.named_children[0]
        properties = ["j", component]
        self.add(self.text(name), self.line(name), properties, "key")
        for child in node.named_children[1:]:
            self.expect(child, [".", properties, self.text(name)])

    # ---- what runs always and what perhaps

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer, around = self.conditions, self.scope
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._exits(child, EXITS):
                self.conditions = outer + AFTER_EXIT
            if told := self._told_behind(child):
                self.scope = Narrowed(self.scope, told)
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
            self.narrowed(child, told if child == then else {}, 0 if child == condition else BRANCH)

    def asked(self, test: Node) -> dict[str, Any]:
        """What a variable is where `x instanceof C` holds."""
        operator, left = test.child_by_field_name("operator"), next(iter(test.named_children), None)
        if operator is None or operator.type != "instanceof" or left is None or left.type != "identifier":
            return {}
        known = self.scope.holder(self.text(left)) is not None
        return {self.text(left): ["t", self.expression(test.named_children[-1])]} if known else {}

    def _told_behind(self, statement: Node) -> dict[str, Any]:
        """What a variable is behind `assert(x instanceof C)` and `if (!(x instanceof C)) return`."""
        node = next(iter(statement.named_children), None)
        if statement.type == "expression_statement" and node is not None and node.type == "call_expression":
            function, given = node.child_by_field_name("function"), node.child_by_field_name("arguments")
            asserts = function is not None and self.text(function) in ASSERTING
            return self.told_by(next(iter(given.named_children), None)) if asserts and given is not None else {}
        if statement.type != "if_statement" or statement.child_by_field_name("alternative") is not None:
            return {}
        denied = next(iter(node.named_children), None) if node is not None else None
        is_one = denied is not None and denied.type == "unary_expression" and denied.children[0].type == "!"
        return self.told_by(denied.named_children[0]) if denied and is_one and self._exits(statement, LEAVING) else {}

    def binary(self, node: Node) -> None:
        operator = node.child_by_field_name("operator")
        lazy = operator is not None and operator.type in {"&&", "||", "??"}
        told = self.told_by(node.child_by_field_name("left")) if operator is not None and operator.type == "&&" else {}
        for position, child in enumerate(node.named_children):
            self.narrowed(child, told if position else {}, ALTERNATIVE if lazy and position else 0)
