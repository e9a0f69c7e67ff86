"""What continuous integration runs as its tests: the workspace's own word on which of several commands is the one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..per_index import per_index
from ..workspace.pipelines import pipelines

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["tested_only_by"]

BY_ITSELF = re.compile(
    r"\b(?:go|cargo|mix|dotnet|swift|dart|flutter|stack|cabal|sbt|[np]+pm|yarn|bun)( run)? test\b|\bpytest\b"
)
"""How the tests are run by what a manager or a runner does by itself."""


def tested_only_by(index: Index, command: str) -> bool:
    """Whether pipelines run this command, and never the tests by a manager's own: those may be more than are meant to be run at once."""
    called = re.compile(rf"(?<![\w./-]){re.escape(command)}(?![\w./:-])")
    rest, times = called.subn("", _pipelines(index)) if command else ("", 0)
    return times > 0 and BY_ITSELF.search(rest) is None


@per_index
def _pipelines(index: Index) -> str:
    return "\n".join(index.text(path) for path in pipelines(index))
