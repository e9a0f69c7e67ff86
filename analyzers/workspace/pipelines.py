"""Where continuous integration is set up: its files show what a workspace runs on itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["PIPELINES", "pipelines"]

PIPELINES: Final = (
    ".github/workflows/", ".github/actions/", ".gitlab-ci", ".circleci/", ".buildkite/", ".travis.yml", "azure-pipelines",
    "bitbucket-pipelines",
)  # fmt: skip
"""How the paths of such files begin."""


@per_index
def pipelines(index: Index) -> tuple[str, ...]:
    """The files in which pipelines are written, in their order; no scripts beside them."""
    return tuple(path for path in index.files if path.startswith(PIPELINES) and path.endswith((".yml", ".yaml")))
