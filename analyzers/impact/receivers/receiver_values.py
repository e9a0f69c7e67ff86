"""What an expression stands for in a language whose scopes are not read: its receiver, as receiver_forms.py has them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ....indexer.languages.common import first_field, parts
from .receiver_nodes import (
    ABOVE,
    CALLS,
    CASTS,
    CREATIONS,
    INNER,
    INSTANTIATED,
    ITSELF,
    LITERALS,
    NAMES,
    OBJECT_FIELDS,
    TYPES,
    arguments_given,
    bare,
    held_object,
    is_generic_of_go,
    is_instantiated,
    is_of_type,
    last,
    member_name,
    path_of,
    text,
    type_name,
)
from .written_types import ARRAY, INVOKED, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

__all__ = ["MEMBERS", "Standing", "Values"]

MEMBERS = words(
    "selector_expression field_access member_access_expression nullsafe_member_access_expression navigation_expression"
    " field_expression scoped_identifier class_constant_access_expression qualified_type"
    " scoped_property_access_expression"
)
MADE = words("new make")
"""Go's own functions that make a value of the type that they are given."""
INDEXED = words("array_access index_expression element_access_expression")
APPEND = "append"
"""Go's function that gives back what it is given first."""
PATHS = words("scoped_identifier scoped_type_identifier qualified_name")
REFLECTED = ["i", "Class"]
CLASSES = {"javaClass": "", "class": "::class", "java": "::class.java"}
"""What Kotlin has of a class at run time: the name → how that ends."""
LONGEST_CHAIN = 40
"""Steps of `a.b().c()` whose types are followed: each call of a chain is asked about all that stands before it."""


PLACE = ("scopes", "klass", "around", "unnamed", "parameters", "bound", "base", "inside", "taken", "told", "assigned")
"""What a reader says of where it stands."""


class Standing:
    """Where a reader of a file stands: what the functions around it declare, and the classes around it (`Outer.Inner`)."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, Any]] = []
        self.around = ""

    @contextmanager
    def within(self, *scopes: dict[str, Any]) -> Iterator[None]:
        """In a function, class or block, which declares things in scopes of its own: behind it all is as before."""
        kept = {name: value for name, value in vars(self).items() if name in PLACE}
        self.scopes = [*self.scopes, *scopes]
        yield
        vars(self).update(kept)

    def name(self, name: str) -> Any:
        """What a name stands for."""
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return ["n", name, self.around]


class Values(Standing):
    """The part of a reader that knows expressions.

    Attributes:
        unnamed: the class around has no name, and `klass` is what it extends.
        parameters: the type parameters of the functions around, each with what it extends, "" for nothing.
    """

    def __init__(self) -> None:
        super().__init__()
        self.klass = ""
        self.unnamed = False
        self.parameters: dict[str, str] = {}
        self.depth = 0

    def own(self, name: str) -> str:
        """A type as it is named there, the class itself for `Self`."""
        return self.klass if name in {"Self", "self", "static", "this"} else name

    def callee(self, node: Node) -> tuple[str, Any, Node]:
        """Name, receiver, and the node that ends with the name."""
        named = node.child_by_field_name("name")
        if named is not None:  # Java and PHP keep receiver and name in the call itself
            target = first_field(node, OBJECT_FIELDS)
            return bare(named), self.expression(target) if target is not None else 0, named
        function = node.child_by_field_name("function") or (node.named_children[0] if node.named_children else node)
        while (
            function.type in INSTANTIATED or function.type == "unary_expression" or is_generic_of_go(function)
        ) and function.named_children:
            function = function.named_children[0]
        if function.type == "conditional_access_expression" and len(function.named_children) > 1:
            binding = function.named_children[-1]
            return bare(last(binding)), self.expression(function.named_children[0]), last(binding)
        if function.type in MEMBERS:
            held = held_object(function)
            path = self._path(function, held)
            return member_name(function), path if path and path[0] == "q" else self.expression(held), function
        return (bare(function), 0, function) if function.type in NAMES else ("", None, function)

    def expression(self, node: Node | None) -> Any:
        """A value as a receiver; None where it is not told, or stands at the end of a chain that is too long."""
        if node is None or self.depth > LONGEST_CHAIN:
            return None
        self.depth += 1
        try:
            named = node.child_by_field_name("type") if node.type == "generic_type" else None  # Rust: `Vec::<u8>::new`
            return self._expression(named or node)
        finally:
            self.depth -= 1

    def _expression(self, node: Node) -> Any:
        kind = node.type
        if (around := self._class_around(node)) is not None:
            return around
        if kind in NAMES:
            return self.name(bare(node)) if bare(node) != "javaClass" else REFLECTED
        if kind in {"qualified_name", "generic_name"}:  # C#: `Result<T>.Empty`
            return ["s", *(written(node, self.klass) or [None])[1:]]
        if kind in LITERALS or kind == "predefined_type":  # C#: `string.Format`
            return ["i" if kind in LITERALS else "s", "[]"]
        if kind in CREATIONS or kind in CASTS:
            return self._made(node)
        if kind in CALLS or is_instantiated(node):
            return self._result_of(node)
        if kind == "scoped_identifier" and member_name(node)[:1].isupper() and not is_of_type(node):
            return ["s", self.own(".".join(path_of(node)))]
        if kind in MEMBERS:
            return self._member(node)
        if kind in INDEXED or (kind == "unary_expression" and node.children[0].type == "<-"):
            return ["()", self.expression(node.named_children[0]), ARRAY]
        inner = kind in INNER or (kind == "binary_expression" and node.children[1].type == "?:")
        return self.expression(node.named_children[0]) if inner and node.named_children else None

    def _member(self, node: Node) -> list[Any]:
        """`value.name`; `Outer.this`."""
        held, named = held_object(node), node.named_children[-1] if node.named_children else node
        if held is not None and named.type in ITSELF:
            return ["i", type_name(held) or text(last(held))]
        name = member_name(node)
        if name in CLASSES and node.type == "navigation_expression" and text(node).endswith(CLASSES[name]):
            return REFLECTED
        name = name or (text(named) if named.type == "integer_literal" else "")  # Rust: `self.0`
        return [".", self.expression(held), name]

    def _class_around(self, node: Node) -> list[Any] | None:
        """`this`, `super`, `Self`, `parent::`: an object of the class around, what is above it, or the class itself."""
        kind = node.type
        if kind in ITSELF or (kind in NAMES and bare(node) == "this"):
            return ["i", self.klass, []]
        if kind in ABOVE or (kind == "relative_scope" and text(node) == "parent"):
            return ["i" if self.unnamed else "p", self.klass]
        return ["s", self.klass] if kind == "relative_scope" or (kind in NAMES and text(node) == "Self") else None

    def _made(self, node: Node) -> Any:
        held = node.child_by_field_name("type") or node.child_by_field_name("name")
        held = node.child_by_field_name("right") if node.type == "as_expression" and held is None else held
        held = held or next((item for item in node.named_children if item.type in TYPES | NAMES), None)
        return self.value_of(held)

    def value_of(self, type_: Node | None) -> Any:
        """A value of a written type."""
        return _resolved(written(type_, self.klass), self.parameters)

    def before(self, node: Node) -> Any:
        """What a member stands on; of a path (`module::Type`) the whole of it."""
        held = held_object(node)
        return self._path(node, held) or self.expression(held)

    def _path(self, node: Node, held: Node | None) -> list[Any] | None:
        """The module or type before the last name of a path."""
        if held is None or node.type not in PATHS or "" in (path := path_of(held)):
            return None
        return ["s", self.own(".".join(path))] if path[-1][:1].isupper() else ["q", ".".join(path)]

    def _result_of(self, node: Node) -> Any:
        name, receiver, _ = self.callee(node)
        if not name:
            return None
        if receiver == 0 and name in MADE and (made := _type_given(node)) is not None:
            return self.value_of(made)
        if receiver == 0 and name == APPEND and node.type == "call_expression":
            return self.expression(next(iter(parts(node, "arguments")), None))
        given = [arguments_given(node)] if node.type == "method_invocation" else []
        if receiver == 0:
            held = self.name(name) if node.type == "invocation_expression" else ["n"]  # C# calls variables, too
            return ["()", held, INVOKED] if held and held[0] != "n" else ["c", name, self.around, *given]
        return ["()", receiver, name, *given] if receiver is not None else None


def _resolved(type_: Any, parameters: dict[str, str]) -> Any:
    """A type with what the type parameters in it extend."""
    if not type_ or not parameters:
        return type_
    if type_[1] in parameters:
        return ["i", parameters[type_[1]]] if parameters[type_[1]] else None
    return [*type_[:2], [_resolved(item, parameters) for item in type_[2]]] if len(type_) > 2 else type_


def _type_given(call: Node) -> Node | None:
    """The first argument, where it is a type."""
    first = next(iter(parts(call, "arguments")), None)
    return first if first is not None and first.type in TYPES else None
