"""Python classes that answer a route by one method a verb: MethodView of Flask, Resource of Flask-RESTful and Flask-RESTX; the methods of
views of Django, those that they define and those of the framework's generic ones; and the routes of a viewset of its REST framework."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ..prefixes.django_lists import LOOKUP
from ..text.route_handlers import enclosed
from ..text.route_source import annotated, definition_text, source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["AS_VIEW", "classes_above", "django_methods", "view_class", "view_methods", "viewset_answers"]

VIEWED = re.compile(r"\b([\w.]+)\.as_view\(")
MOST_BASES = 6
MOST_PASSES = 4
"""Modules after each other that only pass a name on."""
VERBS = ("get", "post", "put", "patch", "delete", "head", "options")
GENERIC = {
    "FilterView": ("get",), "ABC": (), "Generic": (), "View": (), "APIView": (), "GenericAPIView": (), "object": (),
    "TemplateView": ("get",), "ListView": ("get",), "DetailView": ("get",), "ArchiveIndexView": ("get",),
    "FormView": ("get", "post"), "CreateView": ("get", "post"), "UpdateView": ("get", "post"), "DeleteView": ("get", "post"),
    "ListAPIView": ("get",), "RetrieveAPIView": ("get",), "CreateAPIView": ("post",), "DestroyAPIView": ("delete",),
    "UpdateAPIView": ("put", "patch"), "ListCreateAPIView": ("get", "post"), "RetrieveUpdateAPIView": ("get", "put", "patch"),
    "RetrieveDestroyAPIView": ("get", "delete"), "RetrieveUpdateDestroyAPIView": ("get", "put", "patch", "delete"),
}  # fmt: skip
"""Views of Django and of Django REST framework, and the methods that they answer by themselves."""
AS_VIEW = ".as_view"
ALLOWS = re.compile(r"(?:\w+\.)*(?:api_view\(|require_(?:http_methods\(|GET|POST))")
"""Decorators that say which methods a function answers. https://docs.djangoproject.com/en/stable/topics/http/decorators/"""
MAPPED = re.compile(r"\(\s*(?:actions\s*=\s*)?\{([^}]*)\}")
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
METHODS = re.compile(r"(?:\bmethods\s*=|^)\s*[\[(]([^\])]*)[\])]")
FURTHER = re.compile(r"^\s+@(\w+)\.mapping\.(\w+)\s*\n(?:\s*@.*\n)*\s*(?:async\s+)?def\s+(\w+)", re.MULTILINE)
"""A method that answers the path of an action by another verb: `@cover.mapping.delete`."""
URL_PATH = re.compile(r"\burl_path\s*=\s*[rf]?['\"]([^'\"]*)['\"]")
ALLOWED = re.compile(r"^\s+http_method_names\s*(?::[^=]+)?=\s*[\[(]([^\])]*)[\])]", re.MULTILINE)


def view_class(groups: dict[str, str | None], below: str) -> str:
    """The class that a route's statement names or decorates; "" where a function answers it."""
    viewed = VIEWED.search(groups.get("rest") or "")
    return groups.get("view") or (viewed[1] if viewed else "") or below


def view_methods(index: Index, path: str, name: str) -> list[tuple[str, str]]:
    """`(method, handler)` of each verb that the class defines, or that its bases here do."""
    bare, view = name.rpartition(".")[2], class_of(index, path, name)
    for item in [view, *classes_above(index, view)] if view else ():
        if own := _own(index, item, VERBS):
            return [(verb.upper(), f"{bare}.{verb}") for verb in own]
    return []


def classes_above(index: Index, view: IndexedSymbol) -> list[IndexedSymbol]:
    """The classes of this workspace that a class extends, near ones first."""
    found: list[IndexedSymbol] = []
    waiting = [view]
    while waiting and len(found) < MOST_BASES:
        item = waiting.pop(0)
        for base in item.bases:
            above = class_of(index, item.path, base)
            if above is not None and above not in (view, *found):
                found.append(above)
                waiting.append(above)
    return found


def class_of(index: Index, path: str, dotted: str) -> IndexedSymbol | None:
    """A class by its name: in the file, where its imports lead, or the only one of that name."""
    module, _, name = dotted.rpartition(".")
    found = index.symbols(name=name, kinds=("class",))
    homes = passed_on(index, path, module.rpartition(".")[2] or name, name)
    near = sorted((symbol for symbol in found if symbol.path in homes), key=lambda symbol: homes.index(symbol.path))
    return near[-1] if near else found[0] if len(found) == 1 else None


def passed_on(index: Index, path: str, module: str, name: str) -> list[str]:
    """A file, and those that a name of a module in it comes from: `views.Pot` of a package that passes it on from `pots.py`."""
    files, wanted = [path], module
    for _ in range(MOST_PASSES if module else 0):
        links = index.links_from(files[-1])
        link = next((link for link in links if wanted in (link.alias, link.name) and link.target), None)
        if link is None or link.target in files:
            break
        wanted = name
        files.append(link.target)
    return files


def django_methods(index: Index, path: str, handler: str, rest: str) -> list[tuple[str, str]]:
    """`(method, handler)` of each verb: of a class, those that `as_view({"get": "list"})` maps, or that a function's decorator lets
    through; [] where a base is not known, which may answer more than is seen."""
    module, _, name = handler.removesuffix(AS_VIEW).rpartition(".")
    home = passed_on(index, path, module.rpartition(".")[2] or name, name)[-1]
    if not handler.endswith(AS_VIEW):
        decorators = (
            [text for symbol in index.symbols(home, name=name) for text in symbol.decorators] if handler else ()
        )
        return [
            (verb.upper(), handler)
            for text in decorators
            if ALLOWS.match(text)
            for verb in re.findall(r"\b(?:get|post|put|patch|delete|head|options)\b", text.lower().replace("_", " "))
        ]
    if mapped := MAPPED.match(rest):
        return [
            (verb.upper(), f"{name}.{action}")
            for verb, action in re.findall(r"['\"](\w+)['\"]\s*:\s*['\"](\w+)", mapped[1])
        ]
    view = class_of(index, home, name)
    if view is None:
        return []
    chain = [view, *classes_above(index, view)]
    here = {item.name for item in chain}
    outside = {base.rpartition(".")[2] for item in chain for base in item.bases} - here
    if not all(base in GENERIC or "mixin" in base.lower() for base in outside):
        return []
    own = {verb for item in chain for verb in _own(index, item, VERBS)}
    brought = {verb for base in outside for verb in GENERIC.get(base, ())}
    return [(verb.upper(), f"{name}.{verb}" if verb in own else handler) for verb in VERBS if verb in {*own, *brought}]


def _own(index: Index, view: IndexedSymbol, names: Iterable[str]) -> list[str]:
    """Those of some methods that a class defines itself."""
    return [name for name in names if f"{view.qualname}.{name}" in _defined(index, view.path)]


@read_once
def _defined(index: Index, path: str) -> frozenset[str]:
    """The qualified names of a file's definitions."""
    return frozenset(symbol.qualname for symbol in index.symbols(path))


class Answer(NamedTuple):
    """One route of a viewset: its method, what follows the prefix, and the action's name."""

    method: str
    tail: str
    action: str


def viewset_answers(index: Index, path: str, name: str) -> list[Answer]:
    """The routes of a viewset that a file names; [] for one that is not of this workspace, or says nothing of its actions."""
    view = class_of(index, path, name)
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
    tails = {answer.action: answer.tail for answer in told}
    further = [found for text in texts for found in FURTHER.findall(text) if found[0] in tails]
    told += [Answer(verb.upper(), tails[action], method) for action, verb, method in further]
    return [answer for answer in dict.fromkeys(told) if not allowed or answer.method in allowed]


def _first(wanted: re.Pattern[str], texts: list[str]) -> str:
    return next((found[1] for text in texts if (found := wanted.search(text))), "")


def _actions(index: Index, chain: list[IndexedSymbol]) -> set[str]:
    """The standard actions that a class has: by the framework's bases, and by its own methods."""
    bases = {base.rpartition(".")[2] for item in chain for base in item.bases}
    brought = {action for base in bases for action in OF_BASE.get(base, ())}
    return brought.union(action for item in chain for action in _own(index, item, STANDARD))


def _added(index: Index, view: IndexedSymbol, thing: str) -> Iterator[Answer]:
    """The routes of `@action` methods."""
    lines = source_lines(index, view.path)
    for number in range(view.start_line, min(view.end_line, len(lines)) + 1):
        if not ACTION.match(lines[number - 1]):
            continue
        found, method = ACTION.match(statement(lines, number)), annotated(index, view.path, number)
        if found is None or method is None or method.qualname != f"{view.qualname}.{method.name}":
            continue
        rest = enclosed(found["rest"].removeprefix("("))
        listed, given = METHODS.search(rest), URL_PATH.search(rest)
        tail = f"{given[1].strip('/') if given else method.name}/"
        start = thing if re.search(r"\bdetail\s*=\s*True", rest) else ""
        for verb in re.findall(r"\w+", listed[1]) if listed else ["get"]:
            yield Answer(verb.upper(), start + tail, method.name)
