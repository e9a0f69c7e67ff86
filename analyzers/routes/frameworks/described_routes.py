"""Routes of Hono that an object describes: `const one = createRoute({ method: "get", path: "/{id}" })`, added by `app.openapi(one, show)`.

https://hono.dev/examples/zod-openapi
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...workspace.code_places import importers
from ..text.call_chains import chain_owner
from ..text.route_source import constant, line_number, product_files
from .object_values import Value, arguments, entries, outline, resolved, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["described_routes"]

HUNG = re.compile(r"(?:\b(?P<owner>\w+)\s*)?\.openapi(?P<open>\()")
NAME = re.compile(r"[A-Za-z_$][\w.$]*")


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
