"""Which files answer the routes of the product: that of the handler, where it is told, else the one with the route."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..per_index import per_index
from ..search.definitions import top_level
from .routes import read_routes

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ..search.definitions import Definition
    from .routes import Route

__all__ = ["answering"]

CONTROLLER = "_controller.rb"


@per_index
def answering(index: Index) -> Mapping[str, tuple[Definition | None, Route]]:
    """The product's files that answer routes (`pages/api/tags/index.ts`), each with its first one and the definition that answers it:
    that may stand in a file which the one with the routes imports, or in the controller that Rails finds by its name."""
    routes = [route for route in read_routes(index) if index.files[route.file].zone == "product"]
    near = {route.file: (route.file, *sorted(index.adjacency[0].get(route.file, ()))) for route in routes}
    inside = top_level(index, sorted({path for paths in near.values() for path in paths}))
    known = {at: {item.name: item for path in reversed(paths) for item in inside[path]} for at, paths in near.items()}
    of_rails = [path for path in index.files if path.endswith(CONTROLLER)]
    controllers = {path.partition("/controllers/")[2].removesuffix(CONTROLLER): path for path in of_rails}
    first: dict[str, tuple[Definition | None, Route]] = {}
    for route in routes:
        handlers = known[route.file]
        around = (item for item in inside[route.file] if item.start_line <= route.line <= item.end_line)
        named = (handlers[part] for part in reversed(route.handler.split(".")) if part in handlers)
        item = next(named, None) or next(around, None)
        path = item.path if item else controllers.get(route.handler.partition("#")[0], route.file)
        first.setdefault(path, (item, route))
    return first
