"""What in the workspace shows which technology: every piece of evidence that the catalog knows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .claims_files import from_contents, from_files, from_hooks, from_imports, from_workflows
from .claims_manifests import from_manifests

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...indexer.index import Index
    from .claim import Claim

__all__ = ["claims"]

SOURCES: Final[tuple[Callable[[Index], Iterator[Claim]], ...]] = (
    from_manifests,
    from_files,
    from_contents,
    from_hooks,
    from_workflows,
    from_imports,
)


def claims(index: Index) -> Iterator[Claim]:
    """All evidence in the workspace, whatever its zone."""
    for source in SOURCES:
        yield from source(index)
