"""Builds that what a workspace depends on brings (Rails' assets, a site of Jekyll or MkDocs), and gems by their specification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...indexer.workspace_paths import prefix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...indexer.index import Index
    from .proved_command import Candidate, Proof

__all__ = ["DOCUMENTS", "dependency_builds"]

DOCUMENTS = "mkdocs build"
"""What builds a site of documents, and nothing of a product that stands beside them."""
DEPENDENCY_BUILDS = (
    ("gem", "rails", "app/assets/", "bundle exec rake assets:precompile", 4),
    ("gem", "jekyll", "_posts/", "bundle exec jekyll build", 4),
    ("gem", "middleman", "source/", "bundle exec middleman build", 4),
    ("pypi", "mkdocs", "mkdocs.yml", DOCUMENTS, 6),
)
"""(ecosystem, package, what must stand in the workspace, the command that builds it, its rank: a package that has a
build backend of its own is not its documents)."""


def dependency_builds(at: Proof) -> Iterator[Candidate]:
    """What a dependency builds where the workspace has what it reads, and a gem."""
    index, path, manifest, directory = at
    declared = {item.name: item.line for item in manifest.dependencies if item.direct and manifest.role == "manifest"}
    # an engine or a theme is packed, and makes no site by itself
    packed = {other.rpartition("/")[0] for other in index.manifests if other.endswith(".gemspec")}
    for ecosystem, package, folder, command, rank in DEPENDENCY_BUILDS:
        inner = prefix_of(directory) + folder
        if (
            manifest.ecosystem == ecosystem
            and package in declared
            and any(other.startswith(inner) for other in index.files)
            and not (ecosystem == "gem" and directory in packed)
        ):
            yield at.runs(rank, command, declared[package])
    if path.endswith(".gemspec"):
        yield at.runs(5 + _is_further_gem(index, path), f"gem build {path.rpartition('/')[2]}")


def _is_further_gem(index: Index, path: str) -> bool:
    """A gem beside the one that it is named after (`pot-redis.gemspec` beside `pot.gemspec`)."""
    folder, _, name = path.rpartition("/")
    beside = [other.rpartition("/") for other in index.manifests if other.endswith(".gemspec") and other != path]
    return any(around == folder and name.startswith(f"{other[:-8]}-") for around, _, other in beside)
