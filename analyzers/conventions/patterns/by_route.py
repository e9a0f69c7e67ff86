"""What shows that a file has endpoints where no name, base or decorator does: it answers routes (`pages/api/tags/index.ts`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...routes.routes import read_routes
from ...search.definitions import top_level
from .member import PROVES, Member

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["by_route"]


def by_route(index: Index) -> Iterator[Member]:
    """The product's files that answer routes, each with the definition that answers its first one: that may stand in a file which
    the one with the routes imports."""
    routes = [route for route in read_routes(index) if index.files[route.file].zone == "product"]
    near = {file: (file, *sorted(index.adjacency[0].get(file, ()))) for file in {route.file for route in routes}}
    defined = top_level(index, sorted({path for paths in near.values() for path in paths}))
    known = {
        file: {item.name: item for path in reversed(paths) for item in defined[path]} for file, paths in near.items()
    }
    first: dict[str, Member] = {}
    for route in routes:
        handlers = known[route.file]
        around = (item for item in defined[route.file] if item.start_line <= route.line <= item.end_line)
        named = (handlers[part] for part in reversed(route.handler.split(".")) if part in handlers)
        item = next(named, None) or next(around, None)
        path = item.path if item else route.file
        first.setdefault(path, Member(index.files[path], item, f"answers {route.method} {route.path}", PROVES))
    yield from (member for _, member in sorted(first.items()))
