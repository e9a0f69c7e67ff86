"""The site table of a JavaScript or TypeScript file, JSX and component scripts included, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..lists import words
from .sites import FileSites, Scope
from .sites_ecmascript_values import ValueReader

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["read_ecmascript"]

FUNCTIONS = frozenset({"arrow_function", "function_expression", "function", "generator_function"})
ELEMENT_CALLBACKS = words("forEach map filter find findIndex some every flatMap findLast")
"""Array methods that hand each element to their callback."""
EXITS = frozenset({"return_statement", "continue_statement", "break_statement"})


def read_ecmascript(source: bytes, root: Node) -> FileSites:
    """Reads a file."""
    reader = _EcmaScript(source)
    reader.block(root)
    return reader.finish()


class _EcmaScript(ValueReader):
    def visit(self, node: Node) -> None:
        handler = HANDLERS.get(node.type)
        if handler is not None:
            handler(self, node)
        else:
            for child in node.named_children:
                self.visit(child)

    def visit_field(self, node: Node, name: str) -> None:
        child = node.child_by_field_name(name)
        if child is not None:
            self.visit(child)

    # ---- decisions

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer = self.conditions
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._exits(child):
                self.conditions = outer + 1
        self.conditions = outer

    def scoped_block(self, node: Node) -> None:
        with_scope = self.push("block", self.scope.qualname)
        self.block(node)
        self.scope = with_scope

    def push(self, kind: str, qualname: str) -> Scope:
        """Opens a scope; returns the one to go back to."""
        outer, self.scope = self.scope, Scope(kind, qualname, self.scope)
        return outer

    def _exits(self, node: Node) -> bool:
        body = node.child_by_field_name("consequence")
        last = (
            body.named_children[-1]
            if body is not None and body.type == "statement_block" and body.named_children
            else body
        )
        return last is not None and last.type in EXITS

    def branch(self, node: Node) -> None:
        condition = node.child_by_field_name("condition")
        for child in node.named_children:
            self.under(child, 0 if child == condition else 1)

    def under(self, node: Node, conditions: int) -> None:
        self.conditions += conditions
        self.visit(node)
        self.conditions -= conditions

    def binary(self, node: Node) -> None:
        operator = node.child_by_field_name("operator")
        lazy = operator is not None and operator.type in {"&&", "||", "??"}
        for position, child in enumerate(node.named_children):
            self.under(child, 1 if lazy and position else 0)

    def case(self, node: Node) -> None:
        for child in node.named_children:
            self.under(child, 1)

    def handler(self, node: Node) -> None:
        outer = self.push("block", self.scope.qualname)
        parameter = node.child_by_field_name("parameter")
        if parameter is not None:
            self.bind(parameter, None)
        body = node.child_by_field_name("body")
        if body is not None:
            self.under(body, 2)
        self.scope = outer

    # ---- names

    def identifier(self, node: Node, role: str = "value") -> None:
        self.add(self.text(node), self.line(node), role=role)

    def member(self, node: Node, role: str = "value") -> None:
        value, name = node.child_by_field_name("object"), node.child_by_field_name("property")
        if value is None or name is None:
            return
        self.add(self.text(name), self.line(name), self.expression(value), role)
        self.visit(value)

    def subscript(self, node: Node) -> None:
        value, index = node.child_by_field_name("object"), node.child_by_field_name("index")
        if value is not None and index is not None and index.type == "string":
            self.add(self.text(index)[1:-1], self.line(index), self.expression(value), "text")
        for child in node.named_children:
            self.visit(child)

    def reference(self, node: Node, role: str) -> None:
        """A name or member in a role; anything else is visited as it is."""
        if node.type in {"identifier", "type_identifier"}:
            self.identifier(node, role)
        elif node.type == "member_expression":
            self.member(node, role)
        else:
            self.visit(node)

    def call(self, node: Node) -> None:
        function = node.child_by_field_name("function") or node.child_by_field_name("constructor")
        arguments = node.child_by_field_name("arguments")
        if function is not None:
            self.reference(function, "call")
        types = node.child_by_field_name("type_arguments")
        if types is not None:
            self.annotation(types)
        for child in arguments.named_children if arguments is not None else ():
            if child.type in FUNCTIONS and function is not None:
                self.function(child, element=self._handed(function))
            else:
                self.visit(child)

    def _handed(self, function: Node) -> Any:
        """What an array method hands to its callback."""
        if function.type != "member_expression":
            return None
        name, value = function.child_by_field_name("property"), function.child_by_field_name("object")
        known = name is not None and value is not None and self.text(name) in ELEMENT_CALLBACKS
        return ["[]", self.expression(value)] if known and value is not None else None

    def element(self, node: Node) -> None:
        """A JSX tag: a capitalised name means a component."""
        name = node.child_by_field_name("name")
        if name is not None and (name.type == "member_expression" or self.text(name)[:1].isupper()):
            self.reference(name, "call")
        for child in node.named_children:
            if child != name:
                self.visit(child)

    def object_literal(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "shorthand_property_identifier":
                self.identifier(child)
            elif child.type == "pair":
                key, value = child.child_by_field_name("key"), child.child_by_field_name("value")
                if key is not None and key.type == "computed_property_name":
                    self.visit(key)
                if value is not None:
                    self.visit(value)
            elif child.type == "method_definition":
                self.function(child)
            else:
                self.visit(child)

    # ---- bindings

    def declaration(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "variable_declarator":
                self.declarator(child)

    def declarator(self, node: Node) -> None:
        target, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        annotation = node.child_by_field_name("type")
        if target is None:
            return
        outer, qualname = self.owner, self.inside(self.text(target)) if target.type == "identifier" else ""
        top = self._at_top()
        if value is not None and value.type in FUNCTIONS and qualname:
            self.scope.define(self.text(target))
            if annotation is not None:
                self.annotation(annotation)
            self.function(value, qualname=qualname)
            return
        if top and qualname:
            self.owner = qualname
        bound: Any = None
        if annotation is not None:
            self.annotation(annotation)
            bound = self.type_expression(annotation)
        elif value is not None:
            bound = self.expression(value)
            if value.type in {"object", "as_expression", "satisfies_expression"} and top and qualname:
                bound = self._object_type(value, qualname) or bound
        if not self._is_require(value):
            self.bind(target, bound)
        if value is not None:
            self.visit(value)
        self.owner = outer

    def _at_top(self) -> bool:
        scope: Scope | None = self.scope
        while scope is not None and scope.kind == "block":
            scope = scope.parent
        return scope is not None and scope.kind == "module" and not self.owner

    def _is_require(self, value: Node | None) -> bool:
        if value is None or value.type != "call_expression" or self.scope.kind != "module":
            return False
        function = value.child_by_field_name("function")
        return function is not None and self.text(function) == "require"

    def _object_type(self, value: Node, qualname: str) -> Any:
        """An object literal with a name is like a class with these members."""
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
        return ["c", qualname]

    def bind(self, target: Node, value: Any) -> None:
        """Binds the names of a pattern."""
        kind = target.type
        if kind in {"identifier", "shorthand_property_identifier_pattern"}:
            self._bind_name(target, value)
        elif kind == "member_expression":
            self.member(target, "write")
            self._bind_member(target, value)
        elif kind == "object_pattern":
            for child in target.named_children:
                self._bind_property(child, value)
        elif kind == "array_pattern":
            for child in target.named_children:
                self.bind(child, ["[]", value] if value is not None else None)
        elif kind == "rest_pattern":
            for child in target.named_children:
                self.bind(child, value)
        elif kind in {"assignment_pattern", "object_assignment_pattern"}:
            left, right = target.child_by_field_name("left"), target.child_by_field_name("right")
            if right is not None:
                self.visit(right)
            if left is not None:
                self.bind(left, value)
        else:
            self.visit(target)

    def _bind_property(self, node: Node, value: Any) -> None:
        """`{ a, b: c }`: each key is a member of what is taken apart."""
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
        name = self.text(key)
        if value is not None:
            self.add(name, self.line(key), value)
        self.bind(inner, [".", value, name] if value is not None else None)

    def _bind_name(self, node: Node, value: Any) -> None:
        name = self.text(node)
        self.scope.bind(name, value)
        if self.scope.kind == "module":
            self.bound.setdefault(name, []).append(value)

    def _bind_member(self, target: Node, value: Any) -> None:
        holder, name = target.child_by_field_name("object"), target.child_by_field_name("property")
        if holder is None or name is None or holder.type != "this":
            return
        receiver = self.final(self.expression(holder))
        if isinstance(receiver, list) and receiver[0] == "s":
            self.bound.setdefault(f"{receiver[1]}.{self.text(name)}", []).append(value)

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is None or right is None:
            return
        if left.type == "identifier":
            self.identifier(left, "write")
            holder = self.scope.holder(self.text(left))
            if holder is not None:
                holder.bind(self.text(left), self.expression(right))
            elif self.text(left) in self.bound:
                self.bound[self.text(left)].append(self.expression(right))
        elif left.type == "member_expression":
            self.bind(left, self.expression(right))
        else:
            self.visit(left)
        self.visit(right)

    def for_in(self, node: Node) -> None:
        outer = self.push("block", self.scope.qualname)
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if right is not None:
            self.visit(right)
            if left is not None:
                self.bind(left, ["[]", self.expression(right)])
        self.visit_field(node, "body")
        self.scope = outer

    # ---- definitions

    def function_declaration(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        if name is None:
            self.function(node)
            return
        self.scope.define(self.text(name))
        self.function(node, qualname=self.inside(self.text(name)))

    def function(self, node: Node, qualname: str = "", element: Any = None) -> None:
        """A function of any form; one without a name belongs to the definition around it."""
        outer, owner, conditions = self.scope, self.owner, self.conditions
        if qualname:
            self.functions.setdefault(qualname, [])
            self.owner, self.conditions = qualname, 0
        inner = Scope("function", qualname or outer.qualname, outer)
        if node.type != "arrow_function":
            inner.bind("this", self._this(node))
            own = node.child_by_field_name("name")
            if node.type in FUNCTIONS and own is not None:
                inner.bind(self.text(own))
        self.scope = inner
        self.type_parameters(node)
        self._parameters(node, element)
        result = node.child_by_field_name("return_type")
        if result is not None:
            self.annotation(result)
        body = node.child_by_field_name("body")
        kept = self.returning
        self.returning = []
        if body is not None and body.type == "statement_block":
            self.block(body)
        elif body is not None:
            self.visit(body)
            self.returning.append(self.expression(body))
        if qualname:
            self.returns[qualname] = [self.type_expression(result)] if result is not None else self.returning
        self.returning = kept
        self.scope, self.owner, self.conditions = outer, owner, conditions

    def _this(self, node: Node) -> Any:
        if self.scope.kind != "class" or node.type not in {"method_definition", "method_signature"}:
            return None
        static = any(child.type == "static" for child in node.children)
        return ["c" if static else "s", self.scope.qualname]

    def _parameters(self, node: Node, element: Any) -> None:
        single = node.child_by_field_name("parameter")
        if single is not None:
            self.bind(single, element)
            return
        parameters = node.child_by_field_name("parameters")
        for position, child in enumerate(parameters.named_children if parameters is not None else ()):
            pattern = child.child_by_field_name("pattern") or child
            annotation, default = child.child_by_field_name("type"), child.child_by_field_name("value")
            value = element if not position else None
            if annotation is not None:
                self.annotation(annotation)
                value = self.type_expression(annotation)
            if default is not None:
                self.visit(default)
                value = value if value is not None else self.expression(default)
            if pattern.type == "this":
                self.scope.bound["this"] = [value]
                continue
            self.bind(pattern, value)
            modified = any(
                item.type in {"accessibility_modifier", "readonly", "override_modifier"} for item in child.children
            )
            holder = self.scope.parent
            if modified and holder is not None and holder.kind == "class":
                self.bound.setdefault(f"{holder.qualname}.{self.text(pattern)}", []).append(value)

    def result(self, node: Node) -> None:
        for child in node.named_children[:1]:
            self.visit(child)
            self.returning.append(self.expression(child))

    def class_declaration(self, node: Node) -> None:
        name = node.child_by_field_name("name")
        label = self.text(name) if name is not None else "default"
        qualname, owner = self.inside(label), self.owner
        self.scope.define(label)
        self.owner = qualname
        outer = self.push("block", self.scope.qualname)
        self.type_parameters(node)
        bases: list[Any] = []
        for child in node.named_children:
            if child.type == "decorator":
                self.decorator(child)
            elif child.type in {"class_heritage", "extends_clause", "implements_clause", "extends_type_clause"}:
                self._heritage(child, bases)
        self.classes[qualname] = bases
        self.scope = Scope("class", qualname, self.scope)
        body = node.child_by_field_name("body")
        if body is not None:
            self._members(body, qualname)
        self.scope, self.owner = outer, owner

    def _heritage(self, node: Node, bases: list[Any]) -> None:
        for child in node.named_children:
            if child.type in {"extends_clause", "implements_clause"}:
                self._heritage(child, bases)
            elif child.type == "type_arguments":
                self.annotation(child)
            elif child.type == "generic_type":
                head = child.named_children[0]
                bases.append(self.head(head))
                self.mention(head, "base")
                for rest in child.named_children[1:]:
                    self.annotation(rest)
            else:
                typed = child.type in {"type_identifier", "nested_type_identifier"}
                bases.append(self.head(child) if typed else self.expression(child))
                if typed:
                    self.mention(child, "base")
                else:
                    self.reference(child, "base")

    def _members(self, body: Node, qualname: str) -> None:
        for child in body.named_children:
            if child.type == "decorator":
                self.decorator(child)
                continue
            name = child.child_by_field_name("name") or child.child_by_field_name("property")
            if name is None:
                self.visit(child)
                continue
            if name.type == "computed_property_name":
                self.visit(name)
            member = f"{qualname}.{self.text(name)}"
            if child.type in {"method_definition", "method_signature", "abstract_method_signature"}:
                accessor = [item.type for item in child.children if item.type in {"get", "set"}]
                if "get" in accessor or member not in self.functions:
                    self.functions[member] = accessor
                self.function(child, qualname=member)
            else:
                self._field(child, member)

    def _field(self, node: Node, member: str) -> None:
        owner, self.owner = self.owner, member
        for child in node.named_children:
            if child.type == "decorator":
                self.decorator(child)
        annotation, value = node.child_by_field_name("type"), node.child_by_field_name("value")
        bound: Any = None
        if annotation is not None:
            self.annotation(annotation)
            bound = self.type_expression(annotation)
        if value is not None and value.type in FUNCTIONS:
            self.function(value, qualname=member)
        else:
            if value is not None:
                self.visit(value)
                bound = bound if bound is not None else self.expression(value)
            self.bound.setdefault(member, []).insert(0, bound)
        self.owner = owner

    def decorator(self, node: Node) -> None:
        for child in node.named_children:
            self.reference(child, "decorator")

    # ---- modules

    def import_statement(self, node: Node) -> None:
        for clause in node.named_children:
            for child in clause.named_children if clause.type == "import_clause" else ():
                if child.type == "identifier":
                    self.add(self.text(child), self.line(child), role="import", alias=self.text(child))
                elif child.type == "namespace_import":
                    name = child.named_children[-1]
                    self.add(self.text(name), self.line(name), role="import", alias=self.text(name))
                elif child.type == "named_imports":
                    self._specifiers(child)

    def _specifiers(self, node: Node, *, local: bool = False) -> None:
        for item in node.named_children:
            name, alias = item.child_by_field_name("name"), item.child_by_field_name("alias")
            if name is None:
                continue
            label = self.text(alias) if alias is not None and not local else self.text(name)
            self.add(self.text(name), self.line(name), role="import", alias=label)
            if alias is not None and self.text(alias) != self.text(name) and not local:
                self.add(self.text(alias), self.line(alias), role="import", alias=label)

    def export_statement(self, node: Node) -> None:
        local = node.child_by_field_name("source") is None
        for child in node.named_children:
            if child.type == "export_clause":
                self._specifiers(child, local=local)
            elif child.type != "string":
                self.visit(child)

    def skip(self, node: Node) -> None:
        """Holds no name."""


HANDLERS: dict[str, Any] = {
    "statement_block": _EcmaScript.scoped_block,
    "if_statement": _EcmaScript.branch,
    "ternary_expression": _EcmaScript.branch,
    "binary_expression": _EcmaScript.binary,
    "switch_case": _EcmaScript.case,
    "switch_default": _EcmaScript.case,
    "catch_clause": _EcmaScript.handler,
    "identifier": _EcmaScript.identifier,
    "shorthand_property_identifier": _EcmaScript.identifier,
    "member_expression": _EcmaScript.member,
    "subscript_expression": _EcmaScript.subscript,
    "call_expression": _EcmaScript.call,
    "new_expression": _EcmaScript.call,
    "jsx_opening_element": _EcmaScript.element,
    "jsx_self_closing_element": _EcmaScript.element,
    "jsx_closing_element": _EcmaScript.skip,
    "property_identifier": _EcmaScript.skip,
    "object": _EcmaScript.object_literal,
    "lexical_declaration": _EcmaScript.declaration,
    "variable_declaration": _EcmaScript.declaration,
    "assignment_expression": _EcmaScript.assignment,
    "for_in_statement": _EcmaScript.for_in,
    "for_statement": _EcmaScript.scoped_block,
    "function_declaration": _EcmaScript.function_declaration,
    "generator_function_declaration": _EcmaScript.function_declaration,
    "function_signature": _EcmaScript.function_declaration,
    "arrow_function": _EcmaScript.function,
    "function_expression": _EcmaScript.function,
    "generator_function": _EcmaScript.function,
    "class_declaration": _EcmaScript.class_declaration,
    "abstract_class_declaration": _EcmaScript.class_declaration,
    "class": _EcmaScript.class_declaration,
    "interface_declaration": _EcmaScript.class_declaration,
    "type_alias_declaration": _EcmaScript.type_alias,
    "enum_declaration": _EcmaScript.enum,
    "internal_module": _EcmaScript.namespace,
    "decorator": _EcmaScript.decorator,
    "return_statement": _EcmaScript.result,
    "import_statement": _EcmaScript.import_statement,
    "export_statement": _EcmaScript.export_statement,
    "type_annotation": _EcmaScript.annotation,
    "type_arguments": _EcmaScript.annotation,
    "type_identifier": _EcmaScript.annotation,
    "generic_type": _EcmaScript.annotation,
    "nested_type_identifier": _EcmaScript.annotation,
    "union_type": _EcmaScript.annotation,
    "intersection_type": _EcmaScript.annotation,
    "array_type": _EcmaScript.annotation,
    "object_type": _EcmaScript.annotation,
    "comment": _EcmaScript.skip,
    "statement_identifier": _EcmaScript.skip,
}
