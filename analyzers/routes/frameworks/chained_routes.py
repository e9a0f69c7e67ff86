"""Routes that JavaScript chains to a router: `new Hono().get("/", all).post("/", validated, (c) => …)`, and those of Hono that
an object describes: `const one = createRoute({ method: "get", path: "/{id}" })`, added by `app.openapi(one, show)`.

https://hono.dev/examples/zod-openapi
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...workspace.code_places import importers
from ..text.route_source import constant, line_number, product_files, product_texts
from ..text.script_routers import LAST, chain_owner, chains
from .object_values import Value, arguments, entries, outline, resolved, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..text.script_routers import Chain

__all__ = ["chained_routes", "described_routes"]

PACKAGES = ("hono", "@hono/zod-openapi", "elysia", "express", "koa-router", "@koa/router", "itty-router")
LONGEST = 160
"""Letters at the end of a call in which its last argument is a name."""
VERBS = {
    "get": "GET", "post": "POST", "put": "PUT", "patch": "PATCH", "delete": "DELETE", "head": "HEAD", "options": "OPTIONS", "all": "ANY",
}  # fmt: skip
PATH = re.compile(r"\s*(['\"`])((?:[/*:]|(?=\1))[^'\"`\n]*)\1\s*,")
HUNG = re.compile(r"(?:\b(?P<owner>\w+)\s*)?\.openapi(?P<open>\()")
NAME = re.compile(r"[A-Za-z_$][\w.$]*")


def chained_routes(index: Index) -> Iterator[tuple[str, str, str, str, int, str]]:
    """`(method, path, handler, file, line, router)` of each call behind the first that a line writes by its router's name."""
    for path, text in product_texts(index, sorted(importers(index, PACKAGES)), SCRIPT):
        for chain in chains(index, path):
            yield from _of_chain(path, text, chain)


def _of_chain(path: str, text: str, chain: Chain) -> Iterator[tuple[str, str, str, str, int, str]]:
    for number, call in enumerate(chain.calls):
        own = PATH.match(text, call.first) if call.name in VERBS else None
        if own is None or (number == 0 and not chain.made and _begins(text, call.first, chain.owner)):
            continue
        named = LAST.search(text[max(call.first, call.last - LONGEST) : call.last])
        yield VERBS[call.name], own[2], named[1] if named else "", path, call.line, chain.owner


def _begins(text: str, at: int, owner: str) -> bool:
    """Whether the statement of a call begins with its router, as the form of one call is read; types may stand between over lines."""
    before, name = text[max(0, at - LONGEST * 4) : at], re.escape(owner)
    return re.search(rf"(?:^|\n)\s*{name}[^\n]*$|\n[ \t]*{name}\s*\.\w+\s*<[^()]*>\s*\(?$", before) is not None


def described_routes(index: Index) -> Iterator[tuple[str, str, str, str, int, str]]:
    """`(method, path, handler, file, line, router)` of each call that registers a described route."""
    for path in product_files(index, index.files_using("createRoute") and index.files_using("openapi"), SCRIPT):
        text, closing = text_of(index, path)
        for match in HUNG.finditer(text) if importers(index, ("@hono/zod-openapi",)) else ():
            at, line = match.start("open"), line_number(text, match.start("open"))
            given = arguments(index, Value(path, at, closing.get(at, at) + 1))
            method, own = _described(index, given[0]) if given else ("", "")
            if method and own:
                handler = outline(index, given[1]) if len(given) > 1 else ""
                owner = match["owner"] or chain_owner(index, path, line) or ""
                yield method.upper(), own, handler if NAME.fullmatch(handler) else "", path, line, owner


def _described(index: Index, given: Value) -> tuple[str, str]:
    """The method and path that `createRoute` is told; "" for what is computed."""
    route = resolved(index, given)
    made = arguments(index, route) if outline(index, route).startswith("createRoute(") else []
    told = dict(entries(index, made[0])) if made else {}
    texts = [outline(index, told[key]) if key in told else "" for key in ("method", "path")]
    method, own = (text[1:-1] if text[:1] in {"'", '"', "`"} else text for text in texts)
    own = constant(index, own, route.path) if NAME.fullmatch(texts[1]) else own
    return method if method != texts[0] else "", own
