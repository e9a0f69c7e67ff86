"""What one file says of where values go: its statements, and the scopes of its names, read from Python's own tree."""

from __future__ import annotations

import ast
from typing import Final, NamedTuple

from ..changes.call_fit import DEFINITIONS, tree_of
from ..sites.scopes import Scope

__all__ = ["At", "Facts", "Parameters", "Place", "identity", "read_facts", "returned"]

LONGEST_TEXT = 60
"""Of what is called, as it is shown."""
FUNCTIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
BINDING: Final = (
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.For, ast.AsyncFor, ast.comprehension, ast.withitem, ast.Return,
)  # fmt: skip
EVALUATING: Final = (ast.stmt, ast.ExceptHandler, ast.match_case)
PLAIN: Final = (ast.Name, ast.Constant)
"""Expressions that do nothing where nobody takes what they are."""


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
    """Where an expression is evaluated: the file, and the scope of its names."""

    path: str
    scope: Scope

    @property
    def owner(self) -> str:
        """The definition around it; lambdas and comprehensions are none."""
        return self.scope.qualname.partition("\0")[0]


class Facts(NamedTuple):
    """What is read of a file.

    Attributes:
        statements: what evaluates or binds something, each with its scope, in order.
        bound: names that are assigned to or defined at the file's top level.
        parameters: qualified name of a function → what it takes.
        scopes: function, class, lambda or comprehension → the scope of what stands in it.
        lines: of the source.
    """

    statements: list[tuple[Scope, ast.AST]]
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
    tree, scope = tree_of(source), Scope("module", "", None)
    facts = Facts([], frozenset(), {}, {}, source.splitlines())
    try:
        if tree is None:
            return None
        _read(facts, scope, tree)
    except RecursionError:
        return None
    return facts._replace(bound=frozenset(scope.bound))


def _read(facts: Facts, scope: Scope, node: ast.AST) -> None:
    """Takes what a node evaluates and which names it binds, and so with all that is in it."""
    match node:
        case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
            _inside(facts, Scope("function", f"{scope.qualname}\0{identity(node)}", scope), node)
            return
        case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
            scope.define(name)
            facts.statements.append((scope, node))
            qualname = ".".join(part for part in (At("", scope).owner, name) if part)
            _inside(facts, Scope("class" if isinstance(node, ast.ClassDef) else "function", qualname, scope), node)
            return
        case ast.AnnAssign(value=None):
            return
        case ast.Name(name, ast.Store()) if name not in scope.outer:
            scope.bind(name)
        case ast.Global(names):
            scope.outer.update(names)
        case ast.Import(names) | ast.ImportFrom(names=names) if scope.kind != "module":
            scope.outer.update(
                item.asname or item.name.partition(".")[0] for item in names
            )  # looked up as the file's own
    if isinstance(node, BINDING) or (
        isinstance(node, EVALUATING)
        and any(isinstance(part, ast.expr) and not isinstance(part, PLAIN) for part in ast.iter_child_nodes(node))
    ):
        facts.statements.append((scope, node))
    for child in ast.iter_child_nodes(node):
        _read(facts, scope, child)


def _inside(facts: Facts, scope: Scope, node: ast.AST) -> None:
    """What stands in a definition, a lambda or a comprehension; decorators and defaults are of the scope around."""
    facts.scopes[node] = scope
    outer, first = scope.parent or scope, len(facts.statements)
    taken = node.args if isinstance(node, FUNCTIONS) else None
    defaults = [*taken.defaults, *filter(None, taken.kw_defaults)] if taken is not None else []
    for part in (*(node.decorator_list if isinstance(node, DEFINITIONS) else ()), *defaults):
        _read(facts, outer, part)
    if isinstance(node, ast.Lambda):
        facts.statements.append((scope, node))
    if taken is not None:
        facts.parameters[scope.qualname] = _parameters(taken, scope)
    body = [node.body] if isinstance(node, ast.Lambda) else node.body if isinstance(node, DEFINITIONS) else None
    for child in ast.iter_child_nodes(node) if body is None else body:
        _read(facts, scope, child)
    if taken is not None:
        given = [returned(item) for around, item in facts.statements[first:] if around is scope]
        back = {value.id for value in given if isinstance(value, ast.Name) and len(scope.bound.get(value.id, ())) == 1}
        known = facts.parameters[scope.qualname]
        facts.parameters[scope.qualname] = known._replace(given_back=known.named & back)


def _parameters(taken: ast.arguments, scope: Scope) -> Parameters:
    """What a function takes, bound in its scope."""
    positional = [item.arg for item in (*taken.posonlyargs, *taken.args)]
    named = [*positional, *(item.arg for item in taken.kwonlyargs)]
    many, others = (item.arg if item is not None else "" for item in (taken.vararg, taken.kwarg))
    for name in (*named, many, others):
        scope.bind(name)
    return Parameters(tuple(positional), frozenset(named), many, others)


def returned(node: ast.AST) -> ast.expr | None:
    """What a `return` or a lambda gives."""
    return node.body if isinstance(node, ast.Lambda) else node.value if isinstance(node, ast.Return) else None


def identity(node: ast.expr) -> str:
    """Tells the containers and scopes of a file apart."""
    return f"{node.lineno}:{node.col_offset}"
