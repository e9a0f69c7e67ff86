"""Object types in TypeScript: their members, and those that stand without a name where they are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .signatures import CALLED, SignatureReader, place

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["MEMBERS", "ShapeReader", "is_shape"]

KEYED = "index_signature"
MEMBERS = frozenset({"property_signature", "method_signature"})


class ShapeReader(SignatureReader):
    """The part of the reader that knows object types."""

    def shape(self, node: Node) -> Any:
        """`{ a: A }` where it is used is called after its place; what has any key is a container or made of another type."""
        found = [self._keyed(child) for child in node.named_children if child.type == KEYED]
        if is_shape(node):
            qualname = f"{{{place(node)}}}"
            found.append(["s", qualname])
            if qualname not in self.classes:
                self.classes[qualname] = []
                for child in node.named_children:
                    self.note_member(child, qualname)
        return found[0] if len(found) == 1 else ["|", *found]

    def _keyed(self, node: Node) -> Any:
        """`[key: string]: A` holds A; `[K in keyof T]: …` has the members of T."""
        clause = next((child for child in node.named_children if child.type == "mapped_type_clause"), None)
        keys = clause.child_by_field_name("type") if clause is not None else None
        if keys is not None and keys.type == "index_type_query" and keys.named_children:
            return self.type_expression(keys.named_children[0])
        held = node.child_by_field_name("type")
        return ["l", self.type_expression(held)] if held is not None else None

    def note_member(self, node: Node, qualname: str) -> None:
        """What a member is of the type that it stands in."""
        name = node.child_by_field_name("name")
        if node.type in CALLED:
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


def is_shape(node: Node) -> bool:
    """An object type that says the names of its members."""
    if node.type != "object_type":
        return False
    return not node.named_children or any(child.type != KEYED for child in node.named_children)
