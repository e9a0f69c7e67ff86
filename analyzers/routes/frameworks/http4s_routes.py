"""Routes of http4s: `case GET -> Root / "pots" / IntVar(id) =>`. Where their service is mounted is not read: they stand below `{mount}`.

https://http4s.org/v0.23/docs/dsl.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...workspace.code_places import importers
from ..text.route_source import UNKNOWN, product_files, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["http4s_routes"]

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
ROUTE = re.compile(
    rf"^\s*case\s+(?:\w+\s*@\s*)?\(?\s*((?:{METHODS})(?:\s*\|\s*(?:{METHODS}))*)\s*\)?\s*->\s*(Root\b.*)"
)
SEGMENT = re.compile(r"\s*(/:?)\s*(?:\"([^\"]*)\"|(?:[A-Z][\w.]*\(\s*(\w+)[^)]*\))|(\w+))")
"""A part of a path: a text, an extractor with the name that it gives, or a name; what stands behind `/:` is all the rest."""


def http4s_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each case of a service in files that import http4s."""
    for path in product_files(index, sorted(importers(index, ("org.http4s",))), {"Scala"}):
        for number, text in enumerate(source_lines(index, path), 1):
            if found := ROUTE.match(text):
                for method in re.findall(r"[A-Z]+", found[1]):
                    yield method, UNKNOWN + _path(found[2]), "", path, number


def _path(text: str) -> str:
    """The path of a pattern: what an extractor or a name takes stands between braces."""
    rest, found = text.removeprefix("Root"), ""
    while match := SEGMENT.match(rest):
        found += (
            f"/{match[2]}" if match[2] is not None else "/*" if match[1] == "/:" else f"/{{{match[3] or match[4]}}}"
        )
        rest = rest[match.end() :]
    return found
