"""What a type promises of a value in TypeScript: the forms of types as type expressions."""

from __future__ import annotations

from abc import ABC
from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from ..reader import parts
from ..shape import applied
from .signatures import COMPONENTS, SignatureReader, place

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["BUILT_IN", "CONTAINERS", "QUALIFIED", "PromiseReader", "qualified"]

WRAPPERS = words("Promise PromiseLike Awaited Readonly Partial Required NonNullable Pick Omit Exclude Extract MaybeRef")
CONTAINERS = words(
    "Array ReadonlyArray Set ReadonlySet WeakSet Iterable Iterator IterableIterator AsyncIterable Generator Map WeakMap"
    " ReadonlyMap Record Object"
)
KEYED = words("Map WeakMap ReadonlyMap Record Object")
QUALIFIED = frozenset({"nested_type_identifier", "nested_identifier"})
RESULTS = frozenset({"ReturnType", "InstanceType"})
BUILT_IN = frozenset({"bigint"})
"""Types of the language that the grammar takes for names."""
UNTOLD = words("any unknown object Object Function Promise")


class PromiseReader(SignatureReader, ABC):
    """The part of the reader that knows what types promise."""

    def head(self, node: Node) -> Any:
        """The expression that a type's name means."""
        if node.type in QUALIFIED:
            module, name = qualified(node)
            return [".", self.head(module), self.text(name)] if module is not None and name is not None else None
        return (self.text(node), self.scope) if node.type in {"identifier", "type_identifier"} else None

    def bind_type_parameters(self, node: Node) -> None:
        """Each stands for what it extends."""
        for child in parts(node, "type_parameters"):
            name, constraint = child.child_by_field_name("name"), child.child_by_field_name("constraint")
            if name is not None:
                told = constraint or child.child_by_field_name("value")
                inner = told.named_children if told is not None else []
                promised = self.type_expression(inner[0]) if inner else None
                self.scope.bind(self.text(name), ["v", place(name), promised])

    def type_expression(self, node: Node | None) -> Any:
        """The value that an annotation promises."""
        form = FORMS.get(node.type) if node is not None else None
        return form(self, node) if form is not None else None

    def as_imported(self, node: Node) -> Any:
        """`import("./card").Card`."""
        return ["t", self.expression(node)]

    def as_inner(self, node: Node) -> Any:
        return self.type_expression(node.named_children[0]) if node.named_children else None

    def as_named(self, node: Node) -> Any:
        name = self.text(node)
        if name in CONTAINERS and name not in UNTOLD:
            return ["l", None]
        return None if name in UNTOLD else ["!"] if name in BUILT_IN else ["t", self.head(node)]

    def as_this(self, node: Node) -> Any:
        del node
        holder = self.scope.klass
        return ["s", holder.qualname] if holder is not None else None

    def as_any_of(self, node: Node) -> Any:
        return ["|", *(self.type_expression(child) for child in node.named_children)]

    def as_condition(self, node: Node) -> Any:
        """`T extends X ? A : B`: which of both is not asked."""
        either = [node.child_by_field_name(name) for name in ("consequence", "alternative")]
        return ["|", *(self.type_expression(part) for part in either if part is not None)]

    def as_tuple(self, node: Node) -> Any:
        return ["l", *(self.type_expression(child) for child in node.named_children[:4])]

    def as_array_of(self, node: Node) -> Any:
        return ["l", self.type_expression(node.named_children[0])]

    def as_predefined(self, node: Node) -> Any:
        return None if self.text(node) in UNTOLD else ["!"]

    def as_literal_type(self, node: Node) -> Any:
        del node
        return ["!"]

    def as_indexed(self, node: Node) -> Any:
        """`T["key"]` is a member, `T[number]` an element."""
        index = self.text(node.named_children[-1])
        if index == "number":
            return ["[]", self.type_expression(node.named_children[0])]
        return [".", self.type_expression(node.named_children[0]), index[1:-1]] if index[:1] in {"'", '"'} else None

    def as_generic(self, node: Node) -> Any:
        """`Head<A>`; of utility types what they are made of, of containers what they hold."""
        head = node.child_by_field_name("name") or node.named_children[0]
        given = parts(node, "type_arguments")
        name = self.text(head)
        if name in WRAPPERS and given:
            return self.type_expression(given[0])
        if name in RESULTS and given:
            return ["()", self.type_expression(given[0])]
        if name in CONTAINERS:
            return self.held_in(name, given)
        if name.rpartition(".")[2] in COMPONENTS and given:
            return self.component_type(given[0])
        return applied("g", self.head(head), [self.type_expression(child) for child in given])

    def held_in(self, name: str, given: list[Node]) -> Any:
        """A container of what it is given: of a map its values."""
        return ["l", *(self.type_expression(child) for child in (given[-1:] if name in KEYED else given[:1]))]


def qualified(node: Node) -> tuple[Node | None, Node | None]:
    """`z.core` and `Card` of `z.core.Card`."""
    module = node.child_by_field_name("module") or node.child_by_field_name("object")
    return module, node.child_by_field_name("name") or node.child_by_field_name("property")


FORMS: dict[str, Any] = {
    "type_annotation": PromiseReader.as_inner,
    "parenthesized_type": PromiseReader.as_inner,
    "readonly_type": PromiseReader.as_inner,
    "opting_type_annotation": PromiseReader.as_inner,
    "asserts_annotation": PromiseReader.as_inner,
    "type_identifier": PromiseReader.as_named,
    "nested_type_identifier": PromiseReader.as_named,
    "this_type": PromiseReader.as_this,
    "member_expression": PromiseReader.as_imported,
    "union_type": PromiseReader.as_any_of,
    "intersection_type": PromiseReader.as_any_of,
    "conditional_type": PromiseReader.as_condition,
    "array_type": PromiseReader.as_array_of,
    "tuple_type": PromiseReader.as_tuple,
    "generic_type": PromiseReader.as_generic,
    "function_type": PromiseReader.function_type,
    "constructor_type": PromiseReader.function_type,
    "type_query": PromiseReader.as_first,
    "object_type": PromiseReader.shape,
    "lookup_type": PromiseReader.as_indexed,
    "predefined_type": PromiseReader.as_predefined,
    "literal_type": PromiseReader.as_literal_type,
}
"""Kind of type → what it promises."""
