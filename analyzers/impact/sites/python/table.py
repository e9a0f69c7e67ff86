"""The site table of a Python file, read from its syntax tree: what defines names there, and which method reads which kind of node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from .....indexer.gathering import words
from .....indexer.languages.common import field_of, parts
from ..scopes import Scope
from ..shape import DECLARED, METACLASS
from .bindings import PythonBindings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tree_sitter import Node

    from ..shape import FileSites

__all__ = ["read_python"]

NAMELESS = words(
    "string_start string_content string_end integer float true false none comment nonlocal_statement future_import_statement"
)
"""Half of all nodes; nothing below them is a name."""
QUOTES = b"\"'"
ACCESSORS = frozenset({"setter", "deleter", "getter"})
"""What a property is decorated with to get another function, which stands under its name and gives back nothing of it."""

OF_CLASS = frozenset({"__new__", "__init_subclass__", "__class_getitem__"})
OVERLOAD = frozenset({"overload"})
MOST_OVERLOADS = 16
"""What a function with more gives back is not known."""
TRANSPARENT = frozenset(
    {"abstractmethod", "classmethod", "final", "override", "overload", "property", "staticmethod", *ACCESSORS}
)
"""Decorators that leave what a function gives back."""


def read_python(source: bytes, root: Node, parse: Callable[[bytes], Node]) -> FileSites:
    """Reads a file; `parse` reads the text of an annotation written as a string."""
    reader = _Python(source, parse)
    reader.visit_children(root)
    return reader.finish()


class _Python(PythonBindings):
    """The whole reader: that of definitions, and of literals."""

    def decorated(self, node: Node) -> None:
        definition = field_of(node, "definition")
        decorators = [child for child in node.named_children if child.type == "decorator"]
        name, outer = self.text(field_of(definition, "name")), self.owner
        self.owner = self.inside(name)
        names = [self._dotted_name(child) for item in decorators for child in item.named_children[:1]]
        accessor = _is_accessor(name, names)
        for decorator in decorators:
            for child in decorator.named_children:
                extended = child.child_by_field_name("object") if accessor else None
                self.reference(extended or child, "decorator")
        self.owner = outer
        if definition.type == "class_definition":
            self.class_definition(definition)
        else:
            self.function(definition, names)

    def _dotted_name(self, node: Node | None) -> str:
        if node is not None and node.type == "call":
            mark = "(autouse)" if "autouse=True" in self.text(node.child_by_field_name("arguments")) else ""
            return self._dotted_name(node.child_by_field_name("function")) + mark
        return self.text(node) if node is not None and node.type in {"identifier", "attribute"} else ""

    def class_definition(self, node: Node) -> None:
        name = self.text(node.child_by_field_name("name") or node)
        qualname, outer_owner, outer = self.inside(name), self.owner, self.scope
        bases = node.child_by_field_name("superclasses")
        self.owner = qualname
        self.type_parameters(node)
        variables = self.variables
        self.variables = variables | self.class_variables(qualname, node, bases)
        expressions = []
        for child in parts(node, "superclasses"):
            if child.type == "keyword_argument":
                self._class_keyword(child)
                continue
            expressions.append(self.base_expression(child))
            self._base(child)
        outer.define(name)
        self.classes[qualname] = expressions
        self.scope = Scope("class", qualname, self.scope)
        for child in parts(node, "body"):
            self.visit(child)
        self.scope, self.owner, self.variables = outer, outer_owner, variables

    def type_alias(self, node: Node) -> None:
        """`type Pair[T] = tuple[T, T]`: the name stands for what is written there."""
        left, right = field_of(node, "left"), field_of(node, "right")
        name = self.text(left).partition("[")[0].strip()
        value, owner = ["alias", self.type_expression(right)], self.owner
        self.owner = self.inside(name)
        self.annotation(right)
        self.owner = owner
        self.scope.bind(name, value)
        if self.scope.kind != "function":
            self.bound.setdefault(self.inside(name), []).append(value)

    def _class_keyword(self, node: Node) -> None:
        name, value = node.child_by_field_name("name"), node.child_by_field_name("value")
        if name is not None and value is not None and self.text(name) == "metaclass":
            self.reference(value, "call")  # the definition of the class runs it
            self.returns[f"{self.owner}.{METACLASS}"] = [self.expression(value)]
        else:
            self._keyword(node, None)

    def _base(self, node: Node) -> None:
        if node.type == "subscript":
            for position, child in enumerate(node.named_children):
                self.reference(child, "base" if not position else "type")
        else:
            self.reference(node, "base")

    def function(self, node: Node, decorators: list[str] | None = None) -> None:
        name = self.text(field_of(node, "name"))
        qualname, outer_owner, outer = self.inside(name), self.owner, self.scope
        self.owner = qualname
        conditions, self.conditions = self.conditions, 0
        accessor = _is_accessor(name, decorators or [])
        known = self.returns.pop(qualname, []) if accessor else None
        if accessor:
            self.functions.setdefault(qualname, ["property"])
        else:
            self.functions[qualname] = decorators or []
        outer.define(name)
        self.type_parameters(node)
        inner = Scope("function", qualname, self.scope)
        result = node.child_by_field_name("return_type")
        parameters = field_of(node, "parameters")
        variables, own_type = self.variables, self.own_type
        own = self.scope.kind == "class" and "staticmethod" not in (decorators or [])
        self.own_type = self.own_variable(parameters) if own else own_type
        self.variables = variables | self.handed_variables(qualname, parameters, result, int(own))
        self.parameters(parameters, inner, decorators or [])
        if result is not None:
            self.annotation(result)
            self.returns[qualname] = [self._promised(result, decorators or [])]
        self.scope = inner
        self.block(field_of(node, "body"))
        self.scope, self.owner, self.conditions = outer, outer_owner, conditions
        self.variables, self.own_type = variables, own_type
        if result is not None:
            self.returns[qualname] = self.returns[qualname][:1]
        if known is not None:
            self.returns[qualname] = known
        self._overloaded(qualname, decorators or [])

    def _promised(self, result: Node, decorators: list[str]) -> Any:
        """What a function's annotation promises, `None` only where no decorator gives back something else.

        A method that is made fluent so (`@builder def limit(self, limit) -> None`) gives back its object, most often.
        """
        promised, holder = self.type_expression(result), self.scope.klass
        if promised != ["!"] or all(item.rpartition(".")[2] in TRANSPARENT for item in decorators):
            return promised
        return ["|", ["s", holder.qualname], ["?"]] if holder is not None else ["?"]

    def _overloaded(self, qualname: str, decorators: list[str]) -> None:
        """One of what its overloads promise is what a function gives back: nobody calls what is behind them."""
        if not OVERLOAD.isdisjoint(item.rpartition(".")[2] for item in decorators):
            self.overloads.setdefault(qualname, []).extend(self.returns.get(qualname, []))
        if qualname in self.overloads:
            told = self.overloads[qualname]
            self.returns[qualname] = [["o", *told]] if len(told) <= MOST_OVERLOADS else [None]

    def type_parameters(self, node: Node) -> None:
        """`def f[T: Base]`, `class A[T]` (PEP 695): a scope around the definition in which T is any type."""
        parameters = node.child_by_field_name("type_parameters")
        if parameters is None:
            return
        self.scope = Scope("block", self.scope.qualname, self.scope)
        for item in parameters.named_children:
            held = item.named_children[0] if item.named_children else item
            parts = held.named_children if held.type == "constrained_type" else [held]
            self.scope.bind(self.text(parts[0]).strip("* "))
            for bound in parts[1:]:
                self.annotation(bound)

    def parameters(self, node: Node, inner: Scope, decorators: list[str]) -> None:
        holder = self.scope.parent if self.scope.kind == "block" and self.scope.parent is not None else self.scope
        first = "" if holder.kind != "class" or "staticmethod" in decorators else holder.qualname
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
            self.visit(default)
            value = value if value is not None else self.expression(default)
            for target in names:
                text = self.text(target)
                if first:
                    inner.bind(text, ["c" if "classmethod" in decorators or name in OF_CLASS else "s", first])
                    first = ""
                    continue
                self.add(text, self.line(target), role="parameter")
                untold = annotation is None and value in (None, ["!"])
                inner.bind(text, ["f", inner.qualname, text] if untold else value)

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
        outer, inner = self.scope, Scope("function", self.scope.qualname, self.scope)
        for child in parts(node, "parameters"):
            for target in [child] if child.type == "identifier" else self._parameter_names(child):
                inner.bind(self.text(target))
            self.visit(child.child_by_field_name("value"))
        self.scope = inner
        self.visit(node.child_by_field_name("body"))
        self.scope = outer

    def result(self, node: Node) -> None:
        """What `return` or `yield` gives."""
        self.visit_children(node)
        scope = self.scope
        if scope.kind == "function" and scope.qualname in self.functions and node.named_children:
            value = self.expression(node.named_children[0])
            whole = node.type == "return_statement" or any(child.type == "from" for child in node.children)
            self.returns.setdefault(scope.qualname, []).append(value if whole else ["l", value])

    def string(self, node: Node) -> None:
        """A literal: of one with a prefix something may be filled in."""
        if self.source[node.start_byte] not in QUOTES:
            self.visit_children(node)

    def finish(self) -> FileSites:
        """The table, with the attributes that are declared."""
        self.generics[DECLARED] = [name for name in self.declared if "." in name and name in self.bound]
        return super().finish()

    handlers: ClassVar[dict[str, Any]] = {
        "block": PythonBindings.block,
        **dict.fromkeys(("if_statement", "elif_clause"), PythonBindings.branch),
        "except_clause": PythonBindings.handler,
        "case_clause": PythonBindings.case,
        **dict.fromkeys(("conditional_expression", "boolean_operator"), PythonBindings.choice),
        "identifier": PythonBindings.identifier,
        "attribute": PythonBindings.attribute,
        "subscript": PythonBindings.subscript,
        "call": PythonBindings.call,
        "assignment": PythonBindings.assignment,
        "augmented_assignment": PythonBindings.augmented,
        "delete_statement": PythonBindings.deletion,
        "named_expression": PythonBindings.walrus,
        **dict.fromkeys(("for_statement", "for_in_clause"), PythonBindings.for_loop),
        **dict.fromkeys(
            ("list_comprehension", "set_comprehension", "dictionary_comprehension", "generator_expression"),
            PythonBindings.comprehension,
        ),
        "as_pattern": PythonBindings.as_pattern,
        "case_pattern": PythonBindings.case_pattern,
        "dotted_name": PythonBindings.dotted,
        "global_statement": PythonBindings.outer_names,
        "decorated_definition": decorated,
        "class_definition": class_definition,
        "function_definition": function,
        "lambda": anonymous,
        "type_alias_statement": type_alias,
        **dict.fromkeys(("return_statement", "yield"), result),
        "import_statement": PythonBindings.plain_import,
        "import_from_statement": PythonBindings.from_import,
        "type": PythonBindings.annotation,
        "string": string,
        **dict.fromkeys(NAMELESS, PythonBindings.skip),
    }


def _is_accessor(name: str, decorators: Sequence[str]) -> bool:
    """`@price.setter` or `@Base.price.setter` above `def price`: it belongs to the property of that name."""
    return any(f".{item}".endswith(f".{name}.{role}") for item in decorators for role in ACCESSORS)
