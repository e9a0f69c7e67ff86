"""The prefix of the class around a route: its own annotation's, else that of a class which it extends.

ASP.NET's `[Route]` and Spring's `@RequestMapping` count for the classes below: `[Route("api/[controller]")]` on a base
controller is the common way to write it once. A class that only others make a controller of has their prefixes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import per_index
from ...workspace.code_places import function_around, innermost
from ..text.route_forms import SHARP
from ..text.route_source import annotated_class, source_lines
from .nest_applications import decorated_paths, own_decorator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol
    from ..text.route_forms import Form

__all__ = ["ClassPrefix", "class_prefix"]

INHERITED = frozenset({"ASP.NET attribute", "Spring"})
EXTENDED = INHERITED | {"NestJS"}
DEEPEST = 6
ABSTRACT = re.compile(r"\babstract\b")
PARTIAL = re.compile(r"\bpartial\b")
CALLED = re.compile(r"[<(]")
CLASS = re.compile(
    r"^\s*(?:(?:export|default|public|internal|abstract|final|sealed|open|static|readonly|partial|data)\s+)*(?:class|interface)\s+(\w+)"
)


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
    decorated = _by_own_decorator(index, path, line) if not own and form.name == "NestJS" else None
    asked = form.name in EXTENDED or len(own) > 1
    around = innermost(index, path, line, ("class", "interface")) if asked and decorated is None else None
    if around is None:
        return decorated or (own[-1] if own else None)
    named = _all_of([item for item in own if item.name == around.name])
    if named is None and form.name in INHERITED:
        named = _inherited(index, classes, around, form)
    if form.name not in EXTENDED or (named and not _says(index, around, ABSTRACT)):
        return named
    return _of_extending(index, classes, around, form, named) or named


def _all_of(items: list[ClassPrefix]) -> ClassPrefix | None:
    """The prefixes of a class as one, which has the others too: `[Route("a")]` may stand on it several times."""
    if not items:
        return None
    last, *before = reversed(items)
    others = (prefix for item in before for prefix in (item.prefix, *item.others))
    return last._replace(others=(*last.others, *dict.fromkeys(other for other in others if other != last.prefix)))


@per_index
def _says(index: Index, symbol: IndexedSymbol, word: re.Pattern[str]) -> bool:
    """Whether the line of a class has a word before its name."""
    lines = source_lines(index, symbol.path)[symbol.start_line - 1 : symbol.end_line]
    return any(found and found[1] == symbol.name and word.search(found[0]) for found in map(CLASS.match, lines))


def _of_extending(
    index: Index, classes: Mapping[str, list[ClassPrefix]], base: IndexedSymbol, form: Form, shared: ClassPrefix | None
) -> ClassPrefix | None:
    """The prefixes of the classes that extend a base, also by the function that makes it: each has all its routes."""
    maker = function_around(index, base.path, base.start_line)
    found: list[ClassPrefix] = []
    for path in sorted({path for name in (base.name, maker) if name for path in index.files_using(name)}):
        for symbol in index.symbols(path=path, kinds=("class",)):
            bases = {CALLED.split(name.rpartition(".")[2])[0] for name in symbol.bases}
            if index.files[path].zone == "product" and symbol.name != base.name and bases & {base.name, maker}:
                own = next((item for item in classes.get(path, ()) if item.name == symbol.name), None)
                own = own or (_by_own_decorator(index, path, symbol.start_line + 1) if form.name == "NestJS" else None)
                own = own or (shared._replace(name=symbol.name) if shared else None)
                found.extend([own] if own else [])
    told = [item.prefix.replace("[controller]", item.name.removesuffix("Controller")) for item in found]
    return found[0]._replace(prefix=told[0], others=tuple(told[1:])) if found else None


def _by_own_decorator(index: Index, path: str, line: int) -> ClassPrefix | None:
    """The path that a decorator of the workspace's own gives a controller of NestJS: `@ApiController('pots')`."""
    lines = source_lines(index, path)
    for number in range(line - 1, 0, -1):
        decorator = own_decorator(lines, number)
        if decorator and (name := annotated_class(index, path, number)):
            first, *others = decorated_paths(index, path, decorator)
            return ClassPrefix(number, first, name, ("NestJS",), "", tuple(others))
    return None


def _inherited(
    index: Index, classes: Mapping[str, list[ClassPrefix]], around: IndexedSymbol, form: Form
) -> ClassPrefix | None:
    """The nearest base's prefix, for the class that extends it."""
    known = {item.name: item for items in classes.values() for item in items if form.name in item.forms}
    if form.languages == SHARP and around.name in known and _says(index, around, PARTIAL):
        return _all_of([item for items in classes.values() for item in items if item.name == around.name])
    bases: Iterable[str] = around.bases
    for _ in range(DEEPEST):
        names = [base.rpartition(".")[2] for base in bases]
        if found := next((known[name] for name in names if name in known), None):
            return found._replace(name=around.name)
        above = [symbol for name in names for symbol in index.symbols(name=name, kinds=("class", "interface"))]
        bases = [base for symbol in above for base in symbol.bases]
    return None
