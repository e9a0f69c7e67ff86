"""What the claims that nothing uses a dependency, and that nothing declares one, say: the names that were looked for, and where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING

from ..workspace.ecosystem_languages import LANGUAGES_OF

if TYPE_CHECKING:
    from ...answers import Searched, UndeclaredDependency, UnusedDependency
    from ...indexer.index import Index
    from ...indexer.manifests.base import Dependency, Manifest

__all__ = ["searched", "undeclared_claim", "unused_claim"]

MOST_NAMES = 4
MOST_PLACES = 3
PLACES = {
    "maven": "accessors and aliases of the catalog in build scripts",
    "nuget": "references of projects; names in build files",
    "npm": "imports; globals that types describe; scripts; configuration files of tools; names and programs in"
    " templates, literals and texts; peers of what is used",
    "pypi": "imports, of notebooks too; commands, settings, workflows and string literals; plugins and drivers of what is used",
    "golang": "imports; tool directives of go.mod",
    "composer": "imports; names and namespaces (as composer.lock tells them) in any text; what other locked packages take up",
    "cargo": "paths of Rust, of documentation that is compiled too; features; macros of the workspace's packages",
}
"""Ecosystem → where its judge looks, and what counts as a use without a name."""


def unused_claim(
    item: Dependency, directory: str, manifest: str, confidence: float, names: Iterable[str], doubt: str = ""
) -> UnusedDependency:
    """The claim on a dependency of a package, by the modules and programs that would have shown its use, with what speaks against it."""
    claim: UnusedDependency = {
        "name": item.name,
        "package": directory or ".",
        "manifest": manifest,
        "line": item.line,
        "scope": item.scope,
        "confidence": confidence,
        "looked_for": list(dict.fromkeys(names))[:MOST_NAMES],
    }
    if doubt:
        claim["doubt"] = doubt
    return claim


def undeclared_claim(name: str, directory: str, places: Iterable[tuple[str, int]]) -> UndeclaredDependency:
    """The claim on what the code of a package imports and nothing declares, with the first places, each a path and line."""
    return {
        "name": name,
        "package": directory or ".",
        "imported_by": [{"path": path, "line": line} for path, line in islice(places, MOST_PLACES)],
    }


def searched(index: Index, manifests: Mapping[str, Manifest], claims: Iterable[UnusedDependency]) -> list[Searched]:
    """What was read for the claims, an ecosystem each: how many files of its languages, and where else."""
    ecosystems = sorted({manifests[claim["manifest"]].ecosystem for claim in claims})
    return [
        {
            "ecosystem": ecosystem,
            "code_files": sum(file.language in LANGUAGES_OF[ecosystem] for file in index.files.values()),
            "places": PLACES[ecosystem],
        }
        for ecosystem in ecosystems
    ]
