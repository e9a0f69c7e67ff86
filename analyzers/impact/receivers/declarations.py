"""Parameters, variables and fields that are declared, each with the type that is written there or what it is made by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...lists import words
from .patterns import Patterns
from .receiver_nodes import DECLARATORS, TYPES, declared, type_name

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["DECLARING", "Declarations"]

DECLARING = words(
    "parameter_declaration variadic_parameter_declaration var_spec field_declaration formal_parameter"
    " local_variable_declaration enhanced_for_statement resource parameter variable_declaration property_declaration"
    " foreach_statement class_parameter simple_parameter property_promotion_parameter let_declaration const_item static_item"
    " declaration_pattern recursive_pattern type_pattern"
)
OF_CLASS = words(
    "field_declaration variable_declaration property_declaration class_parameter property_promotion_parameter const_item"
)
UNTYPED = words("var val let auto dynamic")


class Declarations(Patterns):
    """A reader that knows what declarations say.

    Attributes:
        fields: `Class.field` → receiver that stands for its type.
    """

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Any] = {}

    def declare(self, node: Node) -> None:
        """Names with a written type, or with what they are made by."""
        kind = node.child_by_field_name("type") or next((item for item in node.children if item.type in TYPES), None)
        value = self._value(node)
        known = type_name(kind) if kind is not None else ""
        meant = ["i", self.own(known)] if known and known not in UNTYPED else value
        of_class = node.type in OF_CLASS and (not self.scopes or node.type == "property_promotion_parameter")
        for name in declared(node):
            if of_class and self.klass and self.fields.get(f"{self.klass}.{name}") is None:
                self.fields[f"{self.klass}.{name}"] = meant
            elif self.scopes:
                self.scopes[-1][name] = meant
                self.bound.add(name)

    def _value(self, node: Node) -> Any:
        """What an initial value makes."""
        value = node.child_by_field_name("value")
        if value is None:
            inner = next((item for item in node.named_children if item.type in DECLARATORS), None)
            if inner is not None:
                value = inner.child_by_field_name("value") or (
                    inner.named_children[-1] if inner.named_child_count > 1 else None
                )
            around = node.parent
            if (
                value is None
                and around is not None
                and around.type == "property_declaration"
                and node.type == "variable_declaration"
            ):
                value = around.named_children[-1]
        return self.expression(value) if value is not None and value.type not in DECLARATORS else None
