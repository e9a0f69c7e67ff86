"""Members that are named in another way than behind a value or in a call: keys, patterns, annotations, labels, pairs of PHP."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from .declarations import Declarations
from .patterns import struct_key
from .receiver_nodes import FIELD, NAMES, REFERENCE, bare, last, member_name, text, type_name

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["MARK", "NamedMembers"]

KEYED_BY_VALUES = words("map_type slice_type array_type implicit_length_array_type")
TEXTS = frozenset({"string", "encapsed_string"})
MARK = "Attribute"
"""What ends the name of a class of C# that things are marked with, and is left out there."""


class NamedMembers(Declarations):
    """A reader that notes them.

    Attributes:
        uses: see `Receivers`.
        asked: what a `switch` around asks for.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uses: dict[str, list[list[Any]]] = {}
        self.asked: Any = None

    def use(self, name: str, node: Node, arguments: int | None, receiver: Any) -> None:
        if name:
            line = last(node).start_point[0] + 1
            self.uses.setdefault(name, []).append([line, arguments, receiver, self.around])

    def take_key(self, node: Node) -> None:
        """Go: `Type{field: value}`."""
        key = node.named_children[0].named_children[:1] if node.named_children else []
        if key and key[0].type in NAMES:
            held = _literal_type(node.parent) if node.parent is not None else None
            if held is not None and held.type in KEYED_BY_VALUES:
                return  # a value, as anywhere else
            self.use(bare(key[0]), key[0], None, ["i", self.own(type_name(held))] if held is not None else None)

    def take_struct_key(self, node: Node) -> None:
        """Rust: `Type { field: value }`, as a value or a pattern."""
        name, held = struct_key(node)
        if name is not None and held is not None:
            known = ".".join(self.own(part) for part in type_name(held).split("."))
            self.use(bare(last(name)), name, FIELD, ["v" if "." in known else "i", known] if known else None)

    def take_subpattern(self, node: Node) -> None:
        """C#: `Type { Member: … }` as a pattern."""
        around = node.parent.parent if node.parent is not None else None
        held = around.child_by_field_name("type") if around is not None else None
        if node.named_children[0].type in NAMES and node.named_child_count > 1:
            self.use(bare(node.named_children[0]), node.named_children[0], None, self.value_of(held))

    def take_pair(self, node: Node) -> None:
        """PHP: `[$this, "total"]`, `[Order::class, "total"]`: a method as a value."""
        pair = [item.named_children[0] for item in node.named_children if item.named_child_count == 1]
        if len(pair) != 2 or pair[1].type not in TEXTS or pair[1].named_child_count != 1:
            return
        of_class = pair[0].type == "class_constant_access_expression" and member_name(pair[0]) == "class"
        receiver = self.expression(pair[0].named_children[0] if of_class else pair[0])
        if of_class or (isinstance(receiver, list) and receiver[0] == "i"):
            name = pair[1].named_children[0]
            self.use(text(name), name, REFERENCE, receiver)

    def take_mark(self, node: Node) -> None:
        """C#: `[Route]` is of the class `RouteAttribute`."""
        held = node.child_by_field_name("name")
        if held is not None:
            self.use(type_name(held).rpartition(".")[2] + MARK, held, None, 0)

    def take_annotation(self, node: Node) -> None:
        """Java: `@Column(name = "id")` calls a method of the annotation."""
        held, given = node.child_by_field_name("name"), node.child_by_field_name("arguments")
        for item in given.named_children if held is not None and given is not None else ():
            key = item.child_by_field_name("key")
            if key is not None:
                self.use(bare(key), key, -1, ["i", type_name(held)])

    def take_label(self, node: Node) -> None:
        for item in node.named_children:
            if item.type in NAMES:
                self.use(bare(item), item, None, ["k", self.asked])

    def take_reference(self, node: Node) -> None:
        """`Order::total`."""
        if node.named_child_count > 1:
            self.use(bare(node.named_children[-1]), node, REFERENCE, self.expression(node.named_children[0]))

    def take_conditional(self, node: Node) -> None:
        """C#: `value?.Member`."""
        binding = node.named_children[-1]
        if binding.type == "member_binding_expression":
            self.use(bare(last(binding)), binding, None, self.expression(node.named_children[0]))


def _literal_type(body: Node) -> Node | None:
    """Go: the type of what stands in braces, also where only that of the list or map around it is written."""
    around = body.parent
    if around is None or around.type == "composite_literal":
        return around.child_by_field_name("type") if around is not None else None
    held = around.parent
    keyed = held is not None and held.type == "keyed_element"
    is_key = held is not None and keyed and held.named_child(0) == around
    outer = held.parent if held is not None and keyed else held
    kind = _literal_type(outer) if outer is not None and outer.type == "literal_value" else None
    field = ("key" if is_key else "value") if kind is not None and kind.type == "map_type" else "element"
    return kind.child_by_field_name(field) if kind is not None else None
