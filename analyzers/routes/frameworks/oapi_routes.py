"""Routes that oapi-codegen writes for a Go server from its OpenAPI description: in a generated file, below a base that the caller gives.

https://github.com/oapi-codegen/oapi-codegen#generating-server-side-boilerplate
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_source import constant, slashed, source_lines

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["oapi_routes"]

MARK = "ServerInterfaceWrapper"
"""The type that every server of the generator defines, whatever its router."""
ROUTE = re.compile(
    r"^\s*\w+\.(?:(?P<verb>[A-Za-z]+)\(|HandleFunc\(\s*\"(?P<method>[A-Z]+)\s*\"\s*\+\s*)\s*(?:options\.BaseURL|baseURL)\s*\+\s*\"(?P<path>[^\"]*)\""
    r"\s*,\s*(?:[\w.]+,\s*)*wrapper\.(?P<handler>\w+)(?P<rest>.*)"
)
GORILLA = re.compile(r"\.Methods\(\s*(?:\"([A-Z]+)\"|http\.Method(\w+))")
BASED = re.compile(
    r"\b(?:RegisterHandlersWithBaseURL|HandlerFromMuxWithBaseURL)\(.*,\s*(?:\"(?P<path>[^\"]*)\"|(?P<constant>[\w.]+))\s*\)|"
    r"\bBaseURL:\s*(?:\"(?P<option>[^\"]*)\"|(?P<named>[\w.]+))"
)
"""How a caller gives the base."""
CALLS = ("RegisterHandlersWithBaseURL", "HandlerFromMuxWithBaseURL", "BaseURL")


def oapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every route in such a file; the handler is the operation's method."""
    for path in index.files_using(MARK):
        if index.files[path].zone in {"product", "generated"}:
            base = _base(index, path.rpartition("/")[0])
            for number, text in enumerate(source_lines(index, path), 1):
                if "wrapper." in text and (match := ROUTE.match(text)):
                    yield _method(match), base + match["path"], match["handler"], path, number


def _method(match: re.Match[str]) -> str:
    verb = match["method"] or match["verb"].upper()
    if verb not in {"HANDLEFUNC", "HANDLE"}:
        return verb
    told = GORILLA.search(match["rest"])
    return (told[1] or told[2].upper()) if told else "ANY"


def _base(index: Index, folder: str) -> str:
    """What the code around gives as base: a call in the generated package itself, or of a package that imports it."""
    near = {path for path in index.files if path.rpartition("/")[0] == folder}
    near |= {path for inner in sorted(near) for path in index.adjacency[1].get(inner, ())}
    for path in sorted({path for word in CALLS for path in index.files_using(word)} & near):
        if index.files[path].zone == "product":
            for text in source_lines(index, path):
                if match := BASED.search(text):
                    name = match["constant"] or match["named"]
                    return slashed(constant(index, name, path) if name else match["path"] or match["option"] or "")
    return ""
