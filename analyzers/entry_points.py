"""entry_points: where execution begins, resolved to the source file, with the line that proves it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .entries.entry_ranks import entry_points
from .lists import cut, fit, how_cut
from .routes.routes import count_routes, routes, unread_routes
from .workspace.package_choice import choose_package

if TYPE_CHECKING:
    from ..answers import EntryPoints, UnresolvedRoutes
    from ..indexer.index import Index

__all__ = ["answer"]

DEFAULT_LIMIT = 50
"""Up to here the answer is also kept compact; who asks for more gets more."""


def answer(index: Index, *, kind: str | None, package: str | None, limit: int) -> EntryPoints:
    """See CONTRACT: `entry_points`."""
    directory = choose_package(index, package) if package else None
    found = routes(index) if kind == "route" else entry_points(index)
    chosen = [
        entry
        for entry in found
        if kind in {None, "route", entry["kind"]} and (directory is None or entry["package"] == (directory or "."))
    ]
    shown, _ = cut(chosen, limit)
    answered: EntryPoints = {
        "entry_points": shown,
        "total": len(chosen),
        "truncated": False,
        "routes": count_routes(index),
    }
    unread = unread_routes(index) if kind == "route" else []
    if unread:
        shown_unread: list[UnresolvedRoutes] = [
            {"path": item.path, "line": item.line, "reason": item.reason, "count": item.lines}
            for item in cut(unread, limit)[0]
        ]
        answered["unresolved"] = shown_unread
        answered["total_unresolved"] = len(unread)
    if 0 < limit <= DEFAULT_LIMIT:
        fit(answered, [shown, *([answered["unresolved"]] if unread else [])])
    if len(shown) < len(chosen):
        answered["truncated"] = True
        answered["coverage"] = how_cut("routes" if kind == "route" else "entry points", len(shown), len(chosen))
    return answered
