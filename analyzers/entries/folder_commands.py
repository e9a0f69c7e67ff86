"""Commands that a manifest does not list, because it takes every file of a folder for one (a gem's `exe/`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.manifests.base import COMMANDS_IN, Entry

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["entries_of"]


def entries_of(index: Index, path: str, manifest: Manifest) -> list[Entry]:
    """The entries that a manifest lists, and the commands in the folders that it names for them.

    Args:
        path: of the manifest.
    """
    around = path.rpartition("/")[0]
    found = list(manifest.entries)
    for setting in manifest.settings:
        if setting.name == COMMANDS_IN:
            folder = "/".join(filter(None, (around, setting.value.strip("./"))))
            names = (file.rpartition("/") for file in index.files)
            found += [
                Entry("cli", name, f"{setting.value.strip('./')}/{name}", setting.line)
                for inside, _, name in names
                if inside == folder and not name.startswith(".")
            ]
    return found
