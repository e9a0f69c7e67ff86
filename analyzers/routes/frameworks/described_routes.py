"""Routes of Hono that an object describes: `const one = createRoute({ method: "get", path: "/{id}" })`, added by `app.openapi(one, show)`.

https://hono.dev/examples/zod-openapi
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...per_index import per_index
from ...workspace.code_places import importers
from ..prefixes.router_names import imported_router
from ..text.call_chains import chain_owner
from ..text.route_blocks import brackets
from ..text.route_source import constant, line_number, product_texts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["described_routes"]

PACKAGE = "@hono/zod-openapi"
DESCRIBED = re.compile(r"(?:\b(?:const|let|var)\s+(?P<name>\w+)\s*(?::[^=\n]+)?=\s*)?\bcreateRoute(?P<open>\()\s*\{")
METHOD = re.compile(r"\bmethod\s*:\s*['\"`](\w+)['\"`]")
PATH = re.compile(r"\bpath\s*:\s*(?:['\"`]([^'\"`\n]*)['\"`]|([A-Za-z_][\w.]*))")
HUNG = re.compile(r"(?:\b(?P<owner>\w+)\s*)?\.openapi(?P<open>\()\s*(?P<route>\w[\w.]*)\s*(?P<made>\()?")
HANDLER = re.compile(r",\s*([A-Za-z_$][\w.$]*)\s*,?\s*$")


class Described(NamedTuple):
    """A route as its object says it."""

    method: str
    path: str


def described_routes(index: Index) -> Iterator[tuple[str, str, str, str, int, str]]:
    """`(method, path, handler, file, line, router)` of each call that registers a described route."""
    if importers(index, (PACKAGE,)):
        for path, text in product_texts(index, index.files_using("openapi"), SCRIPT):
            yield from _hung(index, path, text)


def _hung(index: Index, path: str, text: str) -> Iterator[tuple[str, str, str, str, int, str]]:
    closing, known = brackets(text), _routes(index)
    for match in HUNG.finditer(text):
        last = closing.get(match.start("open"), match.end())
        line = line_number(text, match.start("open"))
        if match["made"] and match["route"] == "createRoute":
            described = _described(index, path, text, match.start("made"), closing)
        else:
            target = imported_router(index, path, match["route"] or "")
            described = known.get(target) if target else None
        if described:
            handler = HANDLER.search(text[match.end() : last])
            owner = match["owner"] or chain_owner(index, path, line) or ""
            yield described.method, described.path, handler[1] if handler else "", path, line, owner


@per_index
def _routes(index: Index) -> dict[tuple[str, str], Described]:
    """`(file, name)` → the route that is described under it."""
    found: dict[tuple[str, str], Described] = {}
    describing = sorted(importers(index, (PACKAGE,)) & {*index.files_using("createRoute")})
    for path, text in product_texts(index, describing, SCRIPT):
        closing = brackets(text)
        for match in DESCRIBED.finditer(text):
            described = _described(index, path, text, match.start("open"), closing)
            if match["name"] and described:
                found[path, match["name"]] = described
    return found


def _described(index: Index, path: str, text: str, at: int, closing: dict[int, int]) -> Described | None:
    """What the object in the brackets says; None for one that computes its method or path."""
    last = closing.get(at, at)
    method, own = METHOD.search(text, at, last), PATH.search(text, at, last)
    if method is None or own is None:
        return None
    return Described(method[1].upper(), own[1] if own[1] is not None else constant(index, own[2], path))
