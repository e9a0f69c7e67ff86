"""Expressions of Python, as far as functions and classes can pass through them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from ..sites.reader import Scope
from .facts import Expression, Place, Statement

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["PythonExpressions"]

LONGEST_TEXT = 60
"""Of what is called, as it is shown."""
PLAIN = frozenset({"float", "true", "false", "none", "comment", "ellipsis", "pass_statement", "type"})


class PythonExpressions(ABC):
    """The part of the reader that knows expressions.

    While reading, a name is `Unbound`: what its scope binds is known only at the end.
    """

    def __init__(self) -> None:
        self.scope = Scope("module", "", None)
        self.owner = ""
        self.statements: list[Statement] = []

    @abstractmethod
    def lambda_(self, node: Node) -> Expression:
        """A function without a name."""

    @abstractmethod
    def clauses(self, node: Node) -> None:
        """The loops and conditions of a comprehension."""

    def text(self, node: Node | None) -> str:
        """A node's text."""
        return (node.text or b"").decode("utf-8", "replace") if node is not None else ""

    def place(self, node: Node, callee: Node) -> Place:
        """Where something is called: the line on which what is called ends."""
        del node
        text = " ".join(self.text(callee).split())
        return Place(callee.end_point[0] + 1, self.owner, text[:LONGEST_TEXT])

    def identity(self, node: Node) -> str:
        """Tells the containers of a file apart."""
        return str(node.start_byte)

    def value(self, node: Node | None) -> Expression:
        """What an expression is."""
        if node is None or node.type in PLAIN:
            return None
        if node.type == "identifier":
            return Unbound(self.text(node), self.scope)
        rule = RULES.get(node.type)
        return rule(self, node) if rule is not None else self.effects(node)

    def effects(self, node: Node) -> Expression:
        """The parts of something whose own value is not followed."""
        parts = [part for child in node.named_children if (part := self.value(child)) is not None]
        return (";", *parts) if parts else None

    def member(self, node: Node) -> Expression:
        return (".", self.value(node.child_by_field_name("object")), self.text(node.child_by_field_name("attribute")))

    def call(self, node: Node) -> Expression:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return None
        klass = self.scope.klass
        if function.type == "identifier" and self.text(function) == "super" and klass is not None:
            return ("super", klass.qualname)
        given: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        for child in [arguments] if arguments.type == "generator_expression" else arguments.named_children:
            if child.type == "keyword_argument":
                named.append((self.text(child.child_by_field_name("name")), self.value(_value_of(child))))
            elif child.type == "dictionary_splat":
                named.append(("", self.value(child.named_children[-1])))
            elif child.type != "comment":
                given.append(self.value(child))
        return ("()", self.value(function), tuple(given), tuple(named), self.place(node, function))

    def element(self, node: Node) -> Expression:
        value, keys = node.child_by_field_name("value"), node.children_by_field_name("subscript")
        if len(keys) == 1 and keys[0].type == "slice":
            first = keys[0].named_children[:1] if keys[0].children[0].type != ":" else []
            return ("[:]", self.value(value), self.identity(node), self.value(first[0]) if first else ("#", 0))
        return ("[]", self.value(value), self.value(keys[0]) if len(keys) == 1 else None)

    def sequence(self, node: Node) -> Expression:
        children = [child for child in node.named_children if child.type != "comment"]
        pairs: list[tuple[Expression, Expression]] = []
        for position, child in enumerate(children):
            if child.type == "list_splat":
                pairs.append((None, ("[]", self.value(child.named_children[-1]), None)))
            else:
                pairs.append((("#", position), self.value(child)))
        return ("{", self.identity(node), tuple(pairs))

    def dictionary(self, node: Node) -> Expression:
        pairs = []
        for child in node.named_children:
            if child.type == "pair":
                pairs.append((self.value(child.child_by_field_name("key")), self.value(_value_of(child))))
            elif child.type == "dictionary_splat":
                pairs.append((None, ("[]", self.value(child.named_children[-1]), None)))
        return ("{", self.identity(node), tuple(pairs))

    def comprehension(self, node: Node) -> Expression:
        outer = self.scope
        self.scope = Scope("function", f"{outer.qualname}\0{self.identity(node)}", outer)
        self.clauses(node)
        body = node.child_by_field_name("body")
        made = _value_of(body) if body is not None and body.type == "pair" else body
        found = ("{", self.identity(node), ((None, self.value(made)),))
        self.scope = outer
        return found

    def literal(self, node: Node) -> Expression:
        """A plain text or number; of a text with parts to fill in the parts."""
        if node.type == "integer":
            digits = self.text(node)
            return ("#", int(digits)) if digits.isdecimal() else None
        content = [child for child in node.named_children if child.type not in {"string_start", "string_end"}]
        if any(child.type == "interpolation" for child in content):
            return self.effects(node)
        return ("#", "".join(self.text(child) for child in content))

    def negative(self, node: Node) -> Expression:
        inner = self.value(node.named_children[-1])
        is_number = self.text(node).startswith("-") and isinstance(inner, tuple) and inner[0] == "#"
        return ("#", -inner[1]) if is_number and isinstance(inner[1], int) else inner

    def choice(self, node: Node) -> Expression:
        children = [self.value(child) for child in node.named_children]
        if node.type == "conditional_expression" and len(children) == 3:
            return ("|", children[0], children[2], (";", children[1]))
        return ("|", *children)

    def inner(self, node: Node) -> Expression:
        return self.value(node.named_children[-1]) if node.named_children else None

    def starred(self, node: Node) -> Expression:
        return ("*", self.inner(node))

    def named(self, node: Node) -> Expression:
        name, value = node.child_by_field_name("name"), self.value(_value_of(node))
        if name is not None:
            self.scope.bind(self.text(name))
            self.statements.append(Statement(Unbound(self.text(name), self.scope), value))
        return value

    def yielded(self, node: Node) -> Expression:
        delegated = any(child.type == "from" for child in node.children)
        value = self.inner(node)
        made = ("[]", value, None) if delegated else value
        self.statements.append(Statement(("yield", self.scope.qualname.partition("\0")[0]), made))
        return None


class Unbound(tuple[str, Scope]):
    """A name and the scope that it stands in."""

    __slots__ = ()

    def __new__(cls, name: str, scope: Scope) -> Unbound:
        return super().__new__(cls, (name, scope))


def _value_of(node: Node) -> Node | None:
    return node.child_by_field_name("value")


RULES: dict[str, Any] = {
    "attribute": PythonExpressions.member,
    "call": PythonExpressions.call,
    "subscript": PythonExpressions.element,
    "list": PythonExpressions.sequence,
    "tuple": PythonExpressions.sequence,
    "set": PythonExpressions.sequence,
    "expression_list": PythonExpressions.sequence,
    "dictionary": PythonExpressions.dictionary,
    "list_comprehension": PythonExpressions.comprehension,
    "set_comprehension": PythonExpressions.comprehension,
    "dictionary_comprehension": PythonExpressions.comprehension,
    "generator_expression": PythonExpressions.comprehension,
    "string": PythonExpressions.literal,
    "integer": PythonExpressions.literal,
    "unary_operator": PythonExpressions.negative,
    "conditional_expression": PythonExpressions.choice,
    "boolean_operator": PythonExpressions.choice,
    "parenthesized_expression": PythonExpressions.inner,
    "await": PythonExpressions.inner,
    "list_splat": PythonExpressions.starred,
    "named_expression": PythonExpressions.named,
    "yield": PythonExpressions.yielded,
    "lambda": lambda self, node: self.lambda_(node),
}
"""Node type → what it is; of all others the parts are evaluated and the value is not followed."""
