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
from ..text.route_blocks import brackets
from ..text.route_source import line_number, product_texts

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["hapi_routes"]

PACKAGES = frozenset({"@hapi/hapi", "hapi"})
WORD = "method"
METHOD = re.compile(r"(?:^|[,{\s])method\s*:\s*(?:\[([^\]]*)\]|['\"`](\*|\w+)['\"`])")
PATH = re.compile(r"(?:^|[,{\s])path\s*:\s*['\"`]([^'\"`]*)['\"`]")
ANSWERS = re.compile(r"(?:^|[,{\s])(?:handler|options|config)\s*(?:[:(,}]|$)")
HANDLER = re.compile(r"\bhandler\s*:\s*([A-Za-z_][\w.]*)\s*[,}\n]")
CALLED = re.compile(r"\.(?:route|inject|request)\(\s*$")
"""What an object stands in that is no route of the file's own, or one that another reader tells."""


def hapi_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each object with a method, a path and what answers."""
    if not PACKAGES & dependency_names(index):
        return
    for path, text in product_texts(index, index.files_using(WORD), SCRIPT):
        if word_places(index, path, {WORD}):
            for method, route, handler, line in _read(text):
                yield method, route, handler, path, line


def _read(text: str) -> Iterator[tuple[str, str, str, int]]:
    closing = brackets(text)
    for start, end in closing.items():
        if text[start] != "{" or WORD not in text[start:end] or CALLED.search(text[:start]):
            continue
        own = _outermost(text, start, end, closing)
        method, path = METHOD.search(own), PATH.search(own)
        if not method or not path or not ANSWERS.search(own):
            continue
        handler = HANDLER.search(text, start, end + 1)
        name = handler[1] if handler and handler[1] not in {"async", "function"} else ""
        for verb in re.findall(r"\*|\w+", method[1] or method[2]):
            line = line_number(text, start + own.index("method"))
            yield "ANY" if verb == "*" else verb.upper(), path[1], name, line


def _outermost(text: str, start: int, end: int, closing: dict[int, int]) -> str:
    """An object's text with the objects in it blanked; a list of methods stays."""
    letters = list(text[start + 1 : end])
    for inner, last in closing.items():
        if start < inner < end and text[inner] in "{(":
            letters[inner - start : last - start - 1] = " " * (last - inner - 1)
    return "".join(letters)
