"""The one ecosystem whose package the root is, whatever language has most of the code below it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.classify.linguist import language_type
from ...indexer.languages.families import SCRIPT
from ..per_index import per_index
from .declared_language import FILES
from .ecosystem_languages import LANGUAGES_OF

if TYPE_CHECKING:
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["root_ecosystem"]

FAIR = 0.3
"""From this share of the code and its tests on the package at the root is what the workspace is about: a gem whose extensions
in C are larger than its Ruby is a gem."""
WRITTEN = frozenset({"product", "test"})
WORKING = frozenset({"dev", "test"})


@per_index
def root_ecosystem(index: Index) -> str | None:
    """The only ecosystem that the root has a manifest of, with the name of a package that is not there to bind others alone, where
    its languages have a fair part of the code and its tests.

    None where the root has manifests of several, or a build file of a language without packages stands beside them.
    """
    roots = [item for path, item in index.manifests.items() if "/" not in path and item.ecosystem in LANGUAGES_OF]
    if len({manifest.ecosystem for manifest in roots}) > 1:
        roots = [item for item in roots if not _lists_tools(item)]
    ecosystem, binds = roots[0].ecosystem if roots else "", any(manifest.tools for manifest in roots)
    if (
        len({manifest.ecosystem for manifest in roots}) != 1
        or not any(
            package.name and not (binds and package.private) for manifest in roots for package in manifest.packages
        )
        or not FILES.keys().isdisjoint(index.files)
    ):
        return None
    # what a package of another language hands on for browsers where nothing of the workspace manages it: mostly other people's
    bundled = SCRIPT if not any(item.ecosystem == "npm" for item in index.manifests.values()) else frozenset()
    code = [
        file
        for file in index.files.values()
        if file.zone in WRITTEN
        and file.language not in bundled
        and (file.parsed or language_type(file.language) == "programming")
    ]
    own = sum(file.size for file in code if file.language in LANGUAGES_OF[ecosystem])
    return ecosystem if own and own >= FAIR * sum(file.size for file in code) else None


def _lists_tools(manifest: Manifest) -> bool:
    """A manifest that only asks for what the work on the product takes (linters beside a gem), and offers nothing."""
    return bool(manifest.dependencies) and not (
        manifest.entries or any(dependency.scope not in WORKING for dependency in manifest.dependencies)
    )
