"""Whether the arguments of a call still fit a signature: Python's by its calling rules, those of others by their number."""

from __future__ import annotations

import ast
import warnings
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.gathering import by_key
from ....indexer.languages import language as language_module
from ....indexer.languages.families import FAMILIES
from .call_counts import misfit_count, moved, taken
from .call_grammars import GRAMMARS
from .changes import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tree_sitter import Node

    from ....indexer.index import Index
    from ..occurrences import Definition
    from .changes import Parsed

__all__ = ["DEFINITIONS", "Fitting", "Signature", "covers_no_more", "misfits", "overloads", "read_signature", "tree_of"]

ECMASCRIPT = FAMILIES["javascript"].languages
SIGNATURES = frozenset({"function_signature", "method_signature", "abstract_method_signature"})
"""TypeScript writes the overloads of a function as signatures without a body."""


class Fitting:
    """Whether calls fit a definition, as it is and as it was before a change; read as far as that is asked."""

    def __init__(self, index: Index, definition: Definition, before: bytes | None = None) -> None:
        """Takes the text of the definition's file before the change: a call that did not fit then either is of something else."""
        self.index, self.definition, self.before = index, definition, before

    @cached_property
    def now(self) -> list[Any]:
        """What the overloads of the definition take; empty where that can't be told."""
        return _forms(self.index, self.definition)

    @cached_property
    def was(self) -> list[Any]:
        """The same before the change."""
        return _forms(self.index, self.definition, self.before) if self.before is not None else []

    @property
    def takes_as_before(self) -> bool:
        """It takes every call that it took before the change: only types, defaults or bodies differ, or it takes more."""
        return bool(self.was) and all(any(other.covers(one) for other in self.now) for one in self.was)

    def reasons(self, path: str, line: int, said: str) -> list[str] | None:
        """Why the calls on a line that say a name do not fit; empty where they do, None where none is found or nothing can be told."""
        last = said.rpartition(".")[2]
        name = last if last.isidentifier() else said
        reasons = self._misfits(path, line, name, self.now, self.was) if self.now else None
        return [] if reasons and self.was and self._misfits(path, line, name, self.was, []) else reasons

    def _misfits(self, path: str, line: int, name: str, now: list[Any], was: list[Any]) -> list[str] | None:
        language = self.index.files[path].language
        parsed, grammar = _parsed(path, self.index.read(path), language), GRAMMARS.get(language)
        if parsed is None or (language == "Python") != isinstance(now[0], Signature):
            return None
        if isinstance(now[0], Signature):
            return misfits(parsed, line, name, now[0], was[0] if was else None)
        return misfit_count(parsed.tree.root_node, line, name, grammar, now, was) if grammar is not None else None


@lru_cache(maxsize=8)
def _parsed(path: str, source: bytes, language: str) -> Any:
    """The two versions of a file are asked for with each of its definitions."""
    return tree_of(source) if language == "Python" else parse(path, source, language)


def _forms(index: Index, definition: Definition, source: bytes | None = None) -> list[Any]:
    """What the overloads of a definition take by a text of its file: by Python's calling rules, or as a number of arguments."""
    path, qualname = definition
    language = index.files[path].language
    parsed = _parsed(path, index.read(path) if source is None else source, language)
    if language == "Python":
        signature = read_signature(parsed, qualname)
        return [signature] if signature is not None else []
    grammar = GRAMMARS.get(parsed.language) if parsed is not None else None
    nodes = overloads(parsed, path).get(qualname, ()) if grammar is not None else ()
    return [found for node in nodes if grammar is not None and (found := taken(node, grammar)) is not None]


def covers_no_more(index: Index, one: Definition, other: Definition, before: Mapping[str, bytes]) -> bool:
    """Python: whether one definition took every call that another took before the change, and does not now."""
    was, other_was = (_forms(index, item, before.get(item[0]) or None) for item in (one, other))
    is_now, other_is = (_forms(index, item) for item in (one, other))
    told = was and is_now and other_was and other_is
    return bool(told) and was[0].covers(other_was[0]) and not is_now[0].covers(other_is[0])


@lru_cache(maxsize=8)
def overloads(parsed: Parsed, path: str) -> dict[str, list[Node]]:
    """Dotted path → all definitions of a file that have it, signatures of overloads included; for all definitions of a change at once."""
    root = parsed.tree.root_node
    symbols = language_module(parsed.language).extract(parsed.text, parsed.tree, path).symbols
    defined = ((item.qualname, _node_of(root, item.start_byte, item.end_byte)) for item in symbols)
    found = by_key((qualname, node) for qualname, node in defined if node is not None)
    if parsed.language in ECMASCRIPT:
        signed = ((node.child_by_field_name("name"), node) for node in _walk(root) if node.type in SIGNATURES)
        signatures = by_key(((name.text or b"").decode("utf-8", "replace"), node) for name, node in signed if name)
        for qualname, nodes in found.items():
            nodes += signatures.get(qualname.rpartition(".")[2], ())
    return found


def _walk(root: Node) -> Iterator[Node]:
    """A node and all named ones in it, in source order."""
    stack = [root]
    while stack:
        node = stack.pop()
        yield node
        stack.extend(reversed(node.named_children))


def _node_of(root: Node, start: int, end: int) -> Node | None:
    """The node of a definition; where the range begins with attributes that are nodes of their own (Rust), the one behind them."""
    node = root.descendant_for_byte_range(start, max(start, end - 1))
    if node is None or node.start_byte >= start:
        return node
    node = root.descendant_for_byte_range(max(start, end - 1), max(start, end - 1))
    while node is not None and node.parent is not None and node.parent.start_byte >= start:
        node = node.parent
    return node


# ---- Python's calling rules: https://docs.python.org/3/reference/expressions.html#calls

DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


class Signature(NamedTuple):
    """The parameters of a function.

    Attributes:
        positional: names that a position can fill, in order.
        required: names without a default that a call has to give.
        keywords: names that can be given by name.
        many: takes any number of positional arguments.
        open: takes any keyword.
        of_object: its receiver is given first where it is called of its class (`Store.net(store)`).
    """

    positional: tuple[str, ...]
    required: frozenset[str]
    keywords: frozenset[str]
    many: bool
    open: bool
    of_object: bool = False

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
    signature = _signature(function.args, bound=bound and "staticmethod" not in marks)
    return signature._replace(of_object=bound and marks.isdisjoint({"staticmethod", "classmethod"}))


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
    if any(_says(mark, name, line) for mark in decorators):  # with the function itself, not what a call of it gives
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


def _is_of_class(called: ast.expr) -> bool:
    """By PEP 8 a class begins with a capital, and a constant has no small letters."""
    value = called.value if isinstance(called, ast.Attribute) else None
    name = value.attr if isinstance(value, ast.Attribute) else value.id if isinstance(value, ast.Name) else ""
    return name.lstrip("_")[:1].isupper() and not name.isupper()


def _misfit(call: ast.Call, signature: Signature, was: Signature | None) -> str:
    """Why a call does not fit; "" where it does, or where what it unpacks can't be told."""
    names, count = {item.arg for item in call.keywords if item.arg is not None}, len(call.args)
    count -= signature.of_object and count > 0 and _is_of_class(call.func)
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
