"""What shows that a project is of its kind: what speaks for running or importing it, the technologies of that kind, what binds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..tool_or_library import COMMAND, IMPORT
from .apple import mac_application
from .daemons import said_to_serve
from .hosts import hosted
from .package_kind import speaking
from .texts import said_to_collect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....answers import Ground
    from .whole import Whole

__all__ = ["grounds"]

MOST: Final = 3
SIDES: Final = {"cli": COMMAND, "library": IMPORT}
SHOWN_BY: Final = {
    "backend": ("web-framework",),
    "fullstack": ("web-framework", "ui-library"),
    "frontend": ("ui-library", "static-site", "web-framework", "css-framework"),
    "mobile": ("mobile",),
    "desktop": ("desktop",),
    "infrastructure": ("infrastructure",),
    "data": ("data-science",),
}
"""Kind of project → the categories of technologies that show it."""


def grounds(project: Whole, kind: str) -> list[Ground]:
    """The strongest pieces of evidence, each with its place; none where only what is not there tells."""
    found: dict[str, Ground] = {}
    for row in _grounds(project, kind):
        found.setdefault(row["says"], row)
    return list(found.values())[:MOST]


def _stated(project: Whole, kind: str) -> Iterator[Ground]:
    """What one file or sentence says of the whole."""
    if found := hosted(project.index):  # then the project is of that kind, as the first rules say
        yield found[1]
    stated = {"unknown": said_to_collect, "desktop": mac_application}
    if kind in stated and (shown := stated[kind](project.index)):
        yield shown


def _spoken(project: Whole, side: str) -> Iterator[Ground]:
    """What the packages say of being run, or of being imported."""
    for path, manifest in (*project.only_public, *project.root_manifests.items()):
        for row in speaking(project, path, manifest):
            if row.side == side:
                yield {"path": row.path, "line": row.line or 1, "says": row.says}


def _bound(project: Whole) -> Iterator[Ground]:
    """What binds several packages, the outermost first."""
    for path, manifest in sorted(project.manifests.items(), key=lambda item: item[0].count("/")):
        for tool in manifest.tools:
            yield {"path": path, "line": tool.line, "says": f"binds several packages: {tool.name}"}


def _grounds(project: Whole, kind: str) -> Iterator[Ground]:
    yield from _stated(project, kind)
    if kind in SIDES:
        yield from _spoken(project, SIDES[kind])
    elif kind == "monorepo":
        yield from _bound(project)
    elif kind == "backend" and not project.servers and (said := said_to_serve(project.index)):
        yield said
    for item in project.found.values():
        if item.categories[0] in SHOWN_BY.get(kind, ()):
            claim = item.evidence[0]
            yield {"path": claim.path, "line": claim.line or 1, "says": item.name}
