"""Where what two clones share would go: their class or file, else the folder that both are in, or the one for shared code in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Collection

    from ...indexer.index import Index
    from .clone_corpus import Region

__all__ = ["folders", "home"]

SHARED: Final = ("concerns", "shared", "common", "mixins", "traits", "helpers", "utils", "util", "support")
"""Folders of code that several places use, the likeliest first."""


@per_index
def folders(index: Index) -> frozenset[str]:
    """All folders of the workspace that hold files."""
    return frozenset(path.rpartition("/")[0] for path in index.files)


def home(here: Region, there: Region, known: Collection[str]) -> str:
    """The file, the class or the nearest folder that both are in; `known` are the folders that there are."""
    if here.path == there.path:
        owner, other = here.name.rpartition(".")[0], there.name.rpartition(".")[0]
        return f"in {owner}" if owner and owner == other else "in this file"
    folder = _common_folder(here.path, there.path)
    inside = f"{folder}/" if folder else ""
    shared = next((name for name in SHARED if f"{inside}{name}" in known), None)
    if shared:
        return f"in {inside}{shared}/"
    return f"in {inside}" if folder else "at a place that both import"


def _common_folder(one: str, other: str) -> str:
    shared = []
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        shared.append(left)
    return "/".join(shared)
