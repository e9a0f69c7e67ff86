"""What one file says of where values go: its statements that hand some on, and the scopes of its names, read from Python's own tree."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..changes.python_calls import tree_of
from ..sites.reader import Scope

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["At", "Facts", "Parameters", "Place", "Statement", "Target", "identity", "read_facts"]

LONGEST_TEXT = 60
"""Of what is called, as it is shown."""
Target = ast.expr | tuple[str, ...] | None
"""What takes values: an expression, or `("v", Q, name)`, `("return", Q)`; None for nothing."""


class Place(NamedTuple):
    """Where a call stands.

    Attributes:
        owner: qualified name of the definition around it; "" for the file's top level.
        text: what is called, as it is written.
    """

    line: int
    owner: str
    text: str


class Parameters(NamedTuple):
    """What a function takes.

    Attributes:
        positional: names that a position can fill, in order.
        named: all that can be given by name.
        many: the name of `*args`, or "".
        others: the name of `**kwargs`, or "".
        given_back: those that the function returns as it was handed them: each call gives back its own.
    """

    positional: tuple[str, ...]
    named: frozenset[str]
    many: str = ""
    others: str = ""
    given_back: frozenset[str] = frozenset()


class At(NamedTuple):
    """Where an expression is evaluated: the file, the scope of its names, and the definition around it."""

    path: str
    scope: Scope
    owner: str


class Statement(NamedTuple):
    """`target` takes what `value` is; of a loop what an iteration gives (`each`), of `with` what it binds."""

    scope: Scope
    owner: str
    target: Target
    value: ast.AST
    how: str = "is"


class Facts(NamedTuple):
    """The statements of a file, in order.

    Attributes:
        bound: names that are assigned to or defined at the file's top level.
        parameters: qualified name of a function → what it takes.
        scopes: function, class, lambda or comprehension → the scope of what stands in it.
        lines: of the source.
    """

    statements: list[Statement]
    bound: frozenset[str]
    parameters: dict[str, Parameters]
    scopes: dict[ast.AST, Scope]
    lines: list[bytes]

    def place(self, called: ast.expr, owner: str) -> Place:
        """Where something is called: the line on which what is called ends."""
        last = called.end_lineno or called.lineno
        parts = self.lines[called.lineno - 1 : last]
        parts[-1:] = [part[: called.end_col_offset] for part in parts[-1:]]
        parts[:1] = [part[called.col_offset :] for part in parts[:1]]
        text = " ".join(b" ".join(parts).decode("utf-8", "replace").split())
        return Place(last, owner, text[:LONGEST_TEXT])


def read_facts(source: bytes) -> Facts | None:
    """Reads a file; None where Python can't, or not so deep."""
    tree, reader = tree_of(source), _Reader()
    try:
        if tree is None:
            return None
        reader.visit(tree)
    except RecursionError:
        return None
    statements = [statement for statement in reader.statements if not reader.gives_back(statement)]
    return Facts(statements, frozenset(reader.scope.bound), reader.parameters, reader.scopes, source.splitlines())


class _Reader:
    def __init__(self) -> None:
        self.scope, self.owner = Scope("module", "", None), ""
        self.statements: list[Statement] = []
        self.parameters: dict[str, Parameters] = {}
        self.scopes: dict[ast.AST, Scope] = {}

    def gives_back(self, statement: Statement) -> bool:
        """`return x` of a parameter that nothing else is assigned to."""
        scope, name = statement.scope, statement.value.id if isinstance(statement.value, ast.Name) else ""
        taken = self.parameters.get(scope.qualname)
        if statement.target != ("return", scope.qualname) or taken is None or name not in taken.named:
            return False
        if len(scope.bound[name]) > 1:
            return False
        self.parameters[scope.qualname] = taken._replace(given_back=taken.given_back | {name})
        return True

    def visit(self, node: ast.AST) -> None:
        """Any statement evaluates the expressions in it; an expression only brings scopes of its own."""
        if (rule := RULES.get(type(node))) is not None:
            rule(self, node)
            return
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr) and not isinstance(node, (ast.expr, ast.keyword)):
                self._take(None, child)
            elif not isinstance(child, ast.pattern):
                self.visit(child)

    def _take(self, target: Target, value: ast.AST | None, how: str = "is") -> None:
        if value is not None and (target is not None or not isinstance(value, (ast.Name, ast.Constant))):
            self.statements.append(Statement(self.scope, self.owner, target, value, how))
            self.visit(value)

    # ---- what binds names

    def assignment(self, node: ast.Assign) -> None:
        for target in reversed(node.targets):
            self._bind(target, node.value)

    def single(self, node: ast.AnnAssign | ast.AugAssign) -> None:
        if node.value is not None:
            self._bind(node.target, node.value)

    def walrus(self, node: ast.NamedExpr) -> None:
        self._bound(node.target)
        self.visit(node.value)

    def loop(self, node: ast.For | ast.AsyncFor) -> None:
        self._bind(node.target, node.iter, "each")
        for child in (*node.body, *node.orelse):
            self.visit(child)

    def clause(self, node: ast.comprehension) -> None:
        self._bind(node.target, node.iter, "each")
        for condition in node.ifs:
            self._take(None, condition)

    def entered(self, node: ast.withitem) -> None:
        if node.optional_vars is not None:
            self._bind(node.optional_vars, node.context_expr, "with")
        else:
            self._take(None, node.context_expr, "with")

    def _bind(self, target: ast.expr, value: ast.expr, how: str = "is") -> None:
        self._bound(target)
        self._take(target, value, how)

    def _bound(self, target: ast.expr) -> None:
        """Notes the names of a target, part by part."""
        if isinstance(target, ast.Name) and target.id not in self.scope.outer:
            self.scope.bind(target.id)
        elif isinstance(target, (ast.Tuple, ast.List, ast.Starred)):
            for part in target.elts if isinstance(target, (ast.Tuple, ast.List)) else [target.value]:
                self._bound(part)
        else:
            self.visit(target)

    def imported(self, node: ast.Import | ast.ImportFrom) -> None:
        """What is imported inside a function is looked up as the file's own."""
        if self.scope.kind != "module":
            self.scope.outer.update(item.asname or item.name.partition(".")[0] for item in node.names)

    def global_(self, node: ast.Global) -> None:
        self.scope.outer.update(node.names)

    # ---- scopes

    def definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        holder = self.scope.qualname.partition("\0")[0]
        qualname = f"{holder}.{node.name}" if holder else node.name
        self.scope.define(node.name)
        name = ast.Name(node.name, ast.Store())
        self.statements.append(Statement(self.scope, self.owner, name, node, "defined"))
        for decorator in node.decorator_list:
            self.visit(decorator)

        def body() -> None:
            owner, self.owner = self.owner, qualname
            if not isinstance(node, ast.ClassDef):
                self._parameters(node.args)
            for child in node.body:
                self.visit(child)
            self.owner = owner

        self._within("class" if isinstance(node, ast.ClassDef) else "function", qualname, node, body)

    def lambda_(self, node: ast.Lambda) -> None:
        def body() -> None:
            self._parameters(node.args)
            self._take(("return", self.scope.qualname), node.body)

        self._within("function", f"{self.scope.qualname}\0{identity(node)}", node, body)

    def comprehension(self, node: ast.expr) -> None:
        def body() -> None:
            for child in ast.iter_child_nodes(node):
                self.visit(child)

        self._within("function", f"{self.scope.qualname}\0{identity(node)}", node, body)

    def _within(self, kind: str, qualname: str, node: ast.AST, body: Callable[[], None]) -> None:
        outer = self.scope
        self.scope = self.scopes[node] = Scope(kind, qualname, outer)
        body()
        self.scope = outer

    def _parameters(self, node: ast.arguments) -> None:
        """Notes what a function takes; the defaults are of the scope around it."""
        inner, qualname = self.scope, self.scope.qualname
        positional = [item.arg for item in (*node.posonlyargs, *node.args)]
        only_named = [item.arg for item in node.kwonlyargs]
        many, others = (item.arg if item is not None else "" for item in (node.vararg, node.kwarg))
        for name in (*positional, *only_named, many, others):
            inner.bind(name)
        self.parameters[qualname] = Parameters(tuple(positional), frozenset([*positional, *only_named]), many, others)
        self.scope = inner.parent or inner
        behind = positional[len(positional) - len(node.defaults) :]
        for name, default in [
            *zip(behind, node.defaults, strict=True),
            *zip(only_named, node.kw_defaults, strict=True),
        ]:
            self._take(("v", qualname, name), default)
        self.scope = inner

    # ---- statements of their own kind

    def result(self, node: ast.Return) -> None:
        self._take(("return", self.scope.qualname), node.value)

    def raised(self, node: ast.Raise) -> None:
        self._take(None, node.exc, "raised")


RULES: Final[dict[type, Any]] = {
    ast.Assign: _Reader.assignment,
    **dict.fromkeys((ast.AnnAssign, ast.AugAssign), _Reader.single),
    ast.NamedExpr: _Reader.walrus,
    **dict.fromkeys((ast.For, ast.AsyncFor), _Reader.loop),
    ast.comprehension: _Reader.clause,
    ast.withitem: _Reader.entered,
    **dict.fromkeys((ast.Import, ast.ImportFrom), _Reader.imported),
    ast.Global: _Reader.global_,
    **dict.fromkeys((ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef), _Reader.definition),
    ast.Lambda: _Reader.lambda_,
    **dict.fromkeys((ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp), _Reader.comprehension),
    ast.Return: _Reader.result,
    ast.Raise: _Reader.raised,
}


def identity(node: ast.expr) -> str:
    """Tells the containers and scopes of a file apart."""
    return f"{node.lineno}:{node.col_offset}"
