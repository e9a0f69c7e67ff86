"""utoipa-axum's routers: `.routes(routes!(users::list, users::add))` registers the documented handlers below where it is nested."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...per_index import per_index
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_blocks import block_prefix
from ..text.route_source import line_number, product_texts
from ..text.rust_places import module_name
from .axum_nests import nest_prefixes

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["documented_prefixes"]

ROUTES = re.compile(r"\broutes!\(\s*([\w:,\s]+?)\s*\)")


class Hung(NamedTuple):
    """A place that registers a handler, and the module before its name there; "" for none."""

    path: str
    line: int
    module: str


def documented_prefixes(index: Index, path: str, handler: str) -> list[str]:
    """The prefix of a handler's route, once for each router that it is registered on; [] for one that is only documented."""
    named = _hung(index).get(handler, ())
    hung = [item for item in named if item.module == module_name(path)] or [item for item in named if not item.module]
    if _hung(index) and not hung:
        return []
    found = [
        f"{above}{block_prefix(index, item.path, item.line)}"
        for item in hung[:MOST_MOUNTS]
        for above in nest_prefixes(index, item.path, item.line)
    ]
    return list(dict.fromkeys(found))[:MOST_MOUNTS] or [""]


@per_index
def _hung(index: Index) -> dict[str, list[Hung]]:
    """Handler → where `routes!` names it."""
    found: dict[str, list[Hung]] = {}
    for path, text in product_texts(index, index.files_using("routes"), {"Rust"}):
        for match in ROUTES.finditer(text):
            line = line_number(text, match.start())
            for name in filter(None, re.split(r"[,\s]+", match[1])):
                *modules, handler = name.split("::")
                found.setdefault(handler, []).append(Hung(path, line, modules[-1] if modules else ""))
    return found
