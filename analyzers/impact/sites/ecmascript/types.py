"""Types in TypeScript: the names in annotations, what an annotation promises, and the definitions that are only types."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..... import lazy_re as re
from .....indexer.languages.common import field_of, parts
from .....indexer.languages.javascript.parts import intersected
from ..scopes import Scope
from .promises import BUILT_IN, CALLED, CONTAINERS, MEMBERS, QUALIFIED, PromiseReader, is_shape, qualified

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["TypeReader"]


class TypeReader(PromiseReader):
    """The part of the reader that knows types.

    Attributes:
        modules: `import("./a")` in the types of comments, as it is written → the specifier.
        in_comment: whether the names of a comment are read.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.returning: list[Any] = []
        self.namespaces: set[Scope] = set()
        self.modules: dict[str, str] = {}
        self.in_comment = False

    def mention(self, node: Node, role: str) -> None:
        """A type's name, plain or dotted."""
        if node.type in QUALIFIED:
            module, name = qualified(node)
            if module is not None and name is not None:
                self.add(self.text(name), self.line(name), self.head(module), role)
                if not self.in_comment:  # there a type stands for a namespace as well, which it is none
                    self.mention(module, "type")
        elif node.type in {"identifier", "type_identifier"}:
            self.add(self.text(node), self.line(node), role=role)
        else:
            self.annotation(node)

    def annotation(self, node: Node | None) -> None:
        """Names in a type."""
        if node is None:
            return
        kind = node.type
        read = ANNOTATIONS.get(kind)
        if read is not None:
            read(self, node)
        elif kind not in WITHOUT_NAMES:
            for child in node.named_children:
                self.annotation(child)

    # One method for each kind of type that holds names in its own way; see ANNOTATIONS.

    def as_name(self, node: Node) -> None:
        module = self.modules.get(self.text(node))
        if module is not None:  # `import("./card")`: what the module hands out
            self.add("default", self.line(node), ["m", module], "type")
        elif self.text(node) not in BUILT_IN:
            self.mention(node, "type")

    def as_mapped(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is not None:
            self.scope.bind(self.text(name))
        for child in node.named_children:
            if child != name:
                self.annotation(child)

    def as_lookup(self, node: Node) -> None:
        """`T['key']`: the key is a member of the type."""
        target = node.named_children[0]
        self.annotation(target)
        for child in node.named_children[1:]:
            literal = child.named_children[0] if child.type == "literal_type" and child.named_children else None
            if literal is not None and literal.type == "string":
                self.add(self.text(literal)[1:-1], self.line(literal), self.type_expression(target), "text")
            else:
                self.annotation(child)

    def as_signature(self, node: Node) -> None:
        """Parameters of a signature bind nothing outside of it."""
        outer, self.scope = self.scope, Scope("block", self.scope.qualname, self.scope)
        self.type_parameters(node)
        for child in node.named_children:
            if child.type == "formal_parameters":
                for parameter in child.named_children:
                    pattern = parameter.child_by_field_name("pattern")
                    if pattern is not None and pattern.type == "identifier":
                        self.scope.bind(self.text(pattern))
                    self.annotation(parameter.child_by_field_name("type"))
            elif child.type not in {"type_parameters", "property_identifier"}:
                self.annotation(child)
        self.scope = outer

    def type_parameters(self, node: Node) -> None:
        """`<T extends K = D>` binds T; K and D are names."""
        self.bind_type_parameters(node)
        for child in parts(node, "type_parameters"):
            name = child.child_by_field_name("name")
            for part in child.named_children:
                if part != name:
                    self.annotation(part)

    # ---- definitions that are only types

    def type_alias(self, node: Node) -> None:
        """`type A = ...`: an object type is like an interface, anything else an alias."""
        label = self.text(field_of(node, "name"))
        qualname, owner, outer = self.inside(label), self.owner, self.scope
        self.scope.define(label)
        self.owner = qualname
        self.scope = Scope("block", outer.qualname, outer)
        self.type_parameters(node)
        self.generic(qualname, node)
        self.named_type(qualname, field_of(node, "value"))
        self.scope, self.owner = outer, owner

    def named_type(self, qualname: str, value: Node) -> None:
        """What a name stands for: an object type, what is added to one, or anything else."""
        parts = intersected(value)
        objects = [part for part in parts if is_shape(part)]
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

    def _bases(self, node: Node) -> list[Any]:
        """What an intersection adds; of a union each part, since any may be the value."""
        if node.type in {"parenthesized_type", "union_type", "intersection_type"}:
            return [base for child in node.named_children for base in self._bases(child)]
        if node.type == "object_type":
            return [_untyped(self.type_expression(node))]
        return [self.base(node) if node.type == "generic_type" else self.head(node)]

    def base(self, node: Node) -> Any:
        """`Base<A>` of a class or interface; what a utility type is made of is an instance of that."""
        name, given = self.text(node.named_children[0]), node.named_children[-1].named_children
        if name in PROMISES and given:
            return ["P", self.type_expression(given[0])]
        if name in CONTAINERS:
            return self.held_in(name, given)
        left_out = LITERAL.findall(self.text(given[1])) if name == "Omit" and len(given) > 1 else []
        type_ = self.as_generic(node)
        base = ["G", *type_[1:]] if isinstance(type_, list) and type_[0] == "g" else _untyped(type_)
        return ["-", base, *left_out] if left_out else base

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
        name, owner = self.text(field_of(node, "name")), self.owner
        qualname = self.inside(name)
        self.scope.define(name)
        self.classes[qualname] = []
        self.owner = qualname
        for child in parts(node, "body"):
            member = child.child_by_field_name("name") or child
            self.bound.setdefault(f"{qualname}.{self.text(member)}", []).append(["s", qualname])
            self.visit(child.child_by_field_name("value"))
        self.owner = owner

    def namespace(self, node: Node) -> None:
        """`namespace N { ... }`: what it defines are members of N."""
        name, outer = self.text(field_of(node, "name")), self.scope
        qualname = self.inside(name)
        outer.define(name)
        self.classes.setdefault(qualname, [])
        self.scope = Scope("function", qualname, outer)
        self.namespaces.add(self.scope)
        for child in parts(node, "body"):
            self.visit(child)
        self.scope = outer


def _untyped(type_: Any) -> Any:
    """What a plain type's name means."""
    return type_[1] if isinstance(type_, list) and type_[0] == "t" else type_


PROMISES = frozenset({"Promise", "PromiseLike"})
LITERAL = re.compile(r"[\"']([^\"']+)[\"']")
WITHOUT_NAMES = frozenset({"predefined_type", "literal_type"})
ANNOTATIONS: dict[str, Any] = {
    "type_identifier": TypeReader.as_name,
    "nested_type_identifier": TypeReader.as_name,
    "member_expression": lambda self, node: self.member(node, "type"),
    **dict.fromkeys(("type_query", "computed_property_name"), TypeReader.visit_children),  # `typeof value`, `[symbol]`
    **dict.fromkeys(MEMBERS | CALLED | {"function_type", "constructor_type"}, TypeReader.as_signature),
    "lookup_type": TypeReader.as_lookup,
    "mapped_type_clause": TypeReader.as_mapped,
    "comment": lambda self, node: self.comment(node),
}
"""Kind of node in a type → how its names are read; in all others they stand in the parts."""
