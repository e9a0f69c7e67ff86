"""Which distributions the workspace's Python manifests ask for from elsewhere.

A folder of the workspace may bear the name of a third-party package (an example, a test, a plug-in for it): where a manifest
requires a distribution of that name, an import that no file answers means that one.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from ..base import World

__all__ = ["Distributions"]

PATTERNS = ("pyproject.toml", "setup.cfg", "setup.py", "*.txt", "*.in", "Pipfile")
SEPARATORS = re.compile(r"[-_.]+")


class Distributions:
    """What is required and not made here; the manifests are read when first asked for."""

    def __init__(self, world: World) -> None:
        self._world = world

    def named(self, top: str) -> bool:
        """Whether a distribution of exactly this name is required (`click`)."""
        return _normal(top) in self._read

    @cached_property
    def _read(self) -> frozenset[str]:
        from ...manifests import module_for, parse

        found: set[str] = set()
        own: set[str] = set()
        for path in self._world.matching(*PATTERNS):
            manifest = parse(path, self._world.read(path)) if module_for(path) == "python.pypi" else None
            if manifest is not None:
                found |= {_normal(item.name) for item in manifest.dependencies}
                own |= {_normal(item.name) for item in manifest.packages}
        return frozenset(found - own)


def _normal(name: str) -> str:
    """https://packaging.python.org/en/latest/specifications/name-normalization/"""
    return SEPARATORS.sub("-", name).lower()
