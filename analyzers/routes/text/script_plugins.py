"""Modules of JavaScript that are handed the application: `module.exports = (app) => { app.get(...) }` imports no framework itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .route_forms import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index

__all__ = ["plugin_modules"]

APPLICATIONS = ("app", "fastify", "server", "instance", "router", "expressApp")
"""What the parameter that a module gets its application by is called."""
_NAMES = "|".join(APPLICATIONS)
HANDED = re.compile(
    rf"^(?:(?:module\.)?exports(?:\.\w+)?\s*=|export\s+default\b|(?:export\s+)?(?:const|let|var)\s+\w+\s*=)\s*(?:\w+\(\s*)?(?:async\s+)?"
    rf"(?:function\b\s*\w*\s*)?(?:\(\s*)?(?:{_NAMES})\s*(?:[,):?]|=>)"
    rf"|^(?:export\s+(?:default\s+)?)?(?:async\s+)?function\s*\w*\s*\(\s*(?:{_NAMES})\s*[,):]",
    re.MULTILINE,
)
DEEPEST = 8


def plugin_modules(index: Index, near: Iterable[str]) -> frozenset[str]:
    """The modules among what the given files import, and among what those import in turn, that are handed an application."""
    found, edge = set(near), set(near)
    named = {path for word in APPLICATIONS for path in index.files_using(word)}
    for _ in range(DEEPEST):
        targets = {link.target for path in edge for link in index.links_from(path) if link.target}
        edge = {
            path
            for path in targets - found
            if path in named and index.files[path].language in SCRIPT and HANDED.search("\n".join(index.lines(path)))
        }
        if not edge:
            break
        found |= edge
    return frozenset(found)
