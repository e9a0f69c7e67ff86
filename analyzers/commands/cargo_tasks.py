"""Cargo's tasks written in Rust (`cargo xtask test`): an alias of the workspace, used by its continuous integration.

What stands behind them is a program, so that only the workflow that calls one proves that there is such a task.
https://doc.rust-lang.org/cargo/reference/config.html#alias
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ..workspace.pipelines import pipelines

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["CargoTask", "cargo_task"]

SETTINGS = (".cargo/config.toml", ".cargo/config")
ALIAS = re.compile(rb"^[ \t]*(xtask)[ \t]*=", re.MULTILINE)


class CargoTask(NamedTuple):
    """A command and the line that runs it."""

    command: str
    path: str
    line: int


def cargo_task(index: Index, verb: str) -> CargoTask | None:
    """The task that continuous integration runs for a verb (`test`, `build`), with nothing behind it."""
    if not any(path in index.files and ALIAS.search(index.read(path)) for path in SETTINGS):
        return None
    called = re.compile(rb"\bcargo xtask " + verb.encode() + rb"[ \t\"']*$", re.MULTILINE)
    for path in pipelines(index):
        if match := called.search(text := index.read(path)):
            return CargoTask(f"cargo xtask {verb}", path, text.count(b"\n", 0, match.start()) + 1)
    return None
