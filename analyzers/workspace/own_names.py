"""What the workspace is called: by its folder, and by the packages at its root."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..naming import flat
from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["MAJOR", "own_names"]

MAJOR = re.compile(r"/v\d+$")
"""What a Go module's path ends with from its second major version on."""
NAMED_BY_GRADLE = "rootProject.name"


@per_index
def own_names(index: Index) -> Set[str]:
    """What the workspace is called: its folder, and the packages at its root (`github.com/traefik/traefik/v3` is traefik)."""
    roots = [manifest for path, manifest in index.manifests.items() if "/" not in path]
    names = [MAJOR.sub("", package.name).rpartition("/")[2] for manifest in roots for package in manifest.packages]
    names += [setting.value for manifest in roots for setting in manifest.settings if setting.name == NAMED_BY_GRADLE]
    return {name for name in map(flat, (index.root.name, *names)) if name}
