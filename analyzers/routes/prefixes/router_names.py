"""The router that a name in a file means, through imports, modules that pass names on, and members."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index, read_once
from ..text.route_source import definition_text, source_lines, source_text

if TYPE_CHECKING:
    from ....indexer.index import Index, IndexedLink

__all__ = [
    "LISTS", "Router", "imported_router", "links_of", "maker_of", "named_router", "returned_router", "router_of",
    "whole_of_class",
]  # fmt: skip

Router = tuple[str, str]
"""A file and the router object in it; "" for whatever routes the file holds."""
WHOLE = ("", "*")
"""What an import of a whole module is named: `export * as routes`, `import * as routes`."""
LISTS = ("patterns", "urls")
"""How the names of Django's lists of routes end."""
MADE = r"^\s*(?:(?:export\s+)?(?:const|let|var)\s+)?{}\s*(?::[^=]+)?=\s*(?:await\s+)?([A-Za-z_][\w.]*)\("
RETURNED = re.compile(r"^\s*return\s+(\w+)\s*;?\s*$", re.MULTILINE)
CHANGED = re.compile(r"\burlpatterns\s*(?::[^=\n]+)?(?:\+?=|\.)")
MOST_PASSES = 5
"""Modules after each other that only pass a name on."""


def router_of(index: Index, path: str, match: re.Match[str]) -> Router | None:
    """The router that is mounted: through an import, in the file itself, or by the module's name."""
    groups = match.groupdict()
    return named_router(index, path, groups.get("owner") or "", groups.get("module") or "")


def named_router(index: Index, path: str, name: str, module: str = "") -> Router | None:
    """The same by a name, or by a module."""
    return _module(index, path, module) if module else imported_router(index, path, name)


def imported_router(index: Index, path: str, dotted: str) -> Router | None:
    """The router that a name in a file means."""
    first, _, rest = dotted.removeprefix("this.").partition(".")
    rest = "" if rest in {"urls", "routes", "urlpatterns"} else rest.removesuffix(".urls")
    link = _link(index, path, first) or (_link(index, path, _class_of(index, path, first)) if rest else None)
    if link is None:
        return path, first
    if not link.target:
        return None
    link = _passed_on(index, link)
    barrel = _barrelled(index, link.target, rest) if link.name in WHOLE and rest else None
    if barrel is not None and barrel.target:
        link, rest = _passed_on(index, barrel), ""
    if link.name in WHOLE and rest and (member := _member(index, link.target, rest)):
        return member
    name = link.name if link.name not in {"default", "*"} and not _is_module(link) else ""
    return link.target, _exported_as(index, link.target, rest or name)


def maker_of(index: Index, path: str, name: str, number: int) -> Router | None:
    """The function that makes a variable, by what is nearest to a line; None for one that no call makes."""
    made, lines = re.compile(MADE.format(re.escape(name))), source_lines(index, path)
    nearest = (*reversed(lines[:number]), *lines[number:])  # other functions may have a variable of that name
    called = next((found[1] for text in nearest if (found := made.match(text))), "")
    return imported_router(index, path, called) if called else None


def returned_router(index: Index, path: str, name: str) -> Router | None:
    """The variable that a function of JavaScript returns, for another that is given it: `const app = makeApp()`."""
    maker = maker_of(index, path, name, 0) if index.files[path].language in SCRIPT else None
    for symbol in index.symbols(maker[0], name=maker[1], kinds=("function",)) if maker else ():
        if returned := RETURNED.search(definition_text(index, symbol)):
            return symbol.path, returned[1]
    return None


def whole_of_class(index: Index, router: Router | None) -> Router | None:
    """The file of a class that has the routes, in place of the class: `new PotsController(db).router`."""
    if router and any(symbol.path == router[0] for symbol in index.symbols(name=router[1], kinds=("class",))):
        return router[0], ""
    return router


def _member(index: Index, path: str, name: str) -> Router | None:
    """The variable that a CommonJS module exports as a member: `module.exports = { api: apiRouter }`, also through
    `module.exports = require("./routes")`."""
    given = re.compile(rf"\bmodule\.exports\s*=\s*\{{[^}}]*?\b{re.escape(name)}\s*:\s*(\w+)\s*[,}}\n]")
    for _ in range(MOST_PASSES):
        if found := given.search(source_text(index, path)):
            return path, found[1]
        whole = next((link for link in links_of(index, path) if link.kind == "reexport" and link.name == "*"), None)
        if whole is None or not whole.target:
            break
        path = whole.target
    return None


def _exported_as(index: Index, path: str, name: str) -> str:
    """The variable that a module of JavaScript exports by another name: `export { app as handlers }`; "" for a list of Django that
    adds others up, whose routes are those of its module; else the name."""
    if name.endswith(LISTS) and index.files[path].language == "Python":
        summed = re.search(
            rf"^{re.escape(name)}\s*(?::[^=]+)?=\s*\(?\s*[\w.]+\s*\+", source_text(index, path), re.MULTILINE
        )
        return "" if summed or name == "urlpatterns" else name
    if not name or index.files[path].language not in SCRIPT:
        return name
    return next((item.local for item in index.exports(path) if item.name == name), name)


def _link(index: Index, path: str, alias: str) -> IndexedLink | None:
    """The import that gives a file a name; None for no name, or one of its own."""
    return next((link for link in links_of(index, path) if link.alias == alias), None) if alias else None


def _barrelled(index: Index, path: str, name: str) -> IndexedLink | None:
    """What a module passes on by a name, itself or through one that it passes on whole (`export * from "./admin"`)."""
    found = _link(index, path, name)
    whole = [
        link.target for link in links_of(index, path) if link.kind == "reexport" and link.name == "*" and link.target
    ]
    return found or next((inner for target in whole if (inner := _link(index, target, name))), None)


def _class_of(index: Index, path: str, name: str) -> str:
    """The class that a variable or member is made of: `this.api = new ApiRouter(this)`; "" where none is seen."""
    made = re.compile(rf"\b{re.escape(name)}\s*=\s*new\s+(\w+)\(")
    return next((found[1] for text in source_lines(index, path) if (found := made.search(text))), "")


def _passed_on(index: Index, link: IndexedLink) -> IndexedLink:
    """The link that leads to the module which has the name, through those that only pass it on: `export { default } from "./orders"`,
    in Python any import (`from .orders.app import app as orders`)."""
    for _ in range(MOST_PASSES if link.name else 0):  # a whole module is not passed on by a name
        passes = index.files[link.target].language == "Python"
        further = next(
            (
                other
                for other in links_of(index, link.target)
                if (passes or other.kind == "reexport") and other.alias == link.name and other.target
            ),
            None,
        )
        if further is None:
            break
        link = further
    return link


def _is_module(link: IndexedLink) -> bool:
    """Whether the imported name is the file itself (`from app.routes import items` → items.py)."""
    stem = link.target.rpartition("/")[2].partition(".")[0]
    return stem == link.name or link.target.endswith(f"/{link.name}/__init__.py")


def _module(index: Index, path: str, module: str) -> Router | None:
    """What a module is by its name: of a package of Python that only passes a list of routes on, the module of that list."""
    link = next((link for link in links_of(index, path) if link.specifier == module and link.target), None)
    target = link.target if link else _by_dots(index, path, module)
    further = _link(index, target, "urlpatterns") if target.endswith("/__init__.py") else None
    passed = further and further.target and not CHANGED.search(source_text(index, target))
    return (further.target if further and passed else target, "") if target else None


def _by_dots(index: Index, path: str, module: str) -> str:
    """The file of a dotted name: below a folder that the naming file is below too, and next to the root."""
    inner = module.replace(".", "/")
    ends = (f"{inner}.py", f"{inner}/__init__.py")
    found = [
        (not path.startswith(root), len(root), other)
        for other in _by_name(index).get(inner.rpartition("/")[2], ())
        for end in ends
        if f"/{other}".endswith(f"/{end}") and (root := other.removesuffix(end)) is not None
    ]
    return min(found)[2] if found else ""


@per_index
def _by_name(index: Index) -> dict[str, list[str]]:
    """Module name → Python files of that name, or packages."""
    found: dict[str, list[str]] = {}
    for path, file in index.files.items():
        if file.language == "Python":
            folder, _, name = path.rpartition("/")
            stem = folder.rpartition("/")[2] if name == "__init__.py" else name.removesuffix(".py")
            found.setdefault(stem, []).append(path)
    return found


@read_once
def links_of(index: Index, path: str) -> list[IndexedLink]:
    return index.links_from(path)
