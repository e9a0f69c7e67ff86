"""The prefix of the class around a route: its own annotation's, else that of a class which it extends.

ASP.NET's `[Route]` and Spring's `@RequestMapping` count for the classes below: `[Route("api/[controller]")]` on a base
controller is the common way to write it once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...workspace.code_places import innermost
from ..text.route_source import source_lines
from .nest_decorators import decorated_paths, own_decorator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from ..text.route_forms import Form

__all__ = ["ClassPrefix", "before_class", "class_prefix"]

INHERITED = frozenset({"ASP.NET attribute", "Spring"})
DEEPEST = 6
CLASS = re.compile(
    r"^\s*(?:(?:export|default|public|internal|abstract|final|sealed|open|static|readonly|partial|data)\s+)*(?:class|interface)\s+(\w+)"
)
NOT_CODE = re.compile(
    r"^\s*(?:@|\[|#\[|//|\*|/\*|\))|^\s*(?:(?:export|public|internal|abstract|final|sealed|open|static|partial|data)\s*)*$"
)
"""What may stand between an annotation and its class: others, comments, and words of the class on a line of their own."""


class ClassPrefix(NamedTuple):
    """The prefix of the class that is defined after `line`, what its version puts before that, and `others` that it also has."""

    line: int
    prefix: str
    name: str
    forms: tuple[str, ...]
    version: str = ""
    others: tuple[str, ...] = ()


def class_prefix(
    index: Index, classes: Mapping[str, list[ClassPrefix]], path: str, line: int, form: Form
) -> ClassPrefix | None:
    """The prefix that counts for a route of a form on a line."""
    own = [item for item in classes.get(path, ()) if item.line < line and form.name in item.forms]
    if not own and form.name == "NestJS":
        return _by_own_decorator(index, path, line)
    around = innermost(index, path, line, ("class", "interface")) if form.name in INHERITED or len(own) > 1 else None
    if around is None:
        return own[-1] if own else None
    named = next((item for item in reversed(own) if item.name == around.name), None)
    return named or (_inherited(index, classes, around, form) if form.name in INHERITED else None)


def _by_own_decorator(index: Index, path: str, line: int) -> ClassPrefix | None:
    """The path that a decorator of the workspace's own gives a controller of NestJS: `@ApiController('pots')`."""
    lines = source_lines(index, path)
    for number in range(line - 1, 0, -1):
        decorator = own_decorator(lines, number)
        if decorator and (name := before_class(lines, number)):
            first, *others = decorated_paths(index, path, decorator)
            return ClassPrefix(number, first, name, ("NestJS",), "", tuple(others))
    return None


def _inherited(
    index: Index, classes: Mapping[str, list[ClassPrefix]], around: IndexedSymbol, form: Form
) -> ClassPrefix | None:
    """The nearest base's prefix, for the class that extends it."""
    known = {item.name: item for items in classes.values() for item in items if form.name in item.forms}
    bases: Iterable[str] = around.bases
    for _ in range(DEEPEST):
        names = [base.rpartition(".")[2] for base in bases]
        if found := next((known[name] for name in names if name in known), None):
            return found._replace(name=around.name)
        above = [symbol for name in names for symbol in index.symbols(name=name, kinds=("class", "interface"))]
        bases = [base for symbol in above for base in symbol.bases]
    return None


def before_class(lines: list[str], number: int) -> str:
    """The name of the class that an annotation stands on, which may go on over lines; "" where it stands on something else."""
    opened = _balance(lines[number - 1]) if number <= len(lines) else 0
    for text in lines[number : number + 24]:
        if opened <= 0:
            if found := CLASS.match(text):
                return found[1]
            if not NOT_CODE.match(text):
                return ""
        opened += _balance(text)
    return ""


def _balance(text: str) -> int:
    """How many brackets a line opens more than it closes."""
    return sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
