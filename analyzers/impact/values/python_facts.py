"""The statements of a Python file that hand values on, read from its syntax tree."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ..sites.reader import Scope
from .facts import Expression, Facts, Parameters, Place, Statement
from .python_expressions import PythonExpressions, Unbound

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["read_facts"]

TARGETS = frozenset({"pattern_list", "tuple_pattern", "list_pattern", "tuple", "list", "expression_list"})
SPLATS = frozenset({"list_splat_pattern", "dictionary_splat_pattern"})


def read_facts(root: Node) -> Facts:
    """Reads a file."""
    reader = _Reader()
    reader.visit(root)
    return reader.finish()


class _Reader(PythonExpressions):
    def __init__(self) -> None:
        super().__init__()
        self.parameters: dict[str, Parameters] = {}
        self.functions: dict[str, Scope] = {}

    def finish(self) -> Facts:
        """All statements, with every name led to what binds it."""
        statements = [Statement(_bound(target), _bound(value)) for target, value in self.statements]
        kept = [statement for statement in statements if not self._gives_back(statement)]
        return Facts(kept, frozenset(self.scope.bound), self.parameters)

    def _gives_back(self, statement: Statement) -> bool:
        """`return x` of a parameter that nothing else is assigned to."""
        target, value = statement
        if not (isinstance(target, tuple) and target[0] == "return" and isinstance(value, tuple) and value[0] == "v"):
            return False
        _, qualname, name = value
        parameters = self.parameters.get(qualname)
        if qualname != target[1] or parameters is None or name not in parameters.named:
            return False
        if len(self.functions[qualname].bound[name]) > 1:
            return False
        self.parameters[qualname] = parameters._replace(given_back=parameters.given_back | {name})
        return True

    def visit(self, node: Node) -> None:
        """Any statement."""
        rule = RULES.get(node.type)
        if rule is not None:
            rule(self, node)
        elif node.type in STATEMENTS:
            for child in node.named_children:
                self.visit(child)
        else:
            self.take(None, self.value(node))

    def take(self, target: Expression, value: Expression) -> None:
        """Notes that a target takes a value."""
        if value is not None and (target is not None or not isinstance(value, Unbound)):
            self.statements.append(Statement(target, value))

    # ---- assignments

    def assignment(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if right is not None and right.type == "assignment":  # a = b = value
            self.assignment(right)
            while right is not None and right.type == "assignment":
                right = right.child_by_field_name("right")
        if left is not None and right is not None:
            self.bind(left, self.value(right))

    def bind(self, target: Node, value: Expression) -> None:
        """Hands a value to a target, part by part."""
        kind = target.type
        if kind == "identifier":
            name = self.text(target)
            if name not in self.scope.outer:
                self.scope.bind(name)
            self.take(Unbound(name, self.scope), value)
        elif kind in {"attribute", "subscript"}:
            self.take(self.value(target), value)
        elif kind in TARGETS:
            self._unpack(target.named_children, value, self.identity(target))
        else:
            for child in target.named_children:
                self.bind(child, value)

    def _unpack(self, targets: list[Node], value: Expression, identity: str) -> None:
        """`a, *b, c = value`."""
        held = ("v", self.scope.qualname, f"\0{identity}")
        self.take(held, value)
        starred = False
        for position, target in enumerate(targets):
            if target.type in {"list_splat_pattern", "list_splat"}:
                starred = True
                self.bind(target.named_children[0], ("[:]", held, f"{identity}*", ("#", position)))
            else:
                number = position - len(targets) if starred else position
                self.bind(target, ("[]", held, ("#", number)))

    def loop(self, node: Node) -> None:
        self.iterate(node)
        for child in node.children_by_field_name("body") + node.children_by_field_name("alternative"):
            self.visit(child)

    def iterate(self, node: Node) -> None:
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        if left is not None and right is not None:
            self.bind(left, ("each", self.value(right), self.place(node, right)))

    def clauses(self, node: Node) -> None:
        for child in node.named_children:
            if child.type == "for_in_clause":
                self.iterate(child)
            elif child.type == "if_clause":
                self.take(None, self.value(child))

    def entered(self, node: Node) -> None:
        """`with value as target`."""
        value = node.child_by_field_name("value")
        if value is not None and value.type == "as_pattern":
            held = value.named_children[0]
            self.bind(value.named_children[-1], ("with", self.value(held), self.place(node, held)))
        elif value is not None:
            self.take(None, ("with", self.value(value), self.place(node, value)))

    # ---- definitions

    def definition(self, node: Node, decorators: list[Node] | None = None) -> None:
        """A function or class."""
        name = self.text(node.child_by_field_name("name"))
        qualname = self._inside(name)
        self._define(name, qualname, decorators or [])
        self._within("class" if node.type == "class_definition" else "function", qualname, node)

    def _within(self, kind: str, qualname: str, node: Node) -> None:
        """Reads the body of a function, after its parameters, or of a class, in a scope of its own."""
        outer, owner = self.scope, self.owner
        self.scope, self.owner = Scope(kind, qualname, outer), qualname
        if kind == "function":
            self._parameters(node.child_by_field_name("parameters"), qualname, outer)
        body = node.child_by_field_name("body")
        if body is not None:
            self.visit(body)
        self.scope, self.owner = outer, owner

    def lambda_(self, node: Node) -> Expression:
        outer = self.scope
        qualname = f"{outer.qualname}\0{self.identity(node)}"
        self.scope = Scope("function", qualname, outer)
        self._parameters(node.child_by_field_name("parameters"), qualname, outer)
        self.take(("return", qualname), self.value(node.child_by_field_name("body")))
        self.scope = outer
        return ("d", qualname)

    def _parameters(self, node: Node | None, qualname: str, outer: Scope) -> None:
        positional: list[str] = []
        named: set[str] = set()
        many = others = ""
        inner, only_names = self.scope, False
        for child in node.named_children if node is not None else ():
            splat, name = _parameter(child)
            default = child.child_by_field_name("value")
            inner.bind(name)
            if default is not None:
                self.scope = outer
                value = self.value(default)
                self.scope = inner
                self.take(("v", qualname, name), value)
            if child.type == "keyword_separator" or splat == "list_splat_pattern":
                only_names = True
            if splat == "list_splat_pattern":
                many = name
            elif splat == "dictionary_splat_pattern":
                others = name
            elif name:
                named.add(name)
                positional += [] if only_names else [name]
        self.functions[qualname] = inner
        self.parameters[qualname] = Parameters(tuple(positional), frozenset(named), many, others)

    def decorated(self, node: Node) -> None:
        definition = node.child_by_field_name("definition")
        decorators = [child.named_children[0] for child in node.named_children if child.type == "decorator"]
        if definition is not None:
            self.definition(definition, decorators)

    def _define(self, name: str, qualname: str, decorators: list[Node]) -> None:
        self.scope.define(name)
        value: Expression = ("d", qualname)
        for decorator in reversed(decorators):
            value = ("@", self.value(decorator), value, self.place(decorator, decorator))
        self.take(Unbound(name, self.scope), value)

    def _inside(self, name: str) -> str:
        holder = self.scope.qualname.partition("\0")[0]
        return f"{holder}.{name}" if holder else name

    # ---- others

    def result(self, node: Node) -> None:
        if node.named_children:
            self.take(("return", self.scope.qualname), self.value(node.named_children[0]))

    def raised(self, node: Node) -> None:
        if node.named_children:
            thrown = node.named_children[0]
            self.take(None, ("raise", self.value(thrown), self.place(node, thrown)))

    def outside(self, node: Node) -> None:
        """`global`, and what is imported inside a function: names that are looked up as the file's own."""
        for child in node.children_by_field_name("name") or node.named_children:
            name = child.child_by_field_name("alias") or child
            self.scope.outer.add(self.text(name).partition(".")[0])

    def imported(self, node: Node) -> None:
        if self.scope.kind != "module":
            self.outside(node)

    def skip(self, node: Node) -> None:
        """Hands nothing on."""


def _parameter(node: Node) -> tuple[str, str]:
    """The kind of splat, and the name."""
    if node.type in {"default_parameter", "typed_default_parameter"}:
        return "", ((node.child_by_field_name("name") or node).text or b"").decode("utf-8", "replace")
    inner = node.named_children[0] if node.type == "typed_parameter" and node.named_children else node
    if inner.type in SPLATS and inner.named_children:
        return inner.type, (inner.named_children[0].text or b"").decode("utf-8", "replace")
    return "", (inner.text or b"").decode("utf-8", "replace") if inner.type == "identifier" else ""


def _bound(expression: Expression) -> Expression:
    """The expression with each name led to the function or class that binds it."""
    if isinstance(expression, Unbound):
        name, scope = expression
        holder = scope.holder(name)
        return name if holder is None else ("v", holder.qualname, name)
    if not isinstance(expression, tuple) or isinstance(expression, Place):
        return expression
    return expression if expression[:1] == ("#",) else tuple(_bound(part) for part in expression)


STATEMENTS = words(
    "module block if_statement elif_clause else_clause while_statement try_statement except_clause except_group_clause"
    " finally_clause with_clause match_statement case_clause expression_statement"
)
"""What only holds others."""

RULES: dict[str, Any] = {
    "assignment": _Reader.assignment,
    "augmented_assignment": _Reader.assignment,
    "for_statement": _Reader.loop,
    "with_item": _Reader.entered,
    "function_definition": _Reader.definition,
    "class_definition": _Reader.definition,
    "decorated_definition": _Reader.decorated,
    "return_statement": _Reader.result,
    "raise_statement": _Reader.raised,
    "global_statement": _Reader.outside,
    "nonlocal_statement": _Reader.skip,
    "import_statement": _Reader.imported,
    "import_from_statement": _Reader.imported,
    "future_import_statement": _Reader.skip,
    "comment": _Reader.skip,
    "case_pattern": _Reader.skip,
}
