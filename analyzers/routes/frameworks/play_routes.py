"""Routes of the Play framework: `conf/routes` and the files that it includes.

Source: https://www.playframework.com/documentation/3.0.x/ScalaRouting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ..text.route_source import slashed

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["play_routes"]

FILES = re.compile(r"(?:^|/)conf/(?:routes|[\w.-]+\.routes)$")
ROUTE = re.compile(r"^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS)\s+(/\S*)\s+@?([\w.]+)")
INCLUDE = re.compile(r"^->\s+(/\S*)\s+(\w+)\.Routes\b")
DEEPEST = 4


def play_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of every line that names a method; a file that others include is read below them."""
    texts = {
        path: index.lines(path) for path, file in index.files.items() if file.zone == "product" and FILES.search(path)
    }
    included = {inner for path in texts for _, inner in _includes(path, texts)}
    for path in texts:
        if path not in included:
            yield from _read(path, "", texts, 0)


def _read(path: str, prefix: str, texts: dict[str, list[str]], depth: int) -> Iterator[tuple[str, str, str, str, int]]:
    for number, text in enumerate(texts[path], 1):
        if match := ROUTE.match(text.strip()):
            yield match[1], f"{prefix}{match[2]}", match[3].removeprefix("controllers."), path, number
    if depth < DEEPEST:
        for inner_prefix, inner in _includes(path, texts):
            yield from _read(inner, prefix + inner_prefix, texts, depth + 1)


def _includes(path: str, texts: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """`(prefix, file)` of the routers that a file mounts: `-> /admin admin.Routes` is admin.routes beside it."""
    folder = path.rpartition("/")[0]
    for text in texts[path]:
        if match := INCLUDE.match(text.strip()):
            inner = f"{folder}/{match[2]}.routes"
            if inner in texts and inner != path:
                yield slashed(match[1]), inner
