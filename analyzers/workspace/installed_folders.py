"""Folders that an application of Python keeps what it needs in, as it was installed: nothing there is of its own."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from ..naming import flat
from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["installed_folders"]

PACKAGE: Final = "/__init__.py"
LEAST: Final = 5
"""So many packages of a folder have the names of what the workspace asks for: adapters for others stand in a package of their own."""


@per_index
def installed_folders(index: Index) -> tuple[str, ...]:
    """Those folders, with `/`: no package themselves, and around several that the workspace's manifests ask for."""
    asked = {
        flat(item.name) for one in index.manifests.values() if one.ecosystem == "pypi" for item in one.dependencies
    }
    parts = (
        [path.removesuffix(PACKAGE).rpartition("/") for path in index.files if path.endswith(PACKAGE)] if asked else []
    )
    held = Counter(folder for folder, _, name in parts if flat(name) in asked)
    found = (folder for folder, count in held.items() if count >= LEAST and f"{folder}{PACKAGE}" not in index.files)
    return tuple(sorted(f"{folder}/" for folder in found if folder))
