"""Values that code of JavaScript reads from an object of settings: `config.api.prefix` of `export default { api: { prefix: '/api' } }`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .route_source import constant, source_text

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["first_argument", "setting"]

PATH_LIKE = re.compile(r"(?:prefix|path|url|uri|route|base|root|endpoint|version|mount|dash)\w*$", re.IGNORECASE)
"""Names of texts; others that stand before a router are functions, which leave the path as it is."""
VALUE = r"\b{}\s*[:=]\s*(?:process\.env\.\w+\s*(?:\|\||\?\?)\s*)?(['\"`])([^'\"`$]*)\1"
"""A text, or the one that counts where the environment gives none."""
FURTHEST = 20_000


def first_argument(index: Index, dotted: str, path: str) -> str:
    """The path before a router in `app.use(config.prefix, router)`; "" for a middleware, `{prefix}` for a path that can't be told."""
    value = constant(index, dotted, path)
    if not value.startswith("{"):
        return value
    told = setting(index, dotted, path)
    return told if told is not None else value if PATH_LIKE.search(dotted) else ""


def setting(index: Index, dotted: str, path: str) -> str | None:
    """The text that an object of the file, or of a module that it imports, has under nested keys; None where none is seen."""
    first, *keys = dotted.split(".")
    link = next((link for link in index.links_from(path) if link.alias == first and link.target), None)
    text = source_text(index, link.target if link else path)
    if not keys:
        return None
    if link is None:
        text = _within(text, first)
    for key in keys[:-1]:
        text = _within(text, key)
    found = re.search(VALUE.format(re.escape(keys[-1])), text)
    return found[2] if found else None


def _within(text: str, key: str) -> str:
    """What stands in the brackets of a key's object; "" where there is none."""
    found = re.search(rf"\b{re.escape(key)}\s*(?::[^={{}}\n]+=|[:=])\s*\{{", text)
    depth = 0
    for at in range(found.end() - 1, min(len(text), found.end() + FURTHEST)) if found else ():
        depth += (text[at] == "{") - (text[at] == "}")
        if depth == 0:
            return text[found.end() : at] if found else ""
    return ""
