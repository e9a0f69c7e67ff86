"""Code that is not here and may use what nothing else does: submodules not checked out, templates for others' code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ... import lazy_re as re
from ...indexer.classify.zones import zone
from ...indexer.workspace_paths import prefix_of
from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["is_template", "lacks_code"]

PATH = re.compile(r"^[ \t]*path\s*=\s*(\S.*?)\s*$", re.MULTILINE)
TEMPLATES = re.compile(r"(?:^|/)(?:templates?|skeletons?|scaffold(?:s|ing)?|boilerplates?)/|\{\{")
"""Folders of files that become part of another project, whose build decides what it uses."""
MANY = 10
"""Manifests of one name that no tests of one's own need for themselves."""


def is_template(path: str) -> bool:
    """Whether a file, or a folder whose path ends with `/`, is a template for others' code."""
    return TEMPLATES.search(path) is not None


def lacks_code(index: Index, directory: str) -> bool:
    """Whether such a part lies below a package, whose dependencies it sees: nothing can be said then of what is not used."""
    if is_template(f"{directory}/") or directory in _specimens(index):
        return True
    return any(f"{part}/".startswith(prefix_of(directory)) for part in _absent(index))


@per_index
def _specimens(index: Index) -> frozenset[str]:
    """The folders of manifests that tests read: many of one name among the tests."""
    places: dict[str, set[str]] = {}
    for path in index.manifests:
        folder, _, name = path.rpartition("/")
        if index.files[path].zone == "test":
            places.setdefault(name, set()).add(folder)
    return frozenset[str]().union(*(found for found in places.values() if len(found) >= MANY))


@per_index
def _absent(index: Index) -> tuple[str, ...]:
    """The folders of submodules that hold no file, and by their names code; a book, data or others' code need nothing from here."""
    if ".gitmodules" not in index.files:
        return ()
    listed = PATH.findall(index.text(".gitmodules"))
    return tuple(
        part
        for part in listed
        if zone(f"{part}/x") in {"product", "test"} and not any(path.startswith(f"{part}/") for path in index.files)
    )
