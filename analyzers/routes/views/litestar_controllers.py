"""What stands before a handler of Litestar: the path of its controller, and those of the routers that list it.

https://docs.litestar.dev/latest/usage/routing/overview.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...per_index import per_index
from ...workspace.code_places import FUNCTIONS, importers, innermost, next_below
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_blocks import brackets
from ..text.route_handlers import split_arguments
from ..text.route_source import constant, product_texts, slashed, source_lines
from .class_views import classes_above

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ....indexer.rows import IndexedSymbol

__all__ = ["controller_prefixes", "written_paths"]

LITESTAR = ("litestar", "starlite")
OWN = re.compile(r"^(\s+)path\s*(?::[^=]+)?=\s*(?:[rf]?['\"]([^'\"]*)['\"]|([A-Za-z_][\w.]*))\s*(?:#.*)?$")
ROUTER = re.compile(
    r"(?:^[ \t]*(?P<name>\w+)\s*(?::[^=\n]+)?=\s*)?\b(?:Router|Litestar|Starlite)(?P<open>\()", re.MULTILINE
)
KEYED = re.compile(r"^(\w+)\s*=\s*(.*)$", re.DOTALL)
TEXTS = re.compile(r"['\"]([^'\"]*)['\"]")
NAMED = re.compile(r"[A-Za-z_][\w.]*")
DEEPEST = 4


def written_paths(index: Index, path: str, arguments: str) -> list[str]:
    """The paths that a decorator is given: one, a list of them, or none for that of what is around."""
    parts = [part.strip() for part in split_arguments(arguments) if part.strip()]
    keyed = {found[1]: found[2] for part in parts if (found := KEYED.match(part))}
    given = keyed.get("path", parts[0] if parts and not KEYED.match(parts[0]) else "")
    if texts := TEXTS.findall(given):
        return texts if given.startswith("[") else texts[:1]
    return [constant(index, given, path)] if NAMED.fullmatch(given) and given != "None" else [""]


def controller_prefixes(index: Index, path: str, line: int) -> list[str]:
    """What stands before the handler that is decorated on a line, once for each router that lists it or its controller."""
    around = innermost(index, path, line, ("class",))
    own = _own_path(index, around) if around else ""
    listed = around or innermost(index, path, line, FUNCTIONS)
    name = listed.name if listed else next_below(index, path, line, FUNCTIONS)
    return [f"{start}{own}" for start in _above(index, name, 0)][:MOST_MOUNTS]


def _own_path(index: Index, controller: IndexedSymbol) -> str:
    """The path that a controller has, or that it inherits."""
    for item in (controller, *classes_above(index, controller)):
        body = source_lines(index, item.path)[item.start_line : item.end_line]
        depth = min((len(text) - len(text.lstrip()) for text in body if text.strip()), default=0)
        for text in body:
            if (found := OWN.match(text)) and len(found[1]) == depth:
                return slashed(found[2] if found[2] is not None else constant(index, found[3], item.path))
    return ""


def _above(index: Index, name: str, depth: int) -> list[str]:
    listed = _listed(index).get(name, ()) if name and depth < DEEPEST else ()
    found = [start + prefix for prefix, router in listed for start in _above(index, router, depth + 1)]
    return list(dict.fromkeys(found)) or [""]


@per_index
def _listed(index: Index) -> dict[str, list[tuple[str, str]]]:
    """The last part of a handler's, controller's or router's name → the path and the variable of each router that lists it."""
    texts = product_texts(index, sorted(importers(index, LITESTAR)), {"Python"})
    return by_key(pair for path, text in texts for pair in _in_file(index, path, text))


def _in_file(index: Index, path: str, text: str) -> Iterator[tuple[str, tuple[str, str]]]:
    closing = brackets(text)
    for match in ROUTER.finditer(text):
        opening = match.start("open")
        arguments = text[opening + 1 : closing.get(opening, opening + 1)]
        keyed = {found[1]: found[2] for part in split_arguments(arguments) if (found := KEYED.match(part.strip()))}
        (prefix, *_) = written_paths(index, path, f"path={keyed['path']}") if "path" in keyed else [""]
        for item in NAMED.findall(keyed.get("route_handlers", "")):
            yield item.rpartition(".")[2], (slashed(prefix), match["name"] or "")
