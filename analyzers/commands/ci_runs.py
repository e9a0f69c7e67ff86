"""What continuous integration runs as its tests: the workspace's own word on which of several commands is the one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..workspace.pipelines import instructions

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["run_as", "tested_only_by"]

BY_ITSELF = re.compile(
    r"\b(?:go|cargo|mix|dotnet|swift|dart|flutter|stack|cabal|sbt|[np]+pm|yarn|bun)( run)? test\b|\bpytest\b"
)
"""How the tests are run by what a manager or a runner does by itself."""


def tested_only_by(index: Index, command: str) -> bool:
    """Whether pipelines run this command, and never the tests by a manager's own: those may be more than are meant to be run at once."""
    called = re.compile(rf"(?<![\w./-]){re.escape(command)}(?![\w./:-])")
    rest, times = called.subn("", "\n".join(instructions(index).values())) if command else ("", 0)
    return times > 0 and BY_ITSELF.search(rest) is None


def run_as(index: Index, script: str) -> str:
    """How a step of a pipeline starts a script of the workspace, and nothing beside it; empty where none does."""
    step = re.compile(rf"(?m)^[ \t]*+(?:- ++)?+(?:run: *+)?+((?:(?:ba|z)?sh ++)?+(?:\./)?+{re.escape(script)})[ \t]*+$")
    found = (step.search(text) for text in instructions(index).values() if script in text)
    return next((match[1] for match in found if match), "")
