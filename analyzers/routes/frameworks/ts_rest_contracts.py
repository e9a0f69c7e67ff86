"""Endpoints of ts-rest: a contract's nested objects with a method and a path, where a server answers it.

https://ts-rest.com/docs/core
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.code_places import importers
from ..prefixes.route_prefixes import prefixes
from ..text.route_source import slashed
from .file_routes import served_folder
from .object_values import Value, arguments, entries, line_of, literal, outline, resolved, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["ts_rest_contracts"]

SERVERS = ("@ts-rest/express", "@ts-rest/fastify", "@ts-rest/nest", "@ts-rest/next", "@ts-rest/serverless")
ANSWERED = re.compile(
    r"\b(?:createExpressEndpoints|create\w+Handler|createNextRoute|createNextRouter|fetchRequestHandler|TsRestHandler|\w+\.(?:router|registerRouter))"
    r"\(\s*(?:\{\s*contract\s*:\s*)?(?P<name>[A-Za-z_$][\w$]*(?:\.[\w$]+)*)\s*(?=[,)])"
)
CALL = re.compile(r"[\w$]+\.(?:router|query|mutation)\(\)")
DEEPEST = 8


def ts_rest_contracts(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each endpoint of the contracts that the product answers."""
    for path in sorted(importers(index, SERVERS)):
        if index.files[path].zone != "product":
            continue
        text, _ = text_of(index, path)
        start = prefixes(index).whole(path, "NestJS") + (served_folder(index, path) or "")
        for match in ANSWERED.finditer(text):
            yield from _endpoints(index, Value(path, match.start("name"), match.end("name")), start, "", 0)


def _endpoints(
    index: Index, given: Value, prefix: str, name: str, depth: int
) -> Iterator[tuple[str, str, str, str, int]]:
    value = resolved(index, given)
    shape = outline(index, value)
    if depth > DEEPEST:
        return
    if CALL.match(shape):
        first, *options = arguments(index, value) or [value]
        own = literal(index, dict(entries(index, options[0])).get("pathPrefix")) if options else None
        if first != value:
            yield from _endpoints(index, first, prefix + slashed(own or ""), name, depth + 1)
    elif shape.startswith("{"):
        inner = [*entries(index, value)]
        method, path = (literal(index, dict(inner).get(key)) for key in ("method", "path"))
        if method and path is not None:
            handler = f"{value.owner}.{name}".strip(".")
            yield method, prefix + slashed(path) or "/", handler, value.path, line_of(index, value)
        elif not method:
            for key, item in inner:
                yield from _endpoints(index, item, prefix, key or name, depth + 1)
