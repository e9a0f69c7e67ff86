"""Which distributions the workspace's Python manifests ask for from elsewhere.

A folder of the workspace may bear the name of a third-party package (an example, a test, a plug-in for it): where a manifest
requires a distribution of that name, an import that no file answers means that one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..base import World

__all__ = ["required_distributions"]

PATTERNS = ("pyproject.toml", "setup.cfg", "setup.py", "*.txt", "*.in", "Pipfile")


def required_distributions(world: World) -> frozenset[str]:
    """What is required and not made here, by names as the index compares them."""
    from ...manifests import module_for, parse
    from ...manifests.python.pypi.pep508 import normalise

    paths = (path for path in world.matching(*PATTERNS) if module_for(path) == "python.pypi")
    manifests = [manifest for path in paths if (manifest := parse(path, world.read(path))) is not None]
    required = {normalise(item.name) for manifest in manifests for item in manifest.dependencies}
    return frozenset(required - {normalise(item.name) for manifest in manifests for item in manifest.packages})
