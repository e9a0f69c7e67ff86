"""Variables that a pattern, a test of a type or a case of one binds, and of what type they are there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import words
from .receiver_nodes import bare, path_of, text, type_name
from .receiver_values import Values
from .written_types import EACH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["PATTERNS", "STRUCT_KEYS", "TESTING", "Patterns", "struct_key", "tests"]

PATTERNS = words(
    "tuple_pattern tuple_struct_pattern match_pattern closure_parameters captured_pattern or_pattern slice_pattern ref_pattern"
    " mut_pattern reference_pattern for_expression"
)
TESTING = words("if_expression when_entry binary_expression")
KOTLIN = frozenset({"user_type", "nullable_type"})
LEAVING = re.compile("return|throw|continue|break")
SUBJECT = re.compile(r"\((?:val )?(\w+)(?: =.*)?\)$")
STRUCT_KEYS = words("field_initializer shorthand_field_initializer field_pattern")


class Patterns(Values):
    """A reader that knows what its patterns bind.

    Attributes:
        bound: names of parameters and variables of the functions around.
    """

    def __init__(self) -> None:
        super().__init__()
        self.bound: set[str] = set()

    def take_pattern(self, node: Node) -> None:
        """Variables of a pattern, whose types nothing tells."""
        for name in bound_in(node):
            self._bind(name, "")
            if node.type == "for_expression" and self.scopes:
                self.scopes[-1][name] = ["()", self.expression(node.child_by_field_name("value")), EACH]
        if node.type == "tuple_struct_pattern" and self.scopes and ".." not in text(node):
            self._take_positions(node)

    def _take_positions(self, node: Node) -> None:
        """Rust: `Shape::Round(circle)`."""
        holder = [self.own(part) for part in path_of(node.named_children[0])]
        for item in node.named_children[1:]:
            position = sum(other.type == "," and other.end_byte <= item.start_byte for other in node.children)
            if item.type == "identifier" and bare(item)[:1].islower() and "" not in holder:
                variant = f"{holder[-1]}.{position}" if len(holder) > 1 else str(position)
                self.scopes[-1][bare(item)] = [".", ["i", holder[-2:][0]], variant]

    def take_case(self, node: Node) -> None:
        """Go: `switch v := value.(type)`: in a case of one type the variable is of that one."""
        alias = node.parent.child_by_field_name("alias") if node.parent is not None else None
        types = node.children_by_field_name("type")
        for name in alias.named_children if alias is not None else ():
            self._bind(bare(name), type_name(types[0]) if len(types) == 1 else "")

    def take_test(self, node: Node) -> None:
        """Java: `value instanceof Order order`."""
        name = node.child_by_field_name("name")
        if name is not None:
            self._bind(bare(name), type_name(node.child_by_field_name("right")))

    def _bind(self, name: str, type_: str) -> None:
        if self.scopes:
            self.scopes[-1][name] = ["i", type_] if type_ else None
            self.bound.add(name)


def tests(node: Node) -> tuple[list[tuple[str, Node]], list[tuple[str, Node]]]:
    """Kotlin: the values that are of a type where a branch runs, and those that are of one where it is left behind."""
    condition, *others = node.children_by_field_name("condition") or [node]
    if condition.type == "type_test":
        around = node.parent if not others and condition.children[0].type == "is" else None
        subject = SUBJECT.match(text(around.named_children[0])) if around is not None else None
        return [(subject[1], condition.named_children[-1])] if subject else [], []
    inside = node.named_children[-1] if node.type == "if_expression" and node.named_child_count == 2 else None
    leaves = inside is not None and LEAVING.match(text(inside.named_children[-1] if inside.type == "block" else inside))
    told = [] if others else list(_tested(condition, "&&", "is"))
    return told, list(_tested(condition, "||", "!is")) if leaves else []


def _tested(condition: Node, joined: str, how: str) -> Iterator[tuple[str, Node]]:
    """The tests that hold together."""
    left, right = condition.child_by_field_name("left"), condition.child_by_field_name("right")
    if condition.type == "parenthesized_expression" and condition.named_children:
        yield from _tested(condition.named_children[0], joined, how)
    elif left is None or right is None:
        return
    elif condition.type == "binary_expression" and condition.children[1].type == joined:
        yield from _tested(left, joined, how)
        yield from _tested(right, joined, how)
    elif condition.type == "is_expression" and condition.children[1].type == how:
        yield from [(bare(left), right)] if left.type == "identifier" and right.type in KOTLIN else ()


def struct_key(node: Node) -> tuple[Node | None, Node | None]:
    """The name of a field in `Type { field: value }`, and the type."""
    around = node.parent
    around = around.parent if around is not None and around.type == "field_initializer_list" else around
    name = node.child_by_field_name("field") or node.child_by_field_name("name") or node.named_child(0)
    return name, (
        around.child_by_field_name("name") or around.child_by_field_name("type")
    ) if around is not None else None


def bound_in(pattern: Node) -> Iterator[str]:
    """The variables that a pattern of Rust binds itself; what is inside of patterns in it, those say."""
    types = pattern.child_by_field_name("type")
    body = pattern.child_by_field_name("pattern") if pattern.type == "for_expression" else None
    for item in pattern.named_children if pattern.type != "for_expression" else [body]:
        if item is not None and item.type == "identifier" and item != types and bare(item)[:1].islower():
            yield bare(item)
