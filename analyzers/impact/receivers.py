"""On what members are used in one file of a language whose scopes are not read: the receiver's declared type, where one is written.

Parameters, variables and fields have types in Go, Java, Kotlin, C#, PHP and Rust, or are made by a constructor; that is
enough to tell most calls of a common name apart. A table is a pure function of the file's text and is kept by content.

Receivers are JSON values:
    None               unknown
    0                  none: the name stands alone
    ["i", T]           a value of type T (its last name, without arguments); "[]" is a type that the language has built in
    ["s", T]           the type itself
    ["p", T]           what T extends
    ["n", name, C]     a name that nothing in the function declares; C is the class around it (`Outer.Inner`), or ""
    [".", R, name]     a member;  ["()", R, name]  what a method gives back;  ["c", name]  what a function gives back
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from ..lists import words
from .receiver_nodes import (
    ABOVE,
    CALLS,
    CASTS,
    CREATIONS,
    DECLARATORS,
    INNER,
    ITSELF,
    LITERALS,
    NAMES,
    OBJECT_FIELDS,
    TYPES,
    arguments_given,
    bare,
    declared,
    held_object,
    is_callee,
    last,
    member_name,
    names_member,
    parameters,
    result_type,
    text,
    type_name,
)

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["LANGUAGES", "Receivers", "read_receivers"]

LANGUAGES = frozenset({"Go", "Java", "Kotlin", "C#", "PHP", "Rust"})

FUNCTIONS = words(
    "function_declaration method_declaration constructor_declaration function_item func_literal lambda_expression"
    " closure_expression lambda_literal anonymous_function arrow_function local_function_statement function_definition"
    " secondary_constructor"
)
CLASSES = words(
    "class_declaration interface_declaration enum_declaration record_declaration struct_declaration object_declaration"
    " trait_declaration impl_item struct_item trait_item enum_item type_spec"
)
MEMBERS = words(
    "selector_expression field_access member_access_expression nullsafe_member_access_expression navigation_expression"
    " field_expression scoped_identifier class_constant_access_expression qualified_type"
)
DECLARING = words(
    "parameter_declaration variadic_parameter_declaration var_spec field_declaration formal_parameter"
    " local_variable_declaration enhanced_for_statement resource parameter variable_declaration property_declaration"
    " foreach_statement class_parameter simple_parameter property_promotion_parameter let_declaration const_item static_item"
)
OF_CLASS = words(
    "field_declaration variable_declaration property_declaration class_parameter property_promotion_parameter"
)
UNTYPED = words("var val let auto dynamic")


class Receivers(TypedDict):
    """The table of a file.

    Attributes:
        uses: name → `[line, number of arguments or None where it is no call, receiver, class around it]`.
        fields: `Class.field` → receiver that stands for its type.
        returns: `Class.method` or function → receiver that stands for its result.
        locals: name → lines on which it stands alone and means a parameter or variable of the function around it.
    """

    uses: dict[str, list[list[Any]]]
    fields: dict[str, Any]
    returns: dict[str, Any]
    locals: dict[str, list[int]]


def read_receivers(root: Node) -> Receivers:
    """Reads a file."""
    reader = _Reader()
    reader.visit(root)
    own = {name: sorted(lines) for name, lines in reader.locals.items()}
    return {"uses": reader.uses, "fields": reader.fields, "returns": reader.returns, "locals": own}


class _Reader:
    def __init__(self) -> None:
        self.uses: dict[str, list[list[Any]]] = {}
        self.fields: dict[str, Any] = {}
        self.returns: dict[str, Any] = {}
        self.locals: dict[str, set[int]] = {}
        self.scopes: list[dict[str, Any]] = []
        self.bound: set[str] = set()
        self.klass = ""
        self.around = ""

    def visit(self, node: Node) -> None:
        kind = node.type
        if kind in CLASSES:
            self._class(node)
        elif kind in FUNCTIONS:
            self._function(node)
        else:
            if kind in DECLARING:
                self._declare(node)
            elif kind in {"short_var_declaration", "assignment_expression", "range_clause"}:
                self._assign(node)
            elif kind in CALLS:
                self._call(node)
            elif kind in MEMBERS and not is_callee(node):
                self._use(member_name(node), node, None, self.expression(held_object(node)))
            elif kind == "keyed_element":
                self._key(node)
            elif kind in NAMES and not names_member(node):
                self._local(node)
            self._children(node)

    def _children(self, node: Node) -> None:
        for child in node.named_children:
            self.visit(child)

    # ---- definitions

    def _class(self, node: Node) -> None:
        outer, scopes, around, bound = self.klass, self.scopes, self.around, self.bound
        named = node.child_by_field_name("type") if node.type == "impl_item" else node.child_by_field_name("name")
        self.klass = (type_name(named) if named is not None else "") or outer
        self.around = f"{around}.{self.klass}" if around and self.klass != outer else self.klass
        self.scopes, self.bound = [], set()
        if node.type == "record_declaration":
            for child in parameters(node):
                kind = child.child_by_field_name("type")
                self.fields.update((f"{self.klass}.{name}", ["i", type_name(kind)]) for name in declared(child))
        self._children(node)
        self.klass, self.scopes, self.around, self.bound = outer, scopes, around, bound

    def _function(self, node: Node) -> None:
        outer, around = self.klass, self.around
        receiver = node.child_by_field_name("receiver")
        if receiver is not None and receiver.named_children:
            held = receiver.named_children[0].child_by_field_name("type")
            self.klass = self.around = type_name(held) if held is not None else ""
        name = node.child_by_field_name("name")
        if name is not None:
            result = result_type(node)
            qualname = f"{self.klass}.{text(name)}" if self.klass else text(name)
            self.returns[qualname] = ["i", self._own(type_name(result))] if result is not None else None
        bound, self.bound = self.bound, set(self.bound)
        self.scopes.append({})
        self._children(node)
        self.scopes.pop()
        self.klass, self.around, self.bound = outer, around, bound

    def _own(self, name: str) -> str:
        return self.klass if name in {"Self", "self", "static", "this"} else name

    def _declare(self, node: Node) -> None:
        """Names with a written type, or with what they are made by."""
        kind = node.child_by_field_name("type") or next((item for item in node.children if item.type in TYPES), None)
        value = self._value(node)
        known = type_name(kind) if kind is not None else ""
        meant = ["i", self._own(known)] if known and known not in UNTYPED else value
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

    def _assign(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None or not self.scopes:
            return
        names = left.named_children if left.type == "expression_list" else [left]
        values = right.named_children if right.type == "expression_list" else [right]
        for position, name in enumerate(names):
            if name.type not in NAMES:
                continue
            value = values[position] if len(values) == len(names) else values[0] if not position else None
            value = None if node.type == "range_clause" else value
            if node.type != "assignment_expression" or name.type == "variable_name":
                self.bound.add(bare(name))
            if node.type != "assignment_expression" or bare(name) not in self.scopes[-1]:
                self.scopes[-1][bare(name)] = self.expression(value) if value is not None else None

    # ---- uses

    def _local(self, node: Node) -> None:
        """A name that stands alone, where the function around it binds it."""
        if bare(node) in self.bound:
            self.locals.setdefault(bare(node), set()).add(node.start_point[0] + 1)

    def _key(self, node: Node) -> None:
        """Go: `Type{field: value}`."""
        key = node.named_children[0].named_children[:1] if node.named_children else []
        if key and key[0].type in NAMES:
            made = node.parent.parent if node.parent is not None else None
            is_made = made is not None and made.type == "composite_literal"
            self._use(bare(key[0]), key[0], None, self.expression(made) if is_made else None)

    def _use(self, name: str, node: Node, arguments: int | None, receiver: Any) -> None:
        if name:
            line = last(node).start_point[0] + 1
            self.uses.setdefault(name, []).append([line, arguments, receiver, self.around])

    def _call(self, node: Node) -> None:
        name, receiver, where = self._callee(node)
        self._use(name, where, arguments_given(node), receiver)

    def _callee(self, node: Node) -> tuple[str, Any, Node]:
        """Name, receiver, and the node that ends with the name."""
        named = node.child_by_field_name("name")
        if named is not None:  # Java and PHP keep receiver and name in the call itself
            target = next((found for field in OBJECT_FIELDS if (found := node.child_by_field_name(field))), None)
            return bare(named), self.expression(target) if target is not None else 0, named
        function = node.child_by_field_name("function") or (node.named_children[0] if node.named_children else node)
        while function.type in {"generic_function", "generic_name"} and function.named_children:
            function = function.named_children[0]
        if function.type == "conditional_access_expression" and len(function.named_children) > 1:
            binding = function.named_children[-1]
            return bare(last(binding)), self.expression(function.named_children[0]), last(binding)
        if function.type in MEMBERS:
            return member_name(function), self.expression(held_object(function)), function
        return (bare(function), 0, function) if function.type in NAMES else ("", None, function)

    def expression(self, node: Node | None) -> Any:
        """A value as a receiver."""
        if node is None:
            return None
        kind = node.type
        if kind in ITSELF or (kind in NAMES and bare(node) == "this"):
            return ["i", self.klass]
        if kind in ABOVE or (kind == "relative_scope" and text(node) == "parent"):
            return ["p", self.klass]
        if kind == "relative_scope" or (kind in NAMES and text(node) == "Self"):
            return ["s", self.klass]
        if kind in NAMES:
            return self._name(bare(node))
        if kind in LITERALS:
            return ["i", "[]"]
        if kind in CREATIONS or kind in CASTS:
            held = node.child_by_field_name("type") or node.child_by_field_name("name")
            held = held or next((item for item in node.named_children if item.type in TYPES | NAMES), None)
            return ["i", self._own(type_name(held))] if held is not None else None
        if kind in CALLS:
            return self._result_of(node)
        if kind == "scoped_identifier" and member_name(node)[:1].isupper():
            return ["s", self._own(member_name(node))]
        if kind in MEMBERS:
            return [".", self.expression(held_object(node)), member_name(node)]
        if kind in INNER and node.named_children:
            return self.expression(node.named_children[0])
        return None

    def _result_of(self, node: Node) -> Any:
        name, receiver, _ = self._callee(node)
        if not name:
            return None
        return ["c", name] if receiver == 0 else None if receiver is None else ["()", receiver, name]

    def _name(self, name: str) -> Any:
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return ["n", name, self.around]
