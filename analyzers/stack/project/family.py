"""Whether the packages of a workspace are one product and its parts, as a library with its derive macros or its plugins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...naming import flat
from ...workspace.own_names import own_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ....indexer.index import Index
    from ....indexer.manifests.base import Manifest

__all__ = ["family"]

CALLED_AFTER: Final = 0.75
"""So many of the other packages are called after the product, at least."""
LANGUAGE: Final = re.compile(r"[-_.](?:rs|js|ts|py|rb|go|php|rust)$", re.IGNORECASE)
"""What a workspace's folder is often called after beside its product."""
STARTED: Final = frozenset(("start", "dev", "serve"))
"""Scripts of an application."""


def family(index: Index, public: Sequence[tuple[str, Manifest]], private: Sequence[tuple[str, Manifest]]) -> list[str]:
    """The manifests of the product that has the workspace's own name and of the packages that are called after it (or
    as it, in another registry); none where they are few of all, or an application stands beside them in a folder of its own.

    Args:
        public, private: the packages that a workspace tool binds below the root.
    """
    named = {path: next(package.name for package in item.packages if package.name) for path, item in public}
    own = {*own_names(index), flat(LANGUAGE.sub("", index.root.name))}
    first = next((path for path, name in named.items() if flat(name) in own), None)
    if first is None:
        return []
    called_after = re.compile(rf"@?{re.escape(named[first])}[-_./:]")
    parts = [
        path
        for path, name in named.items()
        if path != first and (called_after.match(name) or flat(name) == flat(named[first]))
    ]
    top = first.partition("/")[0]
    applied = any(
        path.partition("/")[0] != top and STARTED.intersection(script.name for script in manifest.scripts)
        for path, manifest in private
    )
    return [first, *parts] if len(parts) >= (len(named) - 1) * CALLED_AFTER and not applied else []
