"""What shows that a file has endpoints where no name, base or decorator does: routes are read in it (`pages/api/tags/index.ts`)."""

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
    """The product's files with routes, each with its first one and the definition that answers it."""
    first = {route.file: route for route in reversed(read_routes(index)) if index.files[route.file].zone == "product"}
    defined = top_level(index, sorted(first))
    for path, route in sorted(first.items()):
        around = (item for item in defined[path] if item.start_line <= route.line <= item.end_line)
        yield Member(index.files[path], next(around, None), f"answers {route.method} {route.path}", PROVES)
