"""Whether a package.json is of something that others install."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["is_published"]
PACKED_BY = "ng-package.json"
"""How Angular's packager is told what to make of a folder: it fills in what is to be imported."""
INITIAL = ("index.js", "index")
"""What `npm init` fills in for `main`, whether or not there ever is such a file."""


def is_published(index: Index, path: str, manifest: Manifest) -> bool:
    """Whether a package.json is of something to import or to run: not private, with an entry, or npm's default one
    and no start script."""
    if manifest.ecosystem != "npm" or not any(
        package.name and package.version and not package.private for package in manifest.packages
    ):
        return False
    folder = path.rpartition("/")[0]
    if (f"{folder}/{PACKED_BY}" if folder else PACKED_BY) in index.files:
        return True
    names = {script.name for script in manifest.scripts}
    if any(entry.name != "main" for entry in manifest.entries):
        return True
    if names & {"start", "serve"}:
        return False
    default = f"{folder}/index.js" if folder else "index.js"
    unwritten = default not in index.files and all(
        entry.target.removeprefix("./") in INITIAL for entry in manifest.entries
    )
    return (bool(manifest.entries) and not unwritten) or (default in index.files and "dev" not in names)
