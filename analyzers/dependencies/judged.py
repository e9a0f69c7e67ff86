"""What nothing uses and what nothing declares of the dependencies of a workspace: by imports, manifests and locks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..per_index import per_index
from ..sparing import spared
from ..workspace.workspace_packages import product_manifests
from .cargo.cargo_use import CargoUse
from .composer.composer_use import ComposerUse
from .dependency_use import Usage, usage
from .go_use import GoUse
from .npm.npm_claims import npm_use
from .pypi.pypi_use import PypiUse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...answers import UndeclaredDependency, UnusedDependency
    from ...indexer.index import Index
    from ...indexer.manifests.base import Manifest

__all__ = ["judged", "judged_manifests", "usage_of"]


def judged(index: Index) -> tuple[list[UnusedDependency], list[UndeclaredDependency]]:
    """The unused and the undeclared, where imports name what manifests or locks tell."""
    by_code, by_npm = _judged_by_code(index), npm_use(index, judged_manifests(index), usage_of(index))
    return [*by_npm[0], *by_code[0]], [*by_npm[1], *by_code[1]]


@per_index
def judged_manifests(index: Index) -> Mapping[str, Manifest]:
    """The manifests of the product, or all where none is of it."""
    return product_manifests(index) or index.manifests


@per_index
def usage_of(index: Index) -> Usage:
    """Who uses what these declare."""
    return usage(index, judged_manifests(index))


@per_index
def _judged_by_code(index: Index) -> tuple[list[UnusedDependency], list[UndeclaredDependency]]:
    """What rules say for which the index is enough. What Rust names and nothing declares does not compile."""
    known = judged_manifests(index), usage_of(index)
    judges = (PypiUse(index, *known), GoUse(index, *known), ComposerUse(index, *known))
    unused: list[UnusedDependency] = []
    undeclared: list[UndeclaredDependency] = []
    for judge in (*judges, CargoUse(index, *known)):
        with spared(index, f"dependencies that are not used or declared, {type(judge).__name__}"):
            unused += judge.unused()
    for judge in judges:
        with spared(index, f"dependencies that are not used or declared, {type(judge).__name__}"):
            undeclared += judge.undeclared()
    return unused, undeclared
