"""Where continuous integration is set up: its files show what a workspace runs on itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ... import lazy_re as re
from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["PIPELINES", "instructions", "pipelines"]

PIPELINES: Final = (
    ".github/workflows/", ".github/actions/", ".gitlab-ci", ".circleci/", ".buildkite/", ".travis.yml", "azure-pipelines",
    "bitbucket-pipelines",
)  # fmt: skip
"""How the paths of such files begin."""
COMMENT: Final = re.compile(r"(?m)^[ \t]*+#.*$")


@per_index
def pipelines(index: Index) -> tuple[str, ...]:
    """The files in which pipelines are written, in their order; no scripts beside them."""
    return tuple(path for path in index.files if path.startswith(PIPELINES) and path.endswith((".yml", ".yaml")))


@per_index
def instructions(index: Index) -> dict[str, str]:
    """The text of each such file by its path, commented lines blank: those steps do not run, and line numbers stay."""
    return {path: COMMENT.sub("", index.text(path)) for path in pipelines(index)}
