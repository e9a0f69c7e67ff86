"""What Java and C# use or declare without its name: `super(…)`, `this(…)`, `new Base() { … }`, parameters of lambdas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from .patterns import Patterns
from .receiver_nodes import arguments_given, last, text, type_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["Unnamed", "base_of"]

ABOVE = words("superclass base_list base_clause")
MADE = words("name qualified_name relative_scope")
ALONE = words("identifier implicit_parameter")


class Unnamed(Patterns):
    """A reader that knows which class they are of.

    Attributes:
        base: the class that the one around extends; "" for none.
        inside: the methods of the class without a name around; what stands alone there and is called so is one of them.
        made: see `Receivers`.
    """

    def __init__(self) -> None:
        super().__init__()
        self.base = ""
        self.inside: frozenset[str] = frozenset()
        self.made: dict[str, list[list[Any]]] = {}
        self._expected: dict[int, list[Any]] = {}

    def take_creation(self, node: Node) -> None:
        """`new Type(…)`."""
        held = node.child_by_field_name("type") or next(
            (item for item in node.named_children if item.type in MADE), None
        )
        if held is not None:
            of_own = held.type == "relative_scope" or text(held) in {"self", "static"}
            self._make(self.klass if of_own else type_name(held), last(held), arguments_given(node))

    def take_parent(self, node: Node, name: str) -> None:
        """PHP: `parent::__construct(…)`."""
        if name == "__construct":
            self._make(self.base, node, arguments_given(node))

    def take_constructor(self, node: Node) -> None:
        """`super(…)`, `this(…)`; in C# `: base(…)`."""
        own = any(item.type == "this" for item in node.children)
        self._make(self.klass if own else self.base, node, arguments_given(node))

    def take_constant(self, node: Node) -> None:
        """`LARGE(3)` in an enum."""
        given = node.child_by_field_name("arguments")
        self._make(self.klass, node, arguments_given(node) if given is not None else 0)

    def _make(self, written: str, node: Node, given: int) -> None:
        if written:
            self.made.setdefault(written.rpartition(".")[2], []).append([node.start_point[0] + 1, given, written])

    def expect(self, call: Node, method: str, receiver: Any) -> None:
        """Lambdas among the arguments of a call on something: what that holds, it may hand to them."""
        given = call.child_by_field_name("arguments")
        for argument in given.named_children if given is not None else ():
            item = argument.named_children[0] if argument.type == "argument" and argument.named_children else argument
            if item.type == "lambda_expression":
                self._expected[item.id] = [receiver, method]

    def take_lambda(self, node: Node) -> None:
        """`order -> …`, `(order, line) -> …`: no types are written for them."""
        held = node.child_by_field_name("parameters")
        names = [text(held)] if held is not None and held.type in ALONE else []
        if held is not None and held.type == "inferred_parameters":
            names = [text(name) for name in held.named_children]
        expected = self._expected.pop(node.id, None)
        for position, name in enumerate(names):
            self.scopes[-1][name] = ["l", *expected, position, len(names)] if expected is not None else None
            self.bound.add(name)

    def enter_body(self, node: Node, around: Node | None) -> tuple[Any, ...] | None:
        """Steps into a class without a name, which is one of its base; gives what `leave_body` needs."""
        held = around.child_by_field_name("type") if around is not None else None
        name = type_name(held).rpartition(".")[2] if held is not None else ""
        if not name:
            return None
        kept = (self.klass, self.around, self.inside, self.bound, self.unnamed)
        self.unnamed = True
        self.klass, self.around = name, f"{self.around}.{name}" if self.around else name
        self.inside = self.inside | frozenset(_methods(node))
        self.bound = set(self.bound)
        self.scopes.append({})
        return kept

    def leave_body(self, kept: tuple[Any, ...]) -> None:
        """Steps out of it."""
        self.scopes.pop()
        self.klass, self.around, self.inside, self.bound, self.unnamed = kept


def base_of(node: Node) -> str:
    """The class that a class extends, as it is written."""
    held = next((item for item in node.children if item.type in ABOVE and item.named_children), None)
    return type_name(held.named_children[0]) if held is not None else ""


def _methods(body: Node) -> Iterator[str]:
    for item in body.named_children:
        name = item.child_by_field_name("name") if item.type == "method_declaration" else None
        if name is not None:
            yield text(name)
