"""What Django REST framework's routers make of a viewset: a list, a detail, and the actions that it adds.

https://www.django-rest-framework.org/api-guide/routers/#usage
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ..prefixes.django_lists import LOOKUP
from ..text.route_source import definition_text, source_lines, statement
from .class_views import class_of, classes_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["viewset_answers"]

STANDARD = {
    "list": ("GET", False), "create": ("POST", False), "retrieve": ("GET", True), "update": ("PUT", True),
    "partial_update": ("PATCH", True), "destroy": ("DELETE", True),
}  # fmt: skip
"""Action → its method, and whether it is one of a single thing."""
OF_BASE = {
    "ModelViewSet": tuple(STANDARD),
    "ReadOnlyModelViewSet": ("list", "retrieve"),
    "ListModelMixin": ("list",),
    "CreateModelMixin": ("create",),
    "RetrieveModelMixin": ("retrieve",),
    "UpdateModelMixin": ("update", "partial_update"),
    "DestroyModelMixin": ("destroy",),
}
"""The framework's own bases and the actions that they bring."""
ACTION = re.compile(r"^\s*@(?:\w+\.)?action\b(?P<rest>.*)")
METHODS = re.compile(r"\bmethods\s*=\s*[\[(]([^\])]*)[\])]")
URL_PATH = re.compile(r"\burl_path\s*=\s*[rf]?['\"]([^'\"]*)['\"]")
ALLOWED = re.compile(r"^\s+http_method_names\s*(?::[^=]+)?=\s*[\[(]([^\])]*)[\])]", re.MULTILINE)
DECORATOR_LINES = 16


class Answer(NamedTuple):
    """One route of a viewset: its method, what follows the prefix, and the action's name."""

    method: str
    tail: str
    action: str


def viewset_answers(index: Index, path: str, name: str) -> list[Answer]:
    """The routes of a viewset that a file names; [] for one that is not of this workspace, or says nothing of its actions."""
    view = class_of(index, path, name.rpartition(".")[2])
    if view is None:
        return []
    chain = [view, *classes_above(index, view)]
    texts = [definition_text(index, item) for item in chain]
    thing = f"<{_first(LOOKUP, texts) or 'pk'}>/"
    allowed = {word.upper() for word in re.findall(r"\w+", _first(ALLOWED, texts))}
    told = [
        Answer(method, thing if single else "", action)
        for action, (method, single) in STANDARD.items()
        if action in _actions(index, chain)
    ]
    told += [answer for item in chain for answer in _added(index, item, thing)]
    return [answer for answer in dict.fromkeys(told) if not allowed or answer.method in allowed]


def _first(wanted: re.Pattern[str], texts: list[str]) -> str:
    return next((found[1] for text in texts if (found := wanted.search(text))), "")


def _actions(index: Index, chain: list[IndexedSymbol]) -> set[str]:
    """The standard actions that a class has: by the framework's bases, and by its own methods."""
    bases = {base.rpartition(".")[2] for item in chain for base in item.bases}
    brought = {action for base in bases for action in OF_BASE.get(base, ())}
    own = {
        symbol.name
        for item in chain
        for symbol in index.symbols(item.path)
        if symbol.name in STANDARD and symbol.qualname == f"{item.qualname}.{symbol.name}"
    }
    return brought | own


def _added(index: Index, view: IndexedSymbol, thing: str) -> Iterator[Answer]:
    """The routes of `@action` methods."""
    lines = source_lines(index, view.path)
    methods = [symbol for symbol in index.symbols(view.path) if symbol.qualname == f"{view.qualname}.{symbol.name}"]
    for number in range(view.start_line, min(view.end_line, len(lines)) + 1):
        if not ACTION.match(lines[number - 1]):
            continue
        found = ACTION.match(statement(lines, number))
        method = next(
            (
                symbol
                for symbol in methods
                if symbol.end_line >= number and symbol.start_line <= number + DECORATOR_LINES
            ),
            None,
        )
        if found is None or method is None:
            continue
        listed = METHODS.search(found["rest"])
        given = URL_PATH.search(found["rest"])
        tail = f"{given[1].strip('/') if given else method.name}/"
        start = thing if re.search(r"\bdetail\s*=\s*True", found["rest"]) else ""
        for verb in re.findall(r"\w+", listed[1]) if listed else ["get"]:
            yield Answer(verb.upper(), start + tail, method.name)
