"""Collects definitions: the statement that one belongs to, and the members of classes, interfaces and object literals."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...facts import Symbol
from ..common import decorators_of, text
from .definitions import Definition
from .parts import FUNCTIONS, documentation, is_required, signature_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["DECLARATIONS", "QUOTES", "Collector", "Place"]

MEMBERS = {
    "method_definition": "method",
    "method_signature": "method",
    "abstract_method_signature": "method",
    "public_field_definition": "field",
    "field_definition": "field",
    "property_signature": "property",
    "pair": "field",
    "property_identifier": "field",
    "enum_assignment": "field",
}
"""Node type of a member → kind of its symbol."""

KEYS = frozenset({"property_identifier", "private_property_identifier", "string"})
QUOTES = "\"'"
BODYLESS = frozenset({"function_signature", "method_signature", "abstract_method_signature"})
REFERENCES = frozenset({"identifier", "member_expression"})
DECLARATIONS = frozenset({"lexical_declaration", "variable_declaration"})
STATEMENTS = DECLARATIONS | {"export_statement", "ambient_declaration"}
DATA_TABLE = 80
"""An object literal with more plain members is a table of data: only its functions are definitions."""


class Place(NamedTuple):
    """The statement that a declaration makes up with `export`, `declare` and `const` before it."""

    outer: Node
    exported: bool
    default: bool


class Collector:
    """Collects the definitions of one file.

    Attributes:
        found: in the order of reading.
        seen: where statements begin that are read already.
        ambient: what is being read is visible without `export`, as in `declare global`.
    """

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.found: list[Definition] = []
        self.seen: set[int] = set()
        self.ambient = False

    def place(self, node: Node) -> Place:
        """Climbs from a declaration to its whole statement; one of several declarators stands for itself."""
        outer, parent, alone = node, node.parent, True
        exported = default = False
        while parent is not None and (parent.type in STATEMENTS or node.type == "internal_module" == outer.type):
            if parent.type not in STATEMENTS and parent.type != "expression_statement":
                break
            if parent.type in DECLARATIONS:
                alone = parent.named_child_count == 1
                self.seen.add(parent.start_byte)
            elif parent.type == "export_statement":
                exported = True
                default = self.source[parent.start_byte : node.start_byte].rstrip().endswith(b"default")
            outer = parent if alone else outer
            parent = parent.parent
        return Place(outer, exported or self.ambient, default)

    def add(
        self,
        place: Place,
        node: Node,
        name: str,
        kind: str,
        signature: str = "",
        *,
        bases: tuple[str, ...] = (),
        decorators: tuple[str, ...] = (),
    ) -> None:
        outer = place.outer
        start, last = outer.start_byte, node if node.end_byte > outer.end_byte else outer
        self.seen.add(node.start_byte)
        first, final, doc = outer.start_point.row + 1, last.end_point.row + 1, documentation(self.source, start)
        place_of = (name or "default", kind, first, final, start, last.end_byte)
        symbol = Symbol(*place_of, signature, doc, place.exported, bases, decorators)
        self.found.append(Definition(start, -last.end_byte, symbol, place.default, node.type in BODYLESS))

    def members(self, body: Node | None, *, exports: bool = False) -> None:
        """Members of a class, interface, object type, enum or object literal; of `module.exports = {…}` only those defined in it."""
        if body is None or not (body.type in {"object", "object_type"} or body.type.endswith("_body")):
            return
        children = body.named_children
        table = body.type == "object" and sum(child.type == "pair" for child in children) > DATA_TABLE
        decorators: list[Node] = []
        for child in children:
            if child.type == "decorator":
                decorators.append(child)
            elif child.type in MEMBERS and not (exports and self._only_names(child)):
                self._member(child, MEMBERS[child.type], decorators, table=table)
                decorators = []

    def _only_names(self, pair: Node) -> bool:
        value = pair.child_by_field_name("value")
        return value is not None and (value.type in REFERENCES or is_required(self.source, value))

    def _member(self, node: Node, kind: str, decorators: list[Node], *, table: bool) -> None:
        key = node if node.type == "property_identifier" else _key(node)
        if key is None or key.type not in KEYS:
            return
        name = text(self.source, key).strip(QUOTES)
        value = node.child_by_field_name("value") if kind == "field" else None
        signature = ""
        own: tuple[str, ...] = ()
        if kind == "method":
            signature = signature_of(self.source, node)
            kind = "constructor" if name == "constructor" else kind
        elif value is not None and value.type in FUNCTIONS:
            kind, signature = "method", signature_of(self.source, value)
        elif table or not name.lstrip("#").isidentifier():
            return
        if kind != "constructor" and self.source.startswith(b"@", node.start_byte):
            own = decorators_of(self.source, node.named_children)
        head = self.source[node.start_byte : key.start_byte + 1]
        place = Place(decorators[0] if decorators else node, b"private" not in head and b"#" not in head, default=False)
        self.add(
            place,
            node,
            name,
            kind,
            signature,
            decorators=(decorators_of(self.source, decorators) if decorators else ()) + own,
        )


def _key(node: Node) -> Node | None:
    if node.type == "pair":
        return node.child_by_field_name("key")
    return node.child_by_field_name("name") or node.child_by_field_name("property")
