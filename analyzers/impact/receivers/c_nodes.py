"""What the syntax trees of C and C++ say of types, declarators and members, and which files' text a file has in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import parts
from ....indexer.reached import reached
from ...per_index import read_once
from .receiver_nodes import text

if TYPE_CHECKING:
    from tree_sitter import Node

    from ....indexer.index import Index

__all__ = [
    "BODIES", "C_FAMILY", "NAMES", "arguments_of", "declared_in", "function_in", "included", "path_of", "type_of",
]  # fmt: skip

C_FAMILY = frozenset({"C", "C++"})
BODIES = words("struct_specifier union_specifier class_specifier")
TAGGED = BODIES | {"enum_specifier"}
NAMES = words("identifier field_identifier type_identifier namespace_identifier")
WRAPPERS = words("unique_ptr shared_ptr weak_ptr optional atomic reference_wrapper")
"""Templates of C++'s library whose values are used as if they were what they hold."""
DECLARATORS = words(
    "pointer_declarator function_declarator array_declarator init_declarator parenthesized_declarator reference_declarator"
    " attributed_declarator bitfield_clause variadic_declarator"
)
UNTOLD = words("placeholder_type_specifier decltype dependent_type")


def path_of(node: Node | None) -> list[str]:
    """`a::B<T>::c` as its names."""
    if node is None:
        return []
    if node.type == "qualified_identifier":
        return [*path_of(node.child_by_field_name("scope")), *path_of(node.child_by_field_name("name"))]
    if node.type in {"template_type", "template_function", "template_method", "dependent_name"}:
        return path_of(node.child_by_field_name("name") or node.named_child(0))
    return [text(node)] if node.type in NAMES or node.type == "destructor_name" else [""]


def type_of(node: Node | None) -> Any:
    """The type that a node writes, as a receiver; None where it names none, a row of types is the type of its items."""
    if node is None or node.type in UNTOLD:
        return None
    if node.type == "type_descriptor":
        return type_of(node.child_by_field_name("type"))
    if node.type in TAGGED:
        node = node.child_by_field_name("name") or node
    path = path_of(node)
    if path[-1] in WRAPPERS and (inner := _argument(node)) is not None:
        return type_of(inner)
    if node.type in {"primitive_type", "sized_type_specifier"}:
        return ["i", "[]"]
    return ["i", path[-1]] if path[-1] else None


def _argument(node: Node) -> Node | None:
    """The first template argument of a type."""
    while node.type == "qualified_identifier" and (inner := node.child_by_field_name("name")) is not None:
        node = inner
    return next(iter(parts(node, "arguments")), None)


def declared_in(declarator: Node | None) -> Node | None:
    """The name under a declarator's pointers, brackets and parameters."""
    while declarator is not None and declarator.type in DECLARATORS:
        declarator = declarator.child_by_field_name("declarator") or declarator.named_child(0)
    return declarator


def function_in(declarator: Node | None) -> Node | None:
    """The declarator with the parameters."""
    while declarator is not None and declarator.type in DECLARATORS and declarator.type != "function_declarator":
        declarator = declarator.child_by_field_name("declarator") or declarator.named_child(0)
    return declarator if declarator is not None and declarator.type == "function_declarator" else None


def arguments_of(call: Node) -> list[Node]:
    """The arguments of a call, without comments."""
    return [item for item in parts(call, "arguments") if "comment" not in item.type]


@read_once
def included(index: Index, path: str) -> frozenset[str]:
    """A file and all that it includes, directly or through other files."""
    return frozenset(reached([path], lambda file: index.adjacency[0].get(file, ())))
