"""Folders of whole projects that a package hands out to its users to begin with (`create-pot/template/base/package.json`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence, Set

    from ...indexer.index import Index
    from ...indexer.manifests.base import Package

__all__ = ["HANDED_OUT", "handed_out"]

HANDED_OUT: Final = frozenset(
    {"template", "templates", "boilerplate", "boilerplates", "skeleton", "skeletons", "stubs"}
)


@per_index
def handed_out(index: Index) -> tuple[str, ...]:
    """Those folders, with `/`: inside of a package, called as what is copied, and with packages of their own in them."""
    manifests = (item for item in index.manifests.items() if item[1].role == "manifest")
    packages = {path.rpartition("/")[0]: manifest.packages for path, manifest in manifests if manifest.packages}
    found = {template for folder in packages if (template := _template(folder, packages.keys()))}
    return tuple(sorted(folder for folder in found if not _is_part(folder[:-1], packages)))


def _is_part(folder: str, packages: Mapping[str, Sequence[Package]]) -> bool:
    """A package that is called as its folder is a part of the workspace: its templates, or the code that reads some."""
    return any(package.name == folder.rpartition("/")[2] for package in packages.get(folder, ()))


def _template(folder: str, packages: Set[str]) -> str:
    """The outermost folder around a package that has such a name and lies in another one; "" where there is none."""
    parts = folder.split("/")
    for place, part in enumerate(parts):
        if part.lower() in HANDED_OUT and any("/".join(parts[:depth]) in packages for depth in range(place + 1)):
            return "/".join(parts[: place + 1]) + "/"
    return ""
