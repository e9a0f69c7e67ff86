"""Environments of Conda and Pixi that Python code runs in: what they bring, nobody else needs to declare."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..declared_names import is_around
from ..import_names import candidates, normalised, resembles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.manifests.base import Manifest
    from ..dependency_use import ImportUse

__all__ = ["is_of_environment"]


def is_of_environment(manifests: Mapping[str, Manifest], use: ImportUse, directory: str) -> bool:
    """Whether an environment around the importing file brings a module: it stands nearer to the file than the package at
    `directory` and so is what the file runs in (its packages' names need not be like the modules'), or it names the module."""
    for path, manifest in manifests.items():
        if manifest.ecosystem == "conda" and is_around(path, use.path):
            if len(path.rpartition("/")[0]) > len(directory):
                return True
            names = {normalised("pypi", item.name) for item in manifest.dependencies}
            if not names.isdisjoint(candidates("pypi", use.module)):
                return True
            if any(resembles(name, use.module, use.specifier) for name in names):
                return True
    return False
