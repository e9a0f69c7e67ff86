"""Routes of hapi that a module exports or lists as plain objects: `module.exports = [{ method: 'GET', path: '/pots', handler }]`.

https://hapi.dev/api/#-serverrouteroute · haute-couture registers what `lib/routes` exports: https://hapipal.com/docs/haute-couture
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...workspace.code_places import word_places
from ...workspace.workspace_packages import dependency_names
from ..text.route_source import product_files
from .object_values import Value, entries, line_of, text_of

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["hapi_routes"]

PACKAGES = frozenset({"@hapi/hapi", "hapi"})
WORD = "method"
METHOD = re.compile(r"\[[^\]]*\]|['\"`](?:\*|\w+)['\"`]")
PATH = re.compile(r"['\"`]([^'\"`]*)['\"`]")
ANSWERS = re.compile(r"[,{\s](?:handler|options|config)\s*[:(,}]")
HANDLER = re.compile(r"\bhandler\s*:\s*([A-Za-z_][\w.]*)\s*[,}\n]")
CALLED = re.compile(r"\.(?:route|inject|request)\(\s*$")
"""What an object stands in that is no route of the file's own, or one that another reader tells."""


def hapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each object with a method, a path and what answers."""
    for path in product_files(index, index.files_using(WORD), SCRIPT) if PACKAGES & dependency_names(index) else ():
        if word_places(index, path, {WORD}):
            for method, route, handler, line in _read(index, path):
                yield method, route, handler, path, line


def _read(index: Index, path: str) -> Iterator[tuple[str, str, str, int]]:
    text, closing = text_of(index, path)
    for start, end in closing.items():
        if text[start] != "{" or WORD not in text[start:end] or CALLED.search(text[:start]):
            continue
        own = dict(entries(index, Value(path, start, end + 1)))
        told = {key: text[own[key].first : own[key].last].strip() for key in (WORD, "path") if key in own}
        method, route = METHOD.fullmatch(told.get(WORD, "")), PATH.fullmatch(told.get("path", ""))
        if method and route and ANSWERS.search(text, start, end + 1):
            handler = HANDLER.search(text, start, end + 1)
            name = handler[1] if handler and handler[1] not in {"async", "function"} else ""
            for verb in re.findall(r"\*|\w+", told[WORD]):
                yield "ANY" if verb == "*" else verb.upper(), route[1], name, line_of(index, own[WORD])
