"""Whether a call fits a signature by Python's calling rules: https://docs.python.org/3/reference/expressions.html#calls."""

from __future__ import annotations

import ast
import warnings
from typing import NamedTuple

from .call_counts import moved

__all__ = ["DEFINITIONS", "Signature", "misfits", "read_signature", "tree_of"]

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Signature(NamedTuple):
    """The parameters of a function.

    Attributes:
        positional: names that a position can fill, in order.
        required: names without a default that a call has to give.
        keywords: names that can be given by name.
        many: takes any number of positional arguments.
        open: takes any keyword.
    """

    positional: tuple[str, ...]
    required: frozenset[str]
    keywords: frozenset[str]
    many: bool
    open: bool

    def covers(self, other: Signature) -> bool:
        """It takes every call that another one takes."""
        return (
            (self.positional[: len(other.positional)] == other.positional or not other.keywords)
            and (self.many or len(self.positional) >= len(other.positional))
            and self.required <= other.required
            and (self.open or other.keywords <= self.keywords)
            and self.many >= other.many
            and self.open >= other.open
        )


def tree_of(source: bytes) -> ast.Module | None:
    """A file as Python reads it; None where it can't."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def read_signature(tree: ast.AST | None, qualname: str) -> Signature | None:
    """What a function takes, the last of its name; of a method what is left to give where the receiver fills the first parameter."""
    todo: list[tuple[ast.AST, str, bool]] = [(tree, "", False)] if tree is not None else []
    found: list[tuple[int, bool, ast.FunctionDef | ast.AsyncFunctionDef]] = []
    while todo:
        node, around, of_class = todo.pop()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, DEFINITIONS):
                inside = f"{around}{child.name}"
                if inside == qualname and not isinstance(child, ast.ClassDef):
                    found.append((child.lineno, of_class, child))
                todo.append((child, f"{inside}.", isinstance(child, ast.ClassDef)))
            elif not isinstance(child, ast.expr):
                todo.append((child, around, of_class))
    if not found:
        return None
    _, bound, function = max(found, key=lambda item: item[0])
    marks = {mark.id for mark in function.decorator_list if isinstance(mark, ast.Name)}
    return _signature(function.args, bound=bound and "staticmethod" not in marks)


def _signature(taken: ast.arguments, *, bound: bool) -> Signature:
    names = [item.arg for item in (*taken.posonlyargs, *taken.args)]
    required = set(names[: len(names) - len(taken.defaults)])
    required.update(item.arg for item, default in zip(taken.kwonlyargs, taken.kw_defaults, strict=True) if not default)
    receiver = frozenset(names[:1] if bound else ())
    keywords = frozenset(item.arg for item in (*taken.args, *taken.kwonlyargs)) - receiver
    positional = tuple(names[1:] if bound else names)
    return Signature(positional, frozenset(required - receiver), keywords, bool(taken.vararg), bool(taken.kwarg))


def misfits(
    tree: ast.AST, line: int, name: str, signature: Signature, was: Signature | None = None
) -> list[str] | None:
    """Why the calls of `name` on a line do not fit; empty where they do, None where no call is found there."""
    nodes = list(ast.walk(tree))
    calls = [node for node in nodes if isinstance(node, ast.Call) and _says(node.func, name, line)]
    calls.sort(key=lambda node: (node.lineno, node.col_offset))
    reasons = [reason for node in calls if (reason := _misfit(node, signature, was))]
    if calls:
        return reasons
    decorators = (mark for node in nodes if isinstance(node, DEFINITIONS) for mark in node.decorator_list)
    if any(
        _says(mark, name, line) for mark in decorators
    ):  # with the function itself, and not with what a call of it gives
        missing = signature.required - set(signature.positional[:1])
        return [f"argument {min(missing)!r} is missing"] if missing else []
    return None


def _says(called: ast.expr, name: str, line: int) -> bool:
    """What is called says a name at its end, on a line; what has none there (`runs[0]()`) is called by its text."""
    if called.end_lineno != line:
        return False
    if isinstance(called, ast.Attribute):
        return called.attr == name
    return called.id == name if isinstance(called, ast.Name) else not name.isidentifier()


def _misfit(call: ast.Call, signature: Signature, was: Signature | None) -> str:
    """Why a call does not fit; "" where it does, or where what it unpacks can't be told."""
    names, count = {item.arg for item in call.keywords if item.arg is not None}, len(call.args)
    if len(names) < len(call.keywords) or any(isinstance(item, ast.Starred) for item in call.args):
        return ""
    if count > len(signature.positional) and not signature.many:
        return f"{count} positional arguments, {len(signature.positional)} are taken"
    unknown = sorted(names - signature.keywords)
    if unknown and not signature.open:
        return f"no parameter {unknown[0]!r}"
    missing = [
        name for name in sorted(signature.required) if name not in names and name not in signature.positional[:count]
    ]
    before = was.positional if was is not None else ()
    return f"argument {missing[0]!r} is missing" if missing else moved(before, signature.positional, count)
