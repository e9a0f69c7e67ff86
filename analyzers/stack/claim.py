"""One piece of evidence for a technology: its place, its kind and its weight; and which of the product's files import one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ..catalog import CATEGORIES, load
from ..workspace.code_places import importers
from ..workspace.folders_aside import handed_out, installed_folders, records
from ..workspace.own_names import MAJOR

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...indexer.index import Index

__all__ = ["Claim", "files_importing", "is_framework", "place_zone"]

WEIGHTS: Final = {
    "runtime": 1.0, "peer": 0.95, "build": 0.95, "dev": 0.9, "test": 0.9, "optional": 0.4, "setting": 0.95, "image": 0.95,
    "service": 0.6, "action": 0.95, "hook": 0.95, "files": 0.9, "content": 0.9, "command": 0.8, "import": 0.7,
    "assumed": 0.7,
}  # fmt: skip
"""How sure a kind of evidence makes: a declared runtime dependency proves use; an optional one that it is supported."""


class Claim(NamedTuple):
    """One piece of evidence.

    Attributes:
        technology: the catalog's name.
        how: a key of WEIGHTS: the dependency's scope, or the kind of evidence.
        path, line: where it stands; line 0 for a file as a whole.
        zone: of the place, the manifest's own generation apart.
        version: exact, else the constraint; "" where nothing says it.
        package: the dependency's or image's name.
        ecosystem: of the package; "" for other evidence.
        order: the place of the package in its entry, so that the main one speaks first.
    """

    technology: str
    how: str
    path: str
    line: int
    zone: str
    version: str = ""
    package: str = ""
    ecosystem: str = ""
    order: int = 0

    @property
    def weight(self) -> float:
        """How sure it makes, 0 to 1."""
        return WEIGHTS[self.how]


def place_zone(index: Index, path: str) -> str:
    """The zone of a file's place: that a lockfile is generated says nothing of what it describes, and an example's
    tests are example."""
    from ...indexer.classify.zones import zone

    own = index.files[path].zone
    if path.startswith(installed_folders(index)):
        return "vendored"
    if (path.rpartition("/")[0], path.rpartition(".")[2]) in records(index):
        return "fixture"
    if own == "product" and path.startswith(handed_out(index)):
        return "example"
    if own in ("product", "generated") and path.endswith(".gemfile"):
        return "test"  # Appraisal's, written by people or by itself: what a gem is tested beside
    if own == "generated":
        folder = path.rpartition("/")[0]
        return zone(f"{folder}/x" if folder else "x")
    if own == "test":
        parts = path.split("/")
        around = (zone("/".join((*parts[:depth], "x"))) for depth in range(1, len(parts)))
        return next((outer for outer in around if outer in ("example", "docs")), own)
    return own


def is_framework(technology: str) -> bool:
    """Whether a technology is told among the frameworks: what a helper's folder is built with is no frame of the product."""
    return CATEGORIES[load()[technology].category] == "frameworks"


def files_importing(index: Index, technology: str, packages: Iterable[str]) -> set[str]:
    """The files that import one of its packages, as written or as a module is called, or what the catalog says is imported of it."""
    shown = {form for name in packages for form in (name, name.replace("-", "_"), MAJOR.sub("", name))}
    shown.update(load()[technology].evidence.get("import", ()))
    return {path for path in importers(index, filter(None, shown)) if index.files[path].zone == "product"}
