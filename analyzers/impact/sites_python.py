"""The site table of a Python file, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .sites import FileSites, Scope
from .sites_python_values import PythonValues

if TYPE_CHECKING:
    from collections.abc import Callable

    from tree_sitter import Node

__all__ = ["read_python"]

AS_SCRIPT = 6
"""Decisions that `if __name__ == "__main__"` counts for: no test imports a file as the main program."""


def read_python(source: bytes, root: Node, parse: Callable[[bytes], Node]) -> FileSites:
    """Reads a file; `parse` reads the text of an annotation written as a string."""
    reader = _Python(source, parse)
    reader.visit_children(root)
    return reader.finish()


class _Python(PythonValues):
    def visit(self, node: Node) -> None:
        handler = HANDLERS.get(node.type)
        if handler is not None:
            handler(self, node)
        else:
            for child in node.named_children:
                self.visit(child)

    def visit_children(self, node: Node) -> None:
        for child in node.named_children:
            self.visit(child)

    def skip(self, node: Node) -> None:
        """Holds no name."""

    # ---- decisions

    def block(self, node: Node) -> None:
        """Statements one after the other; those behind a branch that returns run less often."""
        outer = self.conditions
        for child in node.named_children:
            self.visit(child)
            if child.type == "if_statement" and self._returns(child):
                self.conditions = outer + 1
        self.conditions = outer

    def _returns(self, node: Node) -> bool:
        body = node.child_by_field_name("consequence")
        last = body.named_children[-1].type if body is not None and body.named_children else ""
        return last in {"return_statement", "continue_statement", "break_statement"}

    def branch(self, node: Node) -> None:
        """`if`, `elif`: the condition runs, the body perhaps."""
        condition = node.child_by_field_name("condition")
        script = condition is not None and b"__name__" in (condition.text or b"")
        for child in node.named_children:
            under = child.type in {"block", "elif_clause", "else_clause"}
            self.visit_under(child, (AS_SCRIPT if script else 1) if under else 0)

    def visit_under(self, node: Node, conditions: int) -> None:
        self.conditions += conditions
        self.visit(node)
        self.conditions -= conditions

    def handler(self, node: Node) -> None:
        """`except`: runs when something went wrong."""
        for child in node.named_children:
            self.visit_under(child, 2)

    def case(self, node: Node) -> None:
        for child in node.named_children:
            self.visit_under(child, 1)

    def choice(self, node: Node) -> None:
        """`a if c else b`, `a and b`: what stands behind the first operand runs perhaps."""
        first = 1 if node.type == "conditional_expression" else 0
        for position, child in enumerate(node.named_children):
            self.visit_under(child, 0 if position == first else 1)

    # ---- names

    def reference(self, node: Node, role: str) -> None:
        """A name or member in a role; anything else is visited as it is."""
        if node.type == "identifier":
            self.identifier(node, role)
        elif node.type == "attribute":
            self.attribute(node, role)
        else:
            self.visit(node)

    def call(self, node: Node) -> None:
        function, arguments = node.child_by_field_name("function"), node.child_by_field_name("arguments")
        if function is None or arguments is None:
            return
        self.reference(function, "call")
        if function.type == "identifier":
            self._special_call(self.text(function), arguments)
        for child in arguments.named_children:
            if child.type == "keyword_argument":
                self._keyword(child, function)
            else:
                self.visit(child)

    def _keyword(self, node: Node, function: Node | None) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and function is not None:
            self.add(self.text(name), self.line(name), ["()", self.expression(function)], "key")
        if value is not None:
            self.visit(value)

    def _special_call(self, name: str, arguments: Node) -> None:
        given = arguments.named_children
        if name == "isinstance" and len(given) == 2 and given[0].type == "identifier":
            self._narrow(given[0], given[1])
        if name in {"getattr", "hasattr", "setattr"} and len(given) >= 2:
            prefix = given[1]
            if prefix.type == "binary_operator":
                prefix = prefix.named_children[0]
            if prefix.type == "string":
                text = self.string_start(prefix)
                whole = prefix is given[1] and not any(child.type == "interpolation" for child in prefix.children)
                if whole and text.isidentifier():
                    self.add(text, self.line(prefix), self.expression(given[0]), "text")
                elif len(text) > 2 and text.isidentifier():
                    self.add_prefix(text, self.line(prefix), self.expression(given[0]))

    def _narrow(self, name: Node, classes: Node) -> None:
        """`isinstance(x, C)`: in some branch x is a C."""
        scope = self.scope.holder(self.text(name))
        if scope is not None and scope.kind == "function":
            options = classes.named_children if classes.type == "tuple" else [classes]
            scope.bind(self.text(name), ["|", *(["t", self.expression(option)] for option in options[:4])])

    # ---- bindings

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        annotation = node.child_by_field_name("type")
        if left is None:
            return
        outer = self.owner
        if left.type == "identifier" and self.scope.kind in {"module", "class"} and not self.owner_is_function():
            self.owner = self.inside(self.text(left))
        value = self.expression(right) if right is not None else None
        if annotation is not None:
            self.annotation(annotation)
            value = self.type_expression(annotation)
        elif right is not None and right.type in {"subscript", "binary_operator"} and self.scope.kind == "module":
            value = ["|", value, ["alias", self.type_expression(right)]]
        self.bind(left, value)
        if right is not None:
            if left.type == "identifier" and self.text(left) == "__all__":
                self._exported_names(right)
            self.visit(right)
        self.owner = outer

    def owner_is_function(self) -> bool:
        return self.owner in self.functions

    def _exported_names(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "string":
                self.add(self.string_start(child), self.line(child), role="text")

    def bind(self, target: Node, value: Any) -> None:
        """Binds the names of an assignment's target."""
        kind = target.type
        if kind == "identifier":
            name = self.text(target)
            self.scope.bind(name, value)
            if name in self.scope.outer:
                self.add(name, self.line(target), role="write")
            elif self.scope.kind in {"module", "class"}:
                qualname = self.inside(name)
                if qualname in self.bound:
                    self.add(name, self.line(target), role="write")
                self.bound.setdefault(qualname, []).append(value)
        elif kind == "attribute":
            self.attribute(target, "write")
            self._bind_member(target, value)
        elif kind in {"pattern_list", "tuple_pattern", "list_pattern", "tuple", "list"}:
            for child in target.named_children:
                self.bind(child, ["[]", value] if value is not None else None)
        elif kind in {"list_splat_pattern", "as_pattern_target", "parenthesized_expression", "list_splat"}:
            for child in target.named_children:
                self.bind(child, value)
        else:
            self.visit(target)

    def _bind_member(self, target: Node, value: Any) -> None:
        """`self.x = value` in a method types the member."""
        holder, name = target.child_by_field_name("object"), target.child_by_field_name("attribute")
        if holder is None or name is None or holder.type != "identifier":
            return
        receiver = self.final(self.expression(holder))
        if isinstance(receiver, list) and receiver[0] in {"s", "c"}:
            self.bound.setdefault(f"{receiver[1]}.{self.text(name)}", []).append(value)

    def augmented(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None:
            if left.type == "identifier" and self.scope.kind == "function":
                self.scope.bind(self.text(left))
            self.reference(left, "write")
        if right is not None:
            self.visit(right)

    def deletion(self, node: Node) -> None:
        """`del x`: the name has to be there, and what it means does not run."""
        for child in node.named_children:
            for target in child.named_children if child.type in {"expression_list", "tuple"} else [child]:
                self.reference(target, "write")

    def walrus(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and value is not None:
            scope: Scope | None = self.scope
            while scope is not None and scope.kind == "function" and scope.qualname == "":
                scope = scope.parent
            (scope or self.scope).bind(self.text(name), self.expression(value))
            self.visit(value)

    def for_loop(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None:
            self.visit(right)
            self.bind(left, ["[]", self.expression(right)])
        for child in node.named_children:
            if child not in (left, right):
                self.visit(child)

    def comprehension(self, node: Node) -> None:
        outer = self.scope
        self.scope = Scope("function", "", outer)
        self.scope.qualname = outer.qualname
        clauses = [child for child in node.named_children if child.type in {"for_in_clause", "if_clause"}]
        for child in clauses:
            self.visit(child)
        for child in node.named_children:
            if child not in clauses:
                self.visit(child)
        self.scope = outer

    def as_pattern(self, node: Node) -> None:
        value, alias = node.named_children[0], node.named_children[-1]
        holder = node.parent.type if node.parent is not None else ""
        self.visit(value)
        if alias is value:
            return
        expression = self.expression(value)
        if holder == "with_item":
            self.bind(alias, ["w", expression])
        elif value.type == "tuple":
            self.bind(alias, ["|", *(["t", self.expression(child)] for child in value.named_children[:6])])
        else:
            self.bind(alias, ["t", expression])

    def case_pattern(self, node: Node) -> None:
        child = node.named_children[0] if node.named_children else None
        if child is not None and child.type == "dotted_name" and len(child.named_children) == 1:
            self.scope.bind(self.text(child))
        else:
            self.visit_children(node)

    def dotted(self, node: Node) -> None:
        """A dotted name in a pattern: the first part is a name, the others are members."""
        expression: Any = None
        for position, part in enumerate(node.named_children):
            name = self.text(part)
            self.add(name, self.line(part), expression if position else 0)
            expression = [".", expression, name] if position else (name, self.scope)

    def outer_names(self, node: Node) -> None:
        for child in node.named_children:
            self.scope.outer.add(self.text(child))
            self.identifier(child, "value")

    # ---- definitions

    def decorated(self, node: Node) -> None:
        definition = node.child_by_field_name("definition")
        if definition is None:
            return
        decorators = [child for child in node.named_children if child.type == "decorator"]
        name = definition.child_by_field_name("name")
        outer = self.owner
        if name is not None:
            self.owner = self.inside(self.text(name))
        for decorator in decorators:
            for child in decorator.named_children:
                self.reference(child, "decorator")
        self.owner = outer
        names = [self._dotted_name(child) for item in decorators for child in item.named_children[:1]]
        if definition.type == "class_definition":
            self.class_definition(definition)
        else:
            self.function(definition, names)

    def _dotted_name(self, node: Node) -> str:
        if node.type == "call":
            function = node.child_by_field_name("function")
            arguments = node.child_by_field_name("arguments")
            mark = "(autouse)" if arguments is not None and b"autouse=True" in (arguments.text or b"") else ""
            return (self._dotted_name(function) if function is not None else "") + mark
        return self.text(node) if node.type in {"identifier", "attribute"} else ""

    def class_definition(self, node: Node) -> None:
        name = self.text(node.child_by_field_name("name") or node)
        qualname, outer_owner, outer = self.inside(name), self.owner, self.scope
        bases = node.child_by_field_name("superclasses")
        self.owner = qualname
        expressions = []
        for child in bases.named_children if bases is not None else ():
            if child.type == "keyword_argument":
                self._keyword(child, None)
                continue
            head = child.child_by_field_name("value") if child.type == "subscript" else child
            expressions.append(self.expression(head or child))
            self._base(child)
        self.scope.define(name)
        self.classes[qualname] = expressions
        self.scope = Scope("class", qualname, outer)
        body = node.child_by_field_name("body")
        if body is not None:
            self.visit_children(body)
        self.scope, self.owner = outer, outer_owner

    def _base(self, node: Node) -> None:
        if node.type == "subscript":
            for position, child in enumerate(node.named_children):
                self.reference(child, "base" if not position else "type")
        else:
            self.reference(node, "base")

    def function(self, node: Node, decorators: list[str] | None = None) -> None:
        name = self.text(node.child_by_field_name("name") or node)
        qualname, outer_owner, outer = self.inside(name), self.owner, self.scope
        self.owner = qualname
        conditions, self.conditions = self.conditions, 0
        self.functions[qualname] = decorators or []
        outer.define(name)
        inner = Scope("function", qualname, outer)
        result = node.child_by_field_name("return_type")
        parameters = node.child_by_field_name("parameters")
        if parameters is not None:
            self.parameters(parameters, inner, decorators or [])
        if result is not None:
            self.annotation(result)
            self.returns[qualname] = [self.type_expression(result)]
        self.scope = inner
        body = node.child_by_field_name("body")
        if body is not None:
            self.block(body)
        self.scope, self.owner, self.conditions = outer, outer_owner, conditions
        if result is not None:
            self.returns[qualname] = self.returns[qualname][:1]

    def parameters(self, node: Node, inner: Scope, decorators: list[str]) -> None:
        first = "" if self.scope.kind != "class" or "staticmethod" in decorators else self.scope.qualname
        name = inner.qualname.rpartition(".")[2]
        for child in node.named_children:
            names = [child] if child.type == "identifier" else self._parameter_names(child)
            annotation, default = child.child_by_field_name("type"), child.child_by_field_name("value")
            value: Any = None
            if annotation is not None:
                self.annotation(annotation)
                value = self.type_expression(annotation)
                if child.named_children[0].type in {"list_splat_pattern", "dictionary_splat_pattern"}:
                    value = ["l", value]
            if default is not None:
                self.visit(default)
                value = value if value is not None else self.expression(default)
            for target in names:
                text = self.text(target)
                if first:
                    is_class = "classmethod" in decorators or name in {
                        "__new__",
                        "__init_subclass__",
                        "__class_getitem__",
                    }
                    inner.bind(text, ["c" if is_class else "s", first])
                    first = ""
                    continue
                self.add(text, self.line(target), role="parameter")
                inner.bind(
                    text,
                    value
                    if value not in (None, ["!"])
                    else ["f", inner.qualname, text]
                    if annotation is None
                    else value,
                )

    def _parameter_names(self, node: Node) -> list[Node]:
        name = node.child_by_field_name("name")
        if name is not None:
            return [name]
        if node.type in {"list_splat_pattern", "dictionary_splat_pattern"}:
            return [child for child in node.named_children if child.type == "identifier"]
        if node.type == "typed_parameter" and node.named_children:
            first = node.named_children[0]
            return [first] if first.type == "identifier" else self._parameter_names(first)
        return []

    def anonymous(self, node: Node) -> None:
        outer = self.scope
        inner = Scope("function", outer.qualname, outer)
        parameters = node.child_by_field_name("parameters")
        for child in parameters.named_children if parameters is not None else ():
            for target in [child] if child.type == "identifier" else self._parameter_names(child):
                inner.bind(self.text(target))
            default = child.child_by_field_name("value")
            if default is not None:
                self.visit(default)
        self.scope = inner
        body = node.child_by_field_name("body")
        if body is not None:
            self.visit(body)
        self.scope = outer

    def result(self, node: Node) -> None:
        self.visit_children(node)
        function = self._function_scope()
        if function and node.named_children:
            self.returns.setdefault(function, []).append(self.expression(node.named_children[0]))

    def yielded(self, node: Node) -> None:
        self.visit_children(node)
        function = self._function_scope()
        if function and node.named_children:
            value = self.expression(node.named_children[0])
            delegated = any(child.type == "from" for child in node.children)
            self.returns.setdefault(function, []).append(value if delegated else ["l", value])

    def _function_scope(self) -> str:
        return self.scope.qualname if self.scope.kind == "function" and self.scope.qualname in self.functions else ""

    # ---- imports

    def plain_import(self, node: Node) -> None:
        for item in node.children_by_field_name("name"):
            alias = item.child_by_field_name("alias")
            name = item.child_by_field_name("name") or item
            parts = self.text(name).split(".")
            local = self.text(alias) if alias is not None else parts[0]
            self._imported(local)
            self.add(parts[-1], self.line(item), role="import", alias=f"={self.text(name)}")

    def from_import(self, node: Node) -> None:
        for item in node.children_by_field_name("name"):
            alias, name = item.child_by_field_name("alias"), item.child_by_field_name("name") or item
            local = self.text(alias) if alias is not None else self.text(name)
            self._imported(local)
            self.add(self.text(name), self.line(name), role="import", alias=local)
            if alias is not None and self.text(name) != local:
                self.add(local, self.line(alias), role="import", alias=local)

    def _imported(self, local: str) -> None:
        if self.scope.kind != "module":
            self.scope.outer.add(local)


HANDLERS: dict[str, Any] = {
    "block": _Python.block,
    "if_statement": _Python.branch,
    "elif_clause": _Python.branch,
    "except_clause": _Python.handler,
    "case_clause": _Python.case,
    "conditional_expression": _Python.choice,
    "boolean_operator": _Python.choice,
    "identifier": _Python.identifier,
    "attribute": _Python.attribute,
    "call": _Python.call,
    "assignment": _Python.assignment,
    "augmented_assignment": _Python.augmented,
    "delete_statement": _Python.deletion,
    "named_expression": _Python.walrus,
    "for_statement": _Python.for_loop,
    "for_in_clause": _Python.for_loop,
    "list_comprehension": _Python.comprehension,
    "set_comprehension": _Python.comprehension,
    "dictionary_comprehension": _Python.comprehension,
    "generator_expression": _Python.comprehension,
    "as_pattern": _Python.as_pattern,
    "case_pattern": _Python.case_pattern,
    "dotted_name": _Python.dotted,
    "global_statement": _Python.outer_names,
    "nonlocal_statement": _Python.skip,
    "decorated_definition": _Python.decorated,
    "class_definition": _Python.class_definition,
    "function_definition": _Python.function,
    "lambda": _Python.anonymous,
    "return_statement": _Python.result,
    "yield": _Python.yielded,
    "import_statement": _Python.plain_import,
    "import_from_statement": _Python.from_import,
    "future_import_statement": _Python.skip,
    "type": _Python.annotation,
    "comment": _Python.skip,
    "string_content": _Python.skip,
}
