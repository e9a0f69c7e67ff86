"""What binds names in JavaScript: declarations, patterns, assignments, loops."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .....indexer.gathering import words
from .....indexer.languages.common import field_of
from ...odds import HANDLER
from ..shape import MOST_HELD
from .names import NameReader
from .promises import FUNCTIONS, place

if TYPE_CHECKING:
    from tree_sitter import Node

    from ..scopes import Scope

__all__ = ["BindingReader"]


NAMES = words("identifier property_identifier shorthand_property_identifier_pattern")


class BindingReader(NameReader):
    """The part of the reader that knows bindings.

    Attributes:
        required: names of functions' own that a module is required under.
    """

    def __init__(self, source: bytes) -> None:
        super().__init__(source)
        self.required: set[tuple[Scope, str]] = set()

    def declaration(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "variable_declarator":
                self.declarator(child)

    def declarator(self, node: Node) -> None:
        target, value = field_of(node, "name"), node.child_by_field_name("value")
        annotation = node.child_by_field_name("type")
        outer, qualname = self.owner, self.inside(self.text(target)) if target.type == "identifier" else ""
        top = self._at_top()
        if value is not None and value.type in FUNCTIONS and qualname:
            self.scope.define(self.text(target))
            self.annotation(annotation)
            self.expect(value, self.type_expression(annotation))
            self.function(value, qualname=qualname)
            return
        if top and qualname:
            self.owner = qualname
        bound = self.type_expression(annotation) if annotation is not None else self.told(node).type
        self.expect(value, bound)
        if annotation is not None:
            self.annotation(annotation)
        elif value is not None and bound is None:
            bound = self.expression(value)
            if value.type in {"object", "as_expression", "satisfies_expression"} and top and qualname:
                bound = self.object_type(value, qualname) or bound
        if self.is_require(value):
            self._required_names(target)
        else:
            self.bind(target, bound)
            self._note_required(target, value)
        self.visit(value)
        self.owner = outer

    def _note_required(self, target: Node, value: Node | None) -> None:
        """A function requires a module as a whole: it uses what that exports as such."""
        if value is not None and target.type == "identifier" and self._requires(value):
            self.required.add((self.scope, self.text(target)))
            self.add(self.text(target), self.line(target), ["i", self.loaded(value), "default"])

    def _at_top(self) -> bool:
        return self.in_module() and not self.owner

    def in_module(self) -> bool:
        """Whether what stands here runs with the file: in no function and no class."""
        scope: Scope | None = self.scope
        while scope is not None and scope.kind == "block":
            scope = scope.parent
        return scope is not None and scope.kind == "module"

    def is_require(self, value: Node | None) -> bool:
        """`require(…)` at the top level of the file: the index says what the names that it is bound to mean."""
        return self.scope.kind == "module" and self._requires(value)

    def _requires(self, value: Node | None) -> bool:
        function = value.child_by_field_name("function") if value is not None else None
        return function is not None and self.text(function) == "require"

    def _required_names(self, target: Node) -> None:
        """`const { a, b: c } = require(…)`, `const all = require(…)`: the names are imported, as in an import statement."""
        if target.type != "object_pattern":
            self._import_name(target, target)
            return
        for child in target.named_children:
            key, inner = child.child_by_field_name("key"), child.child_by_field_name("value")
            if child.type == "pair_pattern" and key is not None and inner is not None:
                self._import_name(key, inner)
            else:
                self._import_name(child.child_by_field_name("left") or child, child)

    def _import_name(self, name: Node, bound: Node) -> None:
        alias = self.text(bound if bound.type == "identifier" else name)
        self.scope.outer.add(alias)
        owner, self.owner = self.owner, ""
        for node in dict.fromkeys((name, bound)):
            if node.type in NAMES:
                self.add(self.text(node), self.line(node), role="import", alias=alias)
        self.owner = owner

    def as_object(self, node: Node) -> Any:
        """An object literal is called after its place; of an empty one is not known what it will have."""
        qualname = f"{{{place(node)}}}"
        if qualname in self.classes or not 0 < len(node.named_children) <= MOST_HELD:
            return self._spread(node, qualname)
        return self.object_type(node, qualname)

    def object_type(self, value: Node, qualname: str) -> Any:
        """An object literal with a name is like a class with these members, beside those of what is spread in it."""
        literal = value if value.type == "object" else value.named_children[0]
        if literal.type != "object":
            return None
        self.classes[qualname] = []
        for child in literal.named_children:
            key = child.child_by_field_name("key") or child.child_by_field_name("name") or child
            name = f"{qualname}.{self.text(key)}"
            inner = child.child_by_field_name("value")
            if child.type == "method_definition" or (inner is not None and inner.type in FUNCTIONS):
                self.functions[name] = []
            elif child.type == "pair" and inner is not None:
                self.bound.setdefault(name, []).append(self.expression(inner))
            elif child.type == "shorthand_property_identifier":
                self.bound.setdefault(name, []).append((self.text(child), self.scope))
        return self._spread(literal, qualname)

    def _spread(self, literal: Node, qualname: str) -> Any:
        """`{...a, own: 1}` has the members of both."""
        own = [["c", qualname]] if qualname in self.classes else []
        spread = [self.as_first(child) for child in literal.named_children if child.type == "spread_element"]
        return ["|", *own, *spread] if spread else own[0] if own else None

    def bind(self, target: Node | None, value: Any) -> None:
        """Binds the names of a pattern."""
        if target is not None:
            PATTERNS.get(target.type, lambda *_: self.visit(target))(self, target, value)

    # One method for each form of pattern; see PATTERNS.

    def bind_object(self, target: Node, value: Any) -> None:
        for child in target.named_children:
            self._bind_property(child, value)

    def bind_array(self, target: Node, value: Any) -> None:
        place = 0
        for child in target.children:
            place += child.type == ","
            if child.is_named:
                self.bind(child, ["[,]", value, place] if value is not None and child.type != "rest_pattern" else value)

    def bind_rest(self, target: Node, value: Any) -> None:
        for child in target.named_children:
            self.bind(child, value)

    def bind_with_default(self, target: Node, value: Any) -> None:
        self.visit(target.child_by_field_name("right"))
        self.bind(target.child_by_field_name("left"), value)

    def _bind_property(self, node: Node, value: Any) -> None:
        """`{ a, b: c, ...rest }`: each key is a member of what is taken apart, and the rest has the members that are left."""
        if node.type == "rest_pattern":
            self.bind(node, value)
            return
        key = node.child_by_field_name("key")
        inner = node
        if node.type == "pair_pattern" and key is not None:
            inner = node.child_by_field_name("value") or node
        elif node.type == "object_assignment_pattern":
            key = node.child_by_field_name("left")
        elif node.type == "shorthand_property_identifier_pattern":
            key = node
        if key is None or key.type == "computed_property_name":
            self.bind(inner, None)
            return
        name, outer = self.text(key), self.owner
        if value is not None:
            # a name for the member: who says it runs the member, not the file
            if self._at_top() and inner.type in NAMES:
                self.owner = self.inside(self.text(inner))
            self.add(name, self.line(key), value)
            self.owner = outer
        self.bind(inner, [".", value, name] if value is not None else None)

    def bind_name(self, node: Node, value: Any) -> None:
        name = self.text(node)
        self.scope.bind(name, value)
        if self.scope in self.namespaces:  # a member of it, by its name alone inside
            self.scope.defined.add(name)
        elif self.scope.kind != "module":
            return
        self.bound.setdefault(self.inside(name), []).append(value)

    def bind_member(self, target: Node, value: Any) -> None:
        self.member(target, "write")
        holder, name = field_of(target, "object"), field_of(target, "property")
        if not self._is_this(holder):
            return
        receiver = self.final(self.expression(holder))
        if isinstance(receiver, list) and receiver[0] == "s":
            member = f"{receiver[1]}.{self.text(name)}"
            self.bound.setdefault(member, []).append(value)
            told = self.told(target).type
            if told is not None:
                self.declared[member] = told

    def _is_this(self, node: Node) -> bool:
        """`this`, or a variable that keeps it (`var self = this`)."""
        kept = self.scope.holder(self.text(node)) if node.type == "identifier" else None
        values = kept.bound[self.text(node)] if kept is not None else []
        return node.type == "this" or (len(values) == 1 and isinstance(values[0], tuple) and values[0][0] == "this")

    def assignment(self, node: Node) -> None:
        left, right = field_of(node, "left"), field_of(node, "right")
        if left.type in {"identifier", "member_expression", "subscript_expression"}:
            self.expect(right, self.expression(left))
        if left.type == "identifier":
            self.identifier(left, "write")
            holder = self.scope.holder(self.text(left))
            if holder is not None:
                holder.bind(self.text(left), self.expression(right))
            elif self.text(left) in self.bound:
                self.bound[self.text(left)].append(self.expression(right))
        elif left.type == "member_expression":
            self.bind(left, self.expression(right))
        elif left.type == "object_pattern":
            self._take_apart(left, self.expression(right))
        else:
            self.visit(left)
        self.visit(right)

    def _take_apart(self, pattern: Node, value: Any) -> None:
        """`({ a, b: c } = value)`: the keys are members of the value, and nothing new is bound."""
        for child in pattern.named_children:
            name = child.child_by_field_name("key") or child.child_by_field_name("left") or child
            if name.type in NAMES and value is not None:
                self.add(self.text(name), self.line(name), value)
            if name is child:
                self.add(self.text(name), self.line(name), role="write")
            else:
                self.visit(child)

    def for_in(self, node: Node) -> None:
        outer = self.open_block()
        right = field_of(node, "right")
        self.visit(right)
        self.bind(field_of(node, "left"), ["[]", self.expression(right)])
        self.visit(node.child_by_field_name("body"))
        self.scope = outer

    def handler(self, node: Node) -> None:
        outer = self.open_block()
        self.bind(node.child_by_field_name("parameter"), None)
        self.under(node.child_by_field_name("body"), HANDLER)
        self.scope = outer


PATTERNS: dict[str, Any] = {
    "identifier": BindingReader.bind_name,
    "shorthand_property_identifier_pattern": BindingReader.bind_name,
    "member_expression": BindingReader.bind_member,
    "object_pattern": BindingReader.bind_object,
    "array_pattern": BindingReader.bind_array,
    "rest_pattern": BindingReader.bind_rest,
    "assignment_pattern": BindingReader.bind_with_default,
    "object_assignment_pattern": BindingReader.bind_with_default,
}
"""What is bound → how; anything else binds nothing and is read as it stands."""
