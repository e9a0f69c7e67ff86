"""Where names are used in JavaScript: references, calls, JSX tags, object literals."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, Final

from .....indexer.gathering import words
from .....indexer.languages.common import field_of, parts
from .contexts import ContextReader
from .promises import FUNCTIONS

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["EVERYWHERE", "NO_ELEMENT", "NameReader"]

ELEMENT_CALLBACKS = words("forEach map filter find findIndex some every flatMap findLast")
"""Array methods that hand each element to their callback."""
CASTS = frozenset({"as_expression", "satisfies_expression"})
PROMISED = "then"
FOLDING = words("reduce reduceRight")
"""Array methods that hand each element to their callback behind what came before."""
SORTING = words("sort toSorted")
"""Array methods that hand two elements to their callback."""
EVERYWHERE: Final = -1
HANDING = SORTING | ELEMENT_CALLBACKS | FOLDING | {PROMISED}
COMPOSED = frozenset({"template_string", "binary_expression"})
SHORTEST = 3
"""A shorter beginning of a name tells nothing."""

NO_ELEMENT: Final[tuple[int, Any]] = (0, None)


class NameReader(ContextReader):
    """The part of the reader that knows uses.

    Attributes:
        handed: node of a callback → which argument of it is handed what.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.handed: dict[int, tuple[int, Any]] = {}

    @abstractmethod
    def function(self, node: Node, qualname: str = "") -> None:
        """Reads a function; the full reader says how."""

    def identifier(self, node: Node, role: str = "value") -> None:
        self.add(self.text(node), self.line(node), role=role)

    def member(self, node: Node, role: str = "value") -> None:
        value, name = field_of(node, "object"), field_of(node, "property")
        # the grammar takes the end of `x as a.b.C` for a member
        if value.type in CASTS and len(value.named_children) > 1:
            self.add(self.text(name), self.line(name), self.head(value.named_children[1]), "type")
        else:
            self.add(self.text(name), self.line(name), self.expression(value), role)
        self.visit(value)

    def subscript(self, node: Node) -> None:
        value, index = field_of(node, "object"), field_of(node, "index")
        if index.type == "string":
            self.add(self.text(index)[1:-1], self.line(index), self.expression(value), "text")
        self.visit_children(node)

    def reference(self, node: Node, role: str) -> None:
        """A name or member in a role; anything else is visited as it is."""
        if node.type in {"identifier", "type_identifier"}:
            self.identifier(node, role)
        elif node.type == "member_expression":
            self.member(node, role)
        else:
            self.visit(node)

    def binary(self, node: Node) -> None:
        """`x instanceof C` runs nothing of C."""
        right = node.child_by_field_name("right")
        if right is None or all(child.type != "instanceof" for child in node.children):
            super().binary(node)
            return
        self.visit(node.child_by_field_name("left"))
        self.reference(right, "check")

    def call(self, node: Node) -> None:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = node.child_by_field_name("arguments")
        if function is not None:
            self.reference(function, "call")
            if function.type == "subscript_expression":
                self._computed(function)
            elif function.type == "call_expression" and (module := self.loaded(function)) is not None:
                self.add("default", self.line(function), ["m", module], "call")  # `require("./a")(…)`
        self.annotation(node.child_by_field_name("type_arguments"))
        if function is not None and arguments is not None:
            self.expect_arguments(node, function, arguments)
        for child in parts(node, "arguments"):
            if child.type in FUNCTIONS and function is not None:
                self.handed[child.id] = self._handed(function)
            self.visit(child)

    def _computed(self, called: Node) -> None:
        """`lexer[state]()`, `` this[`visit${kind}`]() ``: runs a member of which at most the beginning is written there."""
        value, index = field_of(called, "object"), field_of(called, "index")
        if index.type in {"string", "number"}:
            return
        first = next(iter(index.named_children), None) if index.type in COMPOSED else None
        said = first is not None and first.type in {"string", "string_fragment"}
        start = self.text(first).strip("\"'") if first is not None and said else ""
        self.add_prefix(start if len(start) >= SHORTEST else "", self.line(index), self.expression(value))

    def _handed(self, function: Node) -> tuple[int, Any]:
        """Which argument of its callback an array method hands an element, and `then` what was waited for."""
        if function.type != "member_expression":
            return NO_ELEMENT
        name, value = function.child_by_field_name("property"), function.child_by_field_name("object")
        if name is None or value is None or self.text(name) not in HANDING:
            return NO_ELEMENT
        given = self.expression(value)
        if self.text(name) == PROMISED:
            return 0, self.awaited(given)
        return EVERYWHERE if self.text(name) in SORTING else int(self.text(name) in FOLDING), ["[]", given]

    def element(self, node: Node) -> None:
        """A JSX tag: a capitalised name means a component."""
        name = node.child_by_field_name("name")
        component = self.expression(name) if name is not None and self._is_component(name) else None
        if name is not None and component is not None:
            self.reference(name, "call")
        for child in node.named_children:
            if component is not None and child.type == "jsx_attribute":
                self.attribute(child, component)
            if child != name:
                self.visit(child)

    def closing(self, node: Node) -> None:
        """`</Tag>` names the component once more."""
        name = node.child_by_field_name("name")
        if name is not None and self._is_component(name):
            self.reference(name, "value")

    def _is_component(self, name: Node) -> bool:
        return name.type == "member_expression" or self.text(name)[:1].isupper()

    def object_literal(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "shorthand_property_identifier":
                self.identifier(child)
            elif child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and key.type == "computed_property_name":
                    self.visit(key)
                self.visit(value)
            else:
                self.visit(child)
