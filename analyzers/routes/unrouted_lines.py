"""Lines that a form of routes fits and that make none by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..workspace.workspace_packages import dependency_names
from .mounts.go_closures import chained_router
from .mounts.go_routers import is_package
from .prefixes.route_prefixes import prefixes
from .prefixes.router_names import imported_router
from .text.route_forms import GO, SHARP, Form
from .text.route_source import source_lines
from .text.script_routers import is_router
from .views.aspnet_paths import has_verb

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["is_unrouted"]

HUNG_URLS = re.compile(r",\s*([A-Za-z_]\w*)\.urls\s*[,)]")


def is_unrouted(index: Index, form: Form, text: str, path: str, number: int, match: re.Match[str]) -> bool:
    """Whether a line is no route by itself: one of Django includes another list of routes, one of utoipa only documents a route unless
    utoipa-axum also makes it, one of ASP.NET gives another attribute its path, one of Go may call a package of that method
    (`slog.Any("error", err)`), and one of JavaScript an object that is no router (`cache.get("/pots", load)`)."""
    if form.languages == SHARP:
        return match.groupdict().get("verb") == "Route" and has_verb(source_lines(index, path), number)
    if form.languages == GO:
        owner = match.groupdict().get("owner") or chained_router(source_lines(index, path), number)
        return not owner or is_package(index, path, owner)
    if form.name == "router call" and "constant" in match.groupdict():
        return not is_router(index, path, match["owner"])
    if form.name == "utoipa":
        return "utoipa-axum" not in dependency_names(index)
    return form.name == "Django" and (bool(re.search(r",\s*include\(", text)) or _hangs(index, text, path))


def _hangs(index: Index, text: str, path: str) -> bool:
    """Whether a line of Django mounts an API of django-ninja: `path("api/", api.urls)`, whose routes are told by themselves."""
    named = HUNG_URLS.search(text)
    router = imported_router(index, path, named[1]) if named else None
    return router is not None and any(own[0] == router[0] and mount.alone for own, mount in prefixes(index).own.items())
