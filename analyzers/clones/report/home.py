"""Where what two clones share would go: their class or file, else the nearest folder that both may import from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ....indexer.workspace_paths import prefix_of, shared_leading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reading.corpus import Region
    from .workspace_homes import WorkspaceHomes

__all__ = ["UNKNOWN", "home"]

SHARED: Final = ("concerns", "shared", "common", "mixins", "traits", "helpers", "utils", "util", "support", "lib")
"""Folders of code that several places use, the likeliest first."""

UNKNOWN: Final = "at a place that both import"
BESIDE: Final = "beside both"


def home(here: Region, there: Region, language: str, homes: WorkspaceHomes) -> str:
    """The file, the class or the folder, as the end of a sentence."""
    if here.path == there.path:
        owner, other = here.name.rpartition(".")[0], there.name.rpartition(".")[0]
        return f"in {owner}" if owner and owner == other else "in this file"
    users = (here.path, there.path)
    if language == "Go" and len({path.rpartition("/")[0] for path in users}) == 1:
        return BESIDE  # one package: neither has anything to import
    nearest = (f"in {folder}/" for folder in _likely(_common_folder(*users), homes) if homes.fits(folder, users))
    return next(nearest, UNKNOWN if any("/" in path for path in users) else BESIDE)


def _likely(folder: str, homes: WorkspaceHomes) -> Iterator[str]:
    """The folder for shared code in the one around both, then that one itself, or the one outside of what is served."""
    root = homes.served_root(folder)
    around = folder if root is None else root.rpartition("/")[0]
    inside = prefix_of(around)
    yield from (f"{inside}{name}" for name in SHARED if homes.is_folder(f"{inside}{name}"))
    if around:
        yield around


def _common_folder(one: str, other: str) -> str:
    folders = one.split("/")[:-1]
    return "/".join(folders[: shared_leading(folders, other.split("/")[:-1])])
