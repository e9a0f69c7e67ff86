"""Object types in TypeScript: their members, and those that stand without a name where they are used."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from .ecmascript_signatures import SignatureReader, place

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["MEMBERS", "ShapeReader"]

MEMBERS = frozenset({"property_signature", "method_signature"})


class ShapeReader(SignatureReader, ABC):
    """The part of the reader that knows object types."""

    def shape(self, node: Node) -> Any:
        """`{ a: A }` where it is used is called after its place; `{ [key: string]: A }` is a container."""
        qualname = f"{{{place(node)}}}"
        if qualname not in self.classes:
            self.classes[qualname] = []
            for child in node.named_children:
                self.note_member(child, qualname)
        keyed = [child.child_by_field_name("type") for child in node.named_children if child.type == "index_signature"]
        found: list[Any] = [["l", self.type_expression(held)] for held in keyed if held is not None]
        if len(keyed) < node.named_child_count:
            found.append(["s", qualname])
        return found[0] if len(found) == 1 else ["|", *found]

    def note_member(self, node: Node, qualname: str) -> None:
        """What a member is of the type that it stands in."""
        name = node.child_by_field_name("name")
        if node.type == "call_signature":
            self.call_signature(node, qualname)
        if name is None or node.type not in MEMBERS:
            return
        annotation = node.child_by_field_name("type") or node.child_by_field_name("return_type")
        promised = self.type_expression(annotation) if annotation is not None else None
        member = f"{qualname}.{self.text(name)}"
        if node.type == "method_signature":
            self.functions[member] = []
            self.signatures.setdefault(member, []).append(self.taken(node))
            self.returns[member] = [promised]
        else:
            self.bound.setdefault(member, []).append(promised)
