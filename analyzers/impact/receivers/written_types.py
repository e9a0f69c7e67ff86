"""Types as they are written, with what they hold: `Map<String, Order[]>` as a receiver (receiver_forms.py), and type parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import child_of
from .receiver_nodes import INDIRECT, NAMES, text, type_name, unwrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["ARRAY", "EACH", "INVOKED", "ROWS", "caught", "parameters_taken", "together", "type_parameters", "written"]

ARRAY = "[]"
"""The name of a type that the language has built in, and of the method that gives what stands at an index of it."""
EACH = "[*]"
"""The method that gives what a loop over it gives."""
INVOKED = "Invoke"
"""C#: the method of a delegate that runs where a value of its type is called."""
ROWS = words("array_type slice_type implicit_length_array_type map_type channel_type")
ARGUMENTS = frozenset({"type_arguments", "type_argument_list"})
TYPE_PARAMETERS = frozenset({"type_parameters", "type_parameter_list"})
GENERIC = frozenset({"generic_type", "generic_name", "user_type"})


def written(node: Node | None, own: str = "") -> Any:
    """A type as a receiver that stands for a value of it: `["i", "Map", [["i", "String"], ["i", "[]", [["i", "Order"]]]]]`.

    Args:
        own: the class around, for what means it.
    """
    name = type_name(node)
    if node is None or not name:
        return None
    name = own if own and name in {"Self", "self", "static", "this"} else name
    held = list(_held(node, own))
    return ["i", name, held] if held else ["i", name]


def _held(node: Node, own: str) -> Iterator[Any]:
    """The types that a type is written with."""
    while inner := unwrapped(node) or _inside(node):
        node = inner
    if node.type in ROWS:
        for field in ("key", "value", "element", "type"):
            if (item := node.child_by_field_name(field)) is not None:
                yield written(item, own)
    elif node.type in GENERIC:
        arguments = child_of(node, ARGUMENTS)
        for item in arguments.named_children if arguments is not None else ():
            if "comment" not in item.type:
                yield written(_bound(item), own)


def _inside(node: Node) -> Node | None:
    """What a pointer, a nullable type or a projection is of; a type of Kotlin has its arguments itself."""
    if node.type not in INDIRECT or any(item.type in ARGUMENTS for item in node.named_children):
        return None
    return node.named_child(node.named_child_count - 1 if node.type == "type_projection" else 0)


def _bound(item: Node) -> Node | None:
    """`? extends Order` holds orders, `? super Order` anything."""
    if item.type != "wildcard":
        return item
    below = any(child.type == "super" for child in item.children)
    return item.named_children[-1] if item.named_children and not below else None


def type_parameters(node: Node) -> dict[str, str]:
    """The type parameters of a class or method, each with what it extends, "" for nothing."""
    held = child_of(node, TYPE_PARAMETERS)
    found: dict[str, str] = {}
    for item in held.named_children if held is not None else ():
        name = child_of(item, NAMES)
        if item.type == "type_parameter" and name is not None:
            bound = child_of(item, {"type_bound"})
            found[text(name)] = type_name(bound.named_children[0]) if bound is not None else ""
    for clause in node.named_children if found else ():
        if clause.type == "type_parameter_constraints_clause":  # C#: `where T : class, IOrder`
            bounds = (bound for item in clause.named_children if (bound := item.child_by_field_name("type")))
            found[text(clause.named_children[0])] = type_name(next(bounds, None))
    return found


def caught(node: Node) -> Node | None:
    """Java: the type of what is caught, none for several."""
    held = child_of(node, {"catch_type"})
    return held.named_children[0] if held is not None and held.named_child_count == 1 else None


def parameters_taken(node: Node) -> int:
    """Java: how many parameters a method has; -1 for any number, and in other languages, which may leave some out."""
    held = node.child_by_field_name("parameters")
    if held is None or node.type != "method_declaration" or held.type != "formal_parameters":
        return -1
    kinds = [item.type for item in held.named_children if "comment" not in item.type]
    return len(kinds) if set(kinds) <= {"formal_parameter"} else -1


def together(overloads: list[list[Any]], given: int = -1) -> Any:
    """What overloads give back: what they agree on, all of them with what each gives, or what those for some arguments agree on."""
    fitting = [gives for taken, gives in overloads if given in {-1, taken} or taken == -1]
    agreed = fitting[0] if fitting else None
    for gives in fitting:
        agreed = _agreeing(agreed, gives)
    apart = given == -1 and agreed is None and len({taken for taken, _ in overloads} - {-1}) > 1
    return ["o", overloads] if apart else agreed


def _agreeing(one: Any, other: Any) -> Any:
    """The type that both are of; None where they differ."""
    if one == other:
        return one
    same = isinstance(one, list) and isinstance(other, list) and one[:2] == other[:2] and one[0] == "i"
    return one[:2] if same else None
