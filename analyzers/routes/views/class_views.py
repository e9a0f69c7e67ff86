"""Python classes that answer a route by one method a verb: MethodView of Flask, Resource of Flask-RESTful and Flask-RESTX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["VERBS", "class_of", "classes_above", "passed_on", "view_class", "view_methods"]

AS_VIEW = re.compile(r"\b([\w.]+)\.as_view\(")
MOST_BASES = 6
MOST_PASSES = 4
"""Modules after each other that only pass a name on."""
VERBS = ("get", "post", "put", "patch", "delete", "head", "options")


def view_class(groups: dict[str, str | None], below: str) -> str:
    """The class that a route's statement names or decorates; "" where a function answers it."""
    viewed = AS_VIEW.search(groups.get("rest") or "")
    return groups.get("view") or (viewed[1] if viewed else "") or below


def view_methods(index: Index, path: str, name: str) -> list[tuple[str, str]]:
    """`(method, handler)` of each verb that the class defines, or that its bases here do."""
    bare = name.rpartition(".")[2]
    view = class_of(index, path, bare)
    for item in [view, *classes_above(index, view)] if view else ():
        inside = {symbol.qualname for symbol in index.symbols(item.path)}
        if own := [verb for verb in VERBS if f"{item.qualname}.{verb}" in inside]:
            return [(verb.upper(), f"{bare}.{verb}") for verb in own]
    return []


def classes_above(index: Index, view: IndexedSymbol) -> list[IndexedSymbol]:
    """The classes of this workspace that a class extends, near ones first."""
    found: list[IndexedSymbol] = []
    waiting = [view]
    while waiting and len(found) < MOST_BASES:
        item = waiting.pop(0)
        for base in item.bases:
            above = class_of(index, item.path, base.rpartition(".")[2])
            if above is not None and above not in (view, *found):
                found.append(above)
                waiting.append(above)
    return found


def class_of(index: Index, path: str, name: str) -> IndexedSymbol | None:
    """A class by its name: in the file, where its imports lead, or the only one of that name."""
    found = index.symbols(name=name, kinds=("class",))
    homes = passed_on(index, path, name, name)
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
