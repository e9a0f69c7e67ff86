"""What defines names in JavaScript: functions, classes, their members and decorators."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from .....indexer.languages.common import field_of, parts
from ..scopes import Scope
from ..shape import STATIC, applied
from .assigned import AssignedReader
from .names import EVERYWHERE, NO_ELEMENT
from .promises import CALLED, CONTAINERS, FUNCTIONS, rest

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["DefinitionReader"]

COMPONENT_CLASSES = frozenset({"Component", "PureComponent"})
PATTERNS = frozenset({"object_pattern", "array_pattern"})


class DefinitionReader(AssignedReader):
    """The part of the reader that knows definitions."""

    def function_declaration(self, node: Node) -> None:
        name = self.text(field_of(node, "name"))
        self.scope.define(name)
        qualname = self.inside(name)
        if qualname in self.prototypes:
            self.classes.setdefault(qualname, [])
            self.holders[node.id] = qualname
        self.function(node, qualname=qualname)

    def function(self, node: Node, qualname: str = "") -> None:
        """A function of any form; one without a name belongs to the definition around it."""
        outer, owner, conditions = self.scope, self.owner, self.conditions
        told = self.told(node)
        expected = self.expected.pop(node.id, told.type)
        if qualname:
            self.functions.setdefault(qualname, [])
            self.owner, self.conditions = qualname, 0
        inner = self.callbacks.get(node.id) or Scope("function", qualname or outer.qualname, outer)
        if node.type != "arrow_function":
            inner.bind("this", self._this(node))
            own = node.child_by_field_name("name")
            if node.type in FUNCTIONS and own is not None:
                inner.bind(self.text(own))
        self.scope = inner
        self.type_parameters(node)
        if qualname:
            self.generic(qualname, node)
        taken = self._parameters(node, expected, told.takes)
        if qualname and any(taken):
            self.signatures.setdefault(qualname, []).append(taken)
        result = node.child_by_field_name("return_type")
        self.annotation(result)
        body = node.child_by_field_name("body")
        kept, promised = self.returning, self.promised
        self.returning = []
        promise = self.type_expression(result) if result is not None else told.gives
        self.promised = ["()", expected] if promise is None and expected is not None else promise
        if body is not None and body.type == "statement_block":
            self.block(body)
        elif body is not None:
            self.expect(body, self.promised)
            self.visit(body)
            self.returning.append(self.expression(body))
        if qualname:
            seen = result is None and promise is None
            self.gives(qualname, node, self.returning if seen else [promise])
        self.returning, self.promised = kept, promised
        self.scope, self.owner, self.conditions = outer, owner, conditions

    def _this(self, node: Node) -> Any:
        if node.id in self.holders:
            return ["s", self.holders[node.id]]
        if node.id in self.of_module:
            return ["|", ["d", ""], ["?"]]
        if self.scope.kind != "class" or node.type not in {"method_definition", "method_signature"}:
            return None
        return ["c" if _is_static(node) else "s", self.scope.qualname]

    def _parameters(self, node: Node, expected: Any, told: dict[str, Any]) -> list[Any]:
        """Binds the parameters; the types that are known of them, by annotation or comment, which names them or has them in order."""
        element, single = self.handed.pop(node.id, NO_ELEMENT), node.child_by_field_name("parameter")
        if single is not None:
            taken = [told.get(self.text(single)) or _handed_in(element, expected, 0)]
            self.bind(single, taken[0])
            return taken
        taken = []
        for position, child in enumerate(parts(node, "parameters")):
            pattern = child.child_by_field_name("pattern") or child
            annotation, default = child.child_by_field_name("type"), child.child_by_field_name("value")
            value = self._told_of(pattern, position, told) or _handed_in(element, expected, position)
            if annotation is not None:
                self.annotation(annotation)
                value = self.type_expression(annotation)
            self.expect(default, value)
            self.visit(default)
            value = value if value is not None else self.expression(default)
            if pattern.type == "this":
                self.scope.bound["this"] = [value]
                continue
            self.bind(pattern, value)
            taken.append(rest(value) if pattern.type == "rest_pattern" else value)
            for item in child.named_children:
                if item.type == "decorator":
                    self.decorator(item)
            modified = any(
                item.type in {"accessibility_modifier", "readonly", "override_modifier"} for item in child.children
            )
            holder = self.scope.parent
            if modified and holder is not None and holder.kind == "class":
                self.bound.setdefault(f"{holder.qualname}.{self.text(pattern)}", []).append(value)
        return taken

    def _told_of(self, pattern: Node, position: int, told: dict[str, Any]) -> Any:
        inner = pattern.child_by_field_name("left") or pattern
        if inner.type in PATTERNS:
            return next(islice(told.values(), position, None), None)
        return told.get(self.text(inner).removeprefix("..."))

    def result(self, node: Node) -> None:
        for child in node.named_children[:1]:
            self.expect(child, self.promised)
            self.visit(child)
            self.returning.append(self.expression(child))

    def class_declaration(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        label = self.text(name) if name is not None else "default"
        qualname, owner = self.inside(label), self.owner
        self.scope.define(label)
        self.owner = qualname
        outer = self.open_block()
        self.type_parameters(node)
        self.generic(qualname, node)
        bases: list[Any] = []
        for child in node.named_children:
            if child.type == "decorator":
                self.decorator(child)
            elif child.type in {"class_heritage", "extends_clause", "implements_clause", "extends_type_clause"}:
                self._heritage(child, bases)
        merged = self.classes.get(qualname, []) if node.type == "interface_declaration" else []
        self.classes[qualname] = merged + bases + list(self.told(node).bases)
        self.scope = Scope("class", qualname, self.scope)
        self._members(node, qualname)
        self.scope, self.owner = outer, owner

    def _heritage(self, node: Node, bases: list[Any]) -> None:
        for child in node.named_children:
            if child.type in {"extends_clause", "implements_clause"}:
                self._properties(child)
                self._heritage(child, bases)
            elif child.type == "type_arguments":
                self.annotation(child)
            elif child.type == "generic_type":
                head = child.named_children[0]
                bases.append(self.base(child))
                self.mention(head, "base")
                for rest in child.named_children[1:]:
                    self.annotation(rest)
            else:
                typed = child.type in {"type_identifier", "nested_type_identifier"}
                bases.append(self.head(child) if typed else self._extended(child, parts(node, "type_arguments")))
                if typed:
                    self.mention(child, "base")
                else:
                    self.reference(child, "base")

    def _extended(self, base: Node, given: list[Node]) -> Any:
        """The class behind `extends`; of `extends Array<Card>` what it holds."""
        if given and self.text(base) in CONTAINERS:
            return self.held_in(self.text(base), given)
        return applied("G", self.expression(base), [self.type_expression(item) for item in given])

    def _properties(self, node: Node) -> None:
        """`extends Component<Props, State>`: what an object of the class holds as `props` and `state`."""
        base, given = node.child_by_field_name("value"), node.child_by_field_name("type_arguments")
        if base is not None and given is not None and self.text(base).rpartition(".")[2] in COMPONENT_CLASSES:
            for name, child in zip(("props", "state"), given.named_children, strict=False):
                member = f"{self.owner}.{name}"
                self.declared[member] = self.type_expression(child)
                self.bound.setdefault(member, []).append(self.declared[member])

    def _members(self, klass: Node, qualname: str) -> None:
        for child in parts(klass, "body"):
            if child.type == "decorator":
                self.decorator(child)
                continue
            name = child.child_by_field_name("name") or child.child_by_field_name("property")
            if child.type in CALLED:
                self.call_signature(child, qualname)
                self.annotation(child)
                continue
            if name is None:
                self.visit(child)
                continue
            if name.type == "computed_property_name":
                self.visit(name)
            member = f"{qualname}.{self.text(name)}"
            if _is_static(child):
                self.generics.setdefault(STATIC, []).append(member)
            if child.type in {"method_definition", "method_signature", "abstract_method_signature"}:
                accessor = [item.type for item in child.children if item.type in {"get", "set"}]
                known = self.returns.get(member) if "set" in accessor else None
                if "get" in accessor or member not in self.functions:
                    self.functions[member] = accessor
                self.function(child, qualname=member)
                if known is not None:
                    self.returns[member] = known
            else:
                self._field(child, member)

    def _field(self, node: Node, member: str) -> None:
        owner, self.owner = self.owner, member
        for child in node.named_children:
            if child.type == "decorator":
                self.decorator(child)
        annotation, value = node.child_by_field_name("type"), node.child_by_field_name("value")
        outer = self.open_block()
        self.scope.bind("this", ["c" if _is_static(node) else "s", outer.qualname])
        bound = self.type_expression(annotation) if annotation is not None else self.told(node).type
        self.expect(value, bound)
        self.annotation(annotation)
        if bound is not None:
            self.declared[member] = bound
        if value is not None and value.type in FUNCTIONS:
            self.function(value, qualname=member)
        else:
            self.visit(value)
            bound = bound if bound is not None else self.expression(value)
            self.bound.setdefault(member, []).insert(0, bound)
        self.owner, self.scope = owner, outer

    def decorator(self, node: Node) -> None:
        for child in node.named_children:
            self.reference(child, "decorator")


def _handed_in(element: tuple[int, Any], expected: Any, position: int) -> Any:
    """What a function is handed in a place: an element of an array, or what the function takes that is expected to stand there."""
    if element[1] is not None and element[0] in {position, EVERYWHERE}:
        return element[1]
    return ["a", expected, position] if expected is not None else None


def _is_static(member: Node) -> bool:
    return any(child.type == "static" for child in member.children)
