"""Folders of whole projects that a package hands out to its users to begin with (`create-pot/template/base/package.json`)."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from ...indexer.gathering import by_key
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...indexer.index import Index
    from ...indexer.manifests.base import Package

__all__ = ["HANDED_OUT", "handed_out"]

HANDED_OUT: Final = frozenset(
    {"template", "templates", "boilerplate", "boilerplates", "skeleton", "skeletons", "stubs"}
)


@per_index
def handed_out(index: Index) -> tuple[str, ...]:
    """Those folders, with `/`: inside of a package, called as what is copied, and with packages of their own in them."""
    folders = by_key((path.rpartition("/")[0], path) for path in index.manifests)

    @cache
    def packages(folder: str) -> Sequence[Package]:
        """Those of the last manifest in a folder that has any: of few folders it is asked, and a manifest takes long to read."""
        told = (index.manifests[path] for path in reversed(folders.get(folder, ())))
        return next((item.packages for item in told if item.role == "manifest" and item.packages), ())

    called = (folder for folder in folders if not HANDED_OUT.isdisjoint(folder.lower().split("/")))
    found = {template for folder in called if packages(folder) and (template := _template(folder, packages))}
    return tuple(sorted(folder for folder in found if not _is_part(folder[:-1], packages)))


Packages = Callable[[str], "Sequence[Package]"]


def _is_part(folder: str, packages: Packages) -> bool:
    """A package that is called as its folder is a part of the workspace: its templates, or the code that reads some."""
    return any(package.name == folder.rpartition("/")[2] for package in packages(folder))


def _template(folder: str, packages: Packages) -> str:
    """The outermost folder around a package that has such a name and lies in another one; "" where there is none."""
    parts = folder.split("/")
    for place, part in enumerate(parts):
        if part.lower() in HANDED_OUT and any(packages("/".join(parts[:depth])) for depth in range(place + 1)):
            return "/".join(parts[: place + 1]) + "/"
    return ""
