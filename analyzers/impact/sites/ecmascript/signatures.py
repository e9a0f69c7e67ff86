"""What functions take and give in TypeScript, and which members object types have, as far as types are written."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from ..reader import Reader, Scope, parts

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["CALLED", "COMPONENTS", "FUNCTIONS", "MEMBERS", "SignatureReader", "is_shape", "place", "rest"]

FUNCTIONS = frozenset({"arrow_function", "function_expression", "function", "generator_function"})
CALLED = frozenset({"call_signature", "construct_signature"})
KEYED = "index_signature"
MEMBERS = frozenset({"property_signature", "method_signature"})
SIGNATURES = words("function_signature method_signature abstract_method_signature")
COMPONENTS = words(
    "FC FunctionComponent VFC SFC ComponentType ExoticComponent ForwardRefExoticComponent MemoExoticComponent"
    " FunctionalComponent ParentComponent VoidComponent"
)
"""Generic types of React, Preact, Solid and Vue for functions that take properties."""


class SignatureReader(Reader, ABC):
    """The part of the reader that knows signatures and object types. Such a type has no name: it is called after its place."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.overloads: dict[str, list[Any]] = {}
        """Function or method → what those of its signatures promise that have no body."""

    @abstractmethod
    def bind_type_parameters(self, node: Node) -> None:
        """Binds the type parameters of a node."""

    def gives(self, qualname: str, node: Node, results: list[Any]) -> None:
        """Notes what a function gives back: what its overloads promise, where there are some, for nobody calls what is behind them."""
        if node.type in SIGNATURES:
            self.overloads.setdefault(qualname, []).extend(results)
        self.returns[qualname] = self.overloads.get(qualname, results)

    def generic(self, qualname: str, node: Node) -> None:
        """Notes the type variables of a definition, which its scope has bound."""
        names = [child.child_by_field_name("name") for child in parts(node, "type_parameters")]
        bound = [self.scope.bound[self.text(name)][-1] for name in names if name is not None]
        if bound:
            self.generics.setdefault(f"{qualname}<>", []).append([value[1] for value in bound])

    def call_signature(self, node: Node, qualname: str) -> None:
        """`(a: A): B` or `new (a: A): B` among the members of a type: its values are called like functions, or made like objects."""
        self._signed(f"{qualname}.()", node, generic=True)

    def function_type(self, node: Node) -> Any:
        """`(a: A) => B`, `new (a: A) => B`."""
        qualname = f"({place(node)})"
        if qualname not in self.signatures:
            self._signed(qualname, node, generic=False)
        return ["F", qualname]

    def _signed(self, called: str, node: Node, *, generic: bool) -> None:
        """Notes what a signature takes and gives."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        self.bind_type_parameters(node)
        if generic:
            self.generic(called, node)
        self.signatures.setdefault(called, []).append(self.taken(node))
        result = node.child_by_field_name("return_type") or node.child_by_field_name("type")
        self.returns.setdefault(called, []).append(self.type_expression(result))
        self.scope = outer

    def component_type(self, node: Node) -> Any:
        """A function type that takes properties of this type."""
        qualname = f"({place(node)})"
        self.signatures[qualname] = [[self.type_expression(node)]]
        return ["F", qualname]

    def taken(self, node: Node) -> list[Any]:
        """The annotated types of a signature's parameters, by position."""
        found = []
        for child in parts(node, "parameters"):
            pattern = child.child_by_field_name("pattern")
            if pattern is not None and pattern.type != "this":
                value = self.type_expression(child.child_by_field_name("type"))
                found.append(rest(value) if pattern.type == "rest_pattern" else value)
        return found

    # ---- object types

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
        promised = self.type_expression(node.child_by_field_name("type") or node.child_by_field_name("return_type"))
        member = f"{qualname}.{self.text(name)}"
        if node.type == "method_signature":
            self.functions[member] = []
            self.signatures.setdefault(member, []).append(self.taken(node))
            self.returns[member] = [promised]
        else:
            self.bound.setdefault(member, []).append(promised)


def place(node: Node) -> str:
    """Where a node starts: the name of what has none."""
    return f"{node.start_point[0] + 1}:{node.start_point[1]}"


def rest(value: Any) -> Any:
    """What each of the remaining arguments is, of an annotation of all."""
    return ["...", ["[]", value]] if value is not None else None


def is_shape(node: Node) -> bool:
    """An object type that says the names of its members."""
    if node.type != "object_type":
        return False
    return not node.named_children or any(child.type != KEYED for child in node.named_children)
