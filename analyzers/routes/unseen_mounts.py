"""Routes whose place is not known: routers of Python that nothing is seen to mount, and routes of packages outside the workspace."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .prefixes.route_prefixes import prefixes
from .prefixes.router_names import router_of
from .text.route_forms import PYTHON, URLS
from .text.route_source import source_lines, statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index

__all__ = ["foreign_routes", "unmounted_routers"]

SERVES_NOTHING = re.compile(r"^(?P<name>\w+)\s*(?::[^=]+)?=\s*(?:\w+\.)?(?:\w*APIRouter|\w*Blueprint)\(")
"""A router of a module that answers only where an application has it."""
INCLUDED = re.compile(r"\binclude\(\s*\(?\s*['\"](?P<module>[\w.]+)['\"]")


def unmounted_routers(index: Index) -> Iterator[tuple[str, int, str]]:
    """`(file, line, reason)` of each router that has routes and is nowhere seen to be mounted."""
    known = prefixes(index)
    for (path, name), mount in sorted(known.own.items()):
        if index.files[path].language not in PYTHON or mount.parent[1] or mount.alone:
            continue
        lines = source_lines(index, path)
        made = SERVES_NOTHING.match(lines[mount.line - 1])
        if made and not {(path, name), (path, "")} & known.mounts.keys() and any(f"@{name}." in text for text in lines):
            yield path, mount.line, f"{name} is nowhere seen to be mounted: what stands before its routes is not known"


def foreign_routes(index: Index) -> Iterator[tuple[str, int, str]]:
    """The same of each include of Django that has the routes of a package outside the workspace."""
    for path in index.files_using("include"):
        file = index.files[path]
        if file.language not in PYTHON or file.zone != "product" or not URLS.search(path):
            continue
        lines = source_lines(index, path)
        for number, text in enumerate(lines, 1):
            found = INCLUDED.search(statement(lines, number, 2)) if "include(" in text else None
            if found and not text.lstrip().startswith("#") and router_of(index, path, found) is None:
                yield path, number, f"has the routes of {found['module']}, which is no part of the workspace"
