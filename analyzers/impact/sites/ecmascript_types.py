"""Types in TypeScript: the names in annotations, what an annotation promises, and the definitions that are only types."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from ...lists import words
from .ecmascript_shapes import MEMBERS, ShapeReader
from .ecmascript_signatures import COMPONENTS, applied, place
from .jsdoc import documented
from .reader import Scope
from .shape import BARE

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["CONTAINERS", "TypeReader"]

WRAPPERS = words("Promise PromiseLike Awaited Readonly Partial Required NonNullable Pick Omit Exclude Extract MaybeRef")
CONTAINERS = words(
    "Array ReadonlyArray Set ReadonlySet WeakSet Iterable Iterator IterableIterator AsyncIterable Generator Map WeakMap"
    " ReadonlyMap Record"
)
KEYED = words("Map WeakMap ReadonlyMap Record")
QUALIFIED = frozenset({"nested_type_identifier", "nested_identifier"})
TRANSPARENT = frozenset(
    {"type_annotation", "parenthesized_type", "readonly_type", "opting_type_annotation", "asserts_annotation"}
)


class TypeReader(ShapeReader, ABC):
    """The part of the reader that knows types."""

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.returning: list[Any] = []

    def line(self, node: Node) -> int:
        return node.start_point[0] + 1

    @abstractmethod
    def visit(self, node: Node) -> None:
        """Reads any node; the full reader says how."""

    @abstractmethod
    def expression(self, node: Node) -> Any:
        """A raw type expression of a value; the full reader says how."""

    def comment(self, node: Node) -> None:
        """What a documentation comment names as a type or link."""
        for name in documented(self.text(node)):
            receiver = ["t", (name.holder, self.scope)] if name.holder else BARE
            self.add(name.text, self.line(node) + name.line, receiver, "doc")

    def mention(self, node: Node, role: str) -> None:
        """A type's name, plain or dotted."""
        if node.type in QUALIFIED:
            module, name = _qualified(node)
            if module is not None and name is not None:
                self.add(self.text(name), self.line(name), self.head(module), role)
                self.mention(module, "type")
        elif node.type in {"identifier", "type_identifier"}:
            self.add(self.text(node), self.line(node), role=role)
        else:
            self.annotation(node)

    def head(self, node: Node) -> Any:
        """The expression that a type's name means."""
        if node.type in QUALIFIED:
            module, name = _qualified(node)
            return [".", self.head(module), self.text(name)] if module is not None and name is not None else None
        return (self.text(node), self.scope) if node.type in {"identifier", "type_identifier"} else None

    def annotation(self, node: Node) -> None:
        """Names in a type."""
        kind = node.type
        if kind in {"type_identifier", "nested_type_identifier"}:
            self.mention(node, "type")
        elif kind in {"type_query", "computed_property_name"}:
            for child in node.named_children:
                self.visit(child)
        elif kind in {"property_signature", "method_signature", "call_signature", "function_type", "constructor_type"}:
            self._signature(node)
        elif kind == "lookup_type":
            self._lookup(node)
        elif kind == "mapped_type_clause":
            self._mapped(node)
        elif kind == "comment":
            self.comment(node)
        elif kind not in {"predefined_type", "literal_type"}:
            for child in node.named_children:
                self.annotation(child)

    def _mapped(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.scope.bind(self.text(name))
        for child in node.named_children:
            if child != name:
                self.annotation(child)

    def _lookup(self, node: Node) -> None:
        """`T['key']`: the key is a member of the type."""
        target = node.named_children[0]
        self.annotation(target)
        for child in node.named_children[1:]:
            literal = child.named_children[0] if child.type == "literal_type" and child.named_children else None
            if literal is not None and literal.type == "string":
                self.add(self.text(literal)[1:-1], self.line(literal), self.type_expression(target), "text")
            else:
                self.annotation(child)

    def _signature(self, node: Node) -> None:
        """Parameters of a signature bind nothing outside of it."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        self.type_parameters(node)
        for child in node.named_children:
            if child.type == "formal_parameters":
                for parameter in child.named_children:
                    annotation = parameter.child_by_field_name("type")
                    pattern = parameter.child_by_field_name("pattern")
                    if pattern is not None and pattern.type == "identifier":
                        self.scope.bind(self.text(pattern))
                    if annotation is not None:
                        self.annotation(annotation)
            elif child.type not in {"type_parameters", "property_identifier"}:
                self.annotation(child)
        self.scope = outer

    def type_parameters(self, node: Node) -> None:
        """`<T extends K = D>` binds T; K and D are names."""
        self.bind_type_parameters(node)
        parameters = node.child_by_field_name("type_parameters")
        for child in parameters.named_children if parameters is not None else ():
            name = child.child_by_field_name("name")
            for part in child.named_children:
                if part != name:
                    self.annotation(part)

    def bind_type_parameters(self, node: Node) -> None:
        """Each stands for what it extends."""
        parameters = node.child_by_field_name("type_parameters")
        for child in parameters.named_children if parameters is not None else ():
            name, constraint = child.child_by_field_name("name"), child.child_by_field_name("constraint")
            if name is not None:
                told = constraint or child.child_by_field_name("value")
                inner = told.named_children if told is not None else []
                promised = self.type_expression(inner[0]) if inner else None
                self.scope.bind(self.text(name), ["v", place(name), promised])

    def type_expression(self, node: Node) -> Any:
        """The value that an annotation promises."""
        kind = node.type
        if kind in TRANSPARENT:
            return self.type_expression(node.named_children[0]) if node.named_children else None
        if kind in {"type_identifier", "nested_type_identifier"}:
            return ["t", self.head(node)]
        if kind == "this_type":
            holder = self.scope.klass
            return ["s", holder.qualname] if holder is not None else None
        if kind in {"union_type", "intersection_type"}:
            return ["|", *(self.type_expression(child) for child in node.named_children)]
        if kind == "array_type":
            return ["l", self.type_expression(node.named_children[0])]
        if kind == "tuple_type":
            return ["l", *(self.type_expression(child) for child in node.named_children[:4])]
        if kind == "generic_type":
            return self._generic(node)
        if kind == "function_type":
            return self.function_type(node)
        if kind == "type_query":
            return self.expression(node.named_children[0]) if node.named_children else None
        if kind == "object_type":
            return self.shape(node)
        if kind == "lookup_type":
            return self._indexed(node)
        if kind == "predefined_type":
            return None if self.text(node) in {"any", "unknown", "object"} else ["!"]
        return ["!"] if kind == "literal_type" else None

    def _indexed(self, node: Node) -> Any:
        literal = self.text(node.named_children[-1])
        return [".", self.type_expression(node.named_children[0]), literal[1:-1]] if literal[:1] in {"'", '"'} else None

    def _generic(self, node: Node) -> Any:
        head = node.child_by_field_name("name") or node.named_children[0]
        arguments = node.child_by_field_name("type_arguments")
        given = arguments.named_children if arguments is not None else []
        name = self.text(head)
        if name in WRAPPERS and given:
            return self.type_expression(given[0])
        if name in CONTAINERS:
            return self.held_in(name, given)
        if name.rpartition(".")[2] in COMPONENTS and given:
            return self.component_type(given[0])
        return applied("g", self.head(head), [self.type_expression(child) for child in given])

    def held_in(self, name: str, given: list[Node]) -> Any:
        """A container of what it is given: of a map its values."""
        return ["l", *(self.type_expression(child) for child in (given[-1:] if name in KEYED else given[:1]))]

    # ---- definitions that are only types

    def type_alias(self, node: Node) -> None:
        """`type A = ...`: an object type is like an interface, anything else an alias."""
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is None or value is None:
            return
        label = self.text(name)
        qualname, owner, outer = self.inside(label), self.owner, self.scope
        self.scope.define(label)
        self.owner = qualname
        self.scope = Scope("block", outer.qualname, outer)
        self.type_parameters(node)
        self.generic(qualname, node)
        parts = value.named_children if value.type == "intersection_type" else [value]
        objects = [part for part in parts if part.type == "object_type"]
        if objects:
            self.classes[qualname] = [base for part in parts if part not in objects for base in self._bases(part)]
            for part in objects:
                self.type_members(part, qualname)
            for part in parts:
                if part not in objects:
                    self.annotation(part)
        else:
            self.bound.setdefault(qualname, []).append(["alias", self.type_expression(value)])
            self.annotation(value)
        self.scope, self.owner = outer, owner

    def _bases(self, node: Node) -> list[Any]:
        """What an intersection adds; of a union each part, since any may be the value."""
        if node.type in {"parenthesized_type", "union_type", "intersection_type"}:
            return [base for child in node.named_children for base in self._bases(child)]
        return [self.base(node) if node.type == "generic_type" else self.head(node)]

    def base(self, node: Node) -> Any:
        """`Base<A>` of a class or interface; what a utility type is made of is an instance of that."""
        type_ = self._generic(node)
        return ["G", *type_[1:]] if isinstance(type_, list) and type_[0] == "g" else _untyped(type_)

    def type_members(self, node: Node, qualname: str) -> None:
        """Members of an object type with a name."""
        for child in node.named_children:
            self.note_member(child, qualname)
            name, owner = child.child_by_field_name("name"), self.owner
            if name is not None and child.type in MEMBERS:
                self.owner = f"{qualname}.{self.text(name)}"
            self.annotation(child)
            self.owner = owner

    def enum(self, node: Node) -> None:
        """An enum: its members are values of itself."""
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None:
            return
        qualname, owner = self.inside(self.text(name)), self.owner
        self.scope.define(self.text(name))
        self.classes[qualname] = []
        self.owner = qualname
        for child in body.named_children if body is not None else ():
            member = child.child_by_field_name("name") or child
            self.bound.setdefault(f"{qualname}.{self.text(member)}", []).append(["s", qualname])
            value = child.child_by_field_name("value")
            if value is not None:
                self.visit(value)
        self.owner = owner

    def namespace(self, node: Node) -> None:
        """`namespace N { ... }`: what it defines are members of N."""
        name, body = node.child_by_field_name("name"), node.child_by_field_name("body")
        if name is None or body is None:
            return
        qualname, outer = self.inside(self.text(name)), self.scope
        outer.define(self.text(name))
        self.classes.setdefault(qualname, [])
        self.scope = Scope("function", qualname, outer)
        for child in body.named_children:
            self.visit(child)
        self.scope = outer


def _qualified(node: Node) -> tuple[Node | None, Node | None]:
    """`z.core` and `Card` of `z.core.Card`."""
    module = node.child_by_field_name("module") or node.child_by_field_name("object")
    return module, node.child_by_field_name("name") or node.child_by_field_name("property")


def _untyped(type_: Any) -> Any:
    """What a plain type's name means."""
    return type_[1] if isinstance(type_, list) and type_[0] == "t" else type_
