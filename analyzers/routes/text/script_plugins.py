"""Modules of JavaScript that are handed the application: `module.exports = (app) => { app.get(...) }` imports no framework itself.
They are imported, or loaded from a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages.families import SCRIPT
from ...workspace.code_places import importers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index

__all__ = ["LOADERS", "plugin_modules"]

LOADERS = ("@fastify/autoload", "fastify-autoload")
"""Packages that load the modules of folders."""

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
    named = {path for word in APPLICATIONS for path in index.files_using(word) if index.files[path].language in SCRIPT}
    loading = {path[: path.rfind("/") + 1] for path in importers(index, LOADERS)}
    edge = {*near, *(path for path in named if any(map(path.startswith, loading)) and _is_handed(index, path))}
    found = set(edge)
    for _ in range(DEEPEST):
        targets = {link.target for path in edge for link in index.links_from(path) if link.target}
        edge = {path for path in (targets - found) & named if _is_handed(index, path)}
        if not edge:
            break
        found |= edge
    return frozenset(found)


def _is_handed(index: Index, path: str) -> bool:
    return HANDED.search("\n".join(index.lines(path))) is not None
