"""What is used in a file of C or C++ (calls, members, names that stand alone), and the receiver that an expression stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import field_of, parts
from .receiver_nodes import text
from .receiver_values import Standing

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["BODIES", "NAMES", "CUses", "declared_in", "function_in", "path_of", "type_of"]

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
INNER = words("pointer_expression parenthesized_expression update_expression comma_expression")
TYPED = words("cast_expression compound_literal_expression new_expression")
FIRST = {"conditional_expression": "consequence", "assignment_expression": "left"}
CASTS = "_cast"


class CUses(Standing):
    """A reader that notes uses; see `Receivers`.

    Attributes:
        by_kind: kind of node → what reads it; of others what is in them is read.
    """

    def __init__(self) -> None:
        super().__init__()
        self.uses: dict[str, list[list[Any]]] = {}
        self.locals: dict[str, set[int]] = {}
        self.types: dict[str, set[int]] = {}
        self.by_kind: dict[str, Callable[[Node], None]] = {
            "call_expression": self._call,
            "field_expression": self._member,
            "qualified_identifier": self._qualified,
            "offsetof_expression": self._offset,
            "compound_literal_expression": self._literal,
            "field_initializer": self._member_set,
            "template_argument_list": self._template_arguments,
            "identifier": self.take_name,
            "statement_identifier": self._label,
            "type_identifier": self._type,
            "namespace_identifier": self._type,
        }

    def visit(self, node: Node | None) -> None:
        """Reads a node and what is in it."""
        if node is not None:
            self.by_kind.get(node.type, self.children)(node)

    def children(self, node: Node) -> None:
        """Reads what is in a node."""
        for child in node.named_children:
            self.visit(child)

    def _use(self, node: Node, arguments: int | None, receiver: Any) -> None:
        name = path_of(node)[-1] if node.type != "field_identifier" else text(node)
        if name:
            row = [node.end_point[0] + 1, arguments, receiver, self.around]
            self.uses.setdefault(name, []).append(row)

    def _call(self, node: Node) -> None:
        function = field_of(node, "function")
        given = [item for item in parts(node, "arguments") if "comment" not in item.type]
        called = ""
        if function.type == "field_expression":
            self._member(function, len(given))
        elif function.type == "qualified_identifier":
            self._qualified(function, len(given))
        elif function.type == "identifier" and not self._is_local(text(function)):
            called = text(function)
            self._use(function, len(given), 0)
        else:
            self.visit(function)
        for item in given:
            if item.type == "identifier" and called and not self._is_local(text(item)):
                self._use(item, None, ["m", called])
            else:
                self.visit(item)

    def _member(self, node: Node, arguments: int | None = None) -> None:
        argument = field_of(node, "argument")
        self._use(field_of(node, "field"), arguments, self.expression(argument))
        self.visit(argument)

    def _qualified(self, node: Node, arguments: int | None = None) -> None:
        """`Outer::name`: what stands before is a type or namespace, whatever else is called like it."""
        path, last = path_of(node), self.scopes_of(node)
        before = ".".join(path[:-1])
        self._use(last, arguments, ["s", before if "" not in path else "?"] if len(path) > 1 else None)
        self.children(last)

    def scopes_of(self, node: Node) -> Node:
        """Notes what stands before `::`, each part with those before it; the last part."""
        before: list[str] = []
        while node.type == "qualified_identifier" and (inner := node.child_by_field_name("name")) is not None:
            scope = node.child_by_field_name("scope")
            self._type(scope)
            if scope is not None and before:
                self._use(scope, None, ["s", ".".join(before)])
            before += path_of(scope)
            node = inner
        return node

    def _offset(self, node: Node) -> None:
        held = field_of(node, "type")
        self.visit(held)
        self._use(field_of(node, "member"), None, type_of(held))

    def _literal(self, node: Node) -> None:
        held, value = node.child_by_field_name("type"), node.child_by_field_name("value")
        self.visit(held)
        self.take_initial(value, type_of(held))

    def take_initial(self, value: Node | None, meant: Any) -> None:
        """What a value in braces sets: `{ .name = …, [2] = { .name = … } }`."""
        if value is None or value.type != "initializer_list":
            self.visit(value)
            return
        for item in value.named_children:
            if item.type != "initializer_pair":
                self.take_initial(item, meant)
                continue
            inner = meant
            for designator in item.children_by_field_name("designator"):
                field = next(iter(designator.named_children), None)
                if designator.type == "field_designator" and field is not None:
                    self._use(field, None, inner)
                    inner = [".", inner, text(field)] if inner is not None else None
                else:
                    self.visit(field)
            self.take_initial(item.child_by_field_name("value"), inner)

    def _member_set(self, node: Node) -> None:
        """C++: `Type() : member(value)`."""
        for child in node.named_children:
            if child.type == "field_identifier":
                self._use(child, None, ["i", self.around.rpartition(".")[2]])
            else:
                self.visit(child)

    def take_name(self, node: Node) -> None:
        """A name that stands alone."""
        self._is_local(text(node), node)

    def _label(self, node: Node) -> None:
        self.locals.setdefault(text(node), set()).add(node.start_point[0] + 1)

    def _template_arguments(self, node: Node) -> None:
        """`parse<limit>()`: a name there may be a constant, although it reads like a type."""
        for child in node.named_children:
            only = child.named_child(0) if child.type == "type_descriptor" and child.named_child_count == 1 else None
            if only is None or only.type != "type_identifier":
                self.visit(child)

    def _type(self, node: Node | None) -> None:
        if node is not None and node.type in NAMES:
            self.types.setdefault(text(node), set()).add(node.start_point[0] + 1)
        elif node is not None:
            self.children(node)

    def _is_local(self, name: str, node: Node | None = None) -> bool:
        found = any(name in scope for scope in self.scopes)
        if found and node is not None:
            self.locals.setdefault(name, set()).add(node.start_point[0] + 1)
        return found

    def expression(self, node: Node | None) -> Any:
        """What an expression is, as a receiver; None where it is not told."""
        if node is None:
            return None
        kind = node.type
        if kind == "identifier":
            return self.name(text(node))
        if kind == "this":
            return ["i", self.around.rpartition(".")[2]]
        if kind == "field_expression":
            held = self.expression(field_of(node, "argument"))
            return [".", held, path_of(field_of(node, "field"))[-1]] if held is not None else None
        if kind == "call_expression":
            return self._result(field_of(node, "function"))
        if kind == "subscript_expression":
            held = self.expression(node.child_by_field_name("argument"))
            return ["[]", held] if held is not None else None
        if kind in TYPED:
            return type_of(node.child_by_field_name("type"))
        if kind in FIRST:
            return self.expression(node.child_by_field_name(FIRST[kind]))
        return self.expression(node.child_by_field_name("argument") or node.named_child(0)) if kind in INNER else None

    def _result(self, function: Node) -> Any:
        if function.type == "field_expression":
            held = self.expression(function.child_by_field_name("argument"))
            return ["()", held, path_of(function.child_by_field_name("field"))[-1]] if held is not None else None
        if function.type == "template_function" and text(function).partition("<")[0].endswith(CASTS):
            return type_of(next(iter(parts(function, "arguments")), None))
        path = path_of(function)
        if len(path) > 1 and "" not in path:
            return ["()", ["s", ".".join(path[:-1])], path[-1]]
        return ["c", path[-1], self.around] if path and path[-1] else None


# ---- What the syntax trees say of types, declarators and members


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
