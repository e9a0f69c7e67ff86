"""Keeps the index fresh as files change: by the kernel's word (`indexer/looking/watcher.py`), or by a stat a file."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .indexer.refreshed import Refreshed
    from .workspace import Workspace

__all__ = ["watch"]


def watch(
    workspace: Workspace, interval: float, tell: Callable[[Refreshed], object], rounds: int | None = None
) -> None:
    """Refreshes until interrupted, or for a number of rounds.

    Args:
        workspace: one that keeps its view.
        interval: seconds between the end of one look and the next.
        tell: called with every refresh that changed something.
    """
    while rounds is None or rounds > 0:
        done = workspace.refresh()
        if done.changed or done.removed:
            tell(done)
        rounds = None if rounds is None else rounds - 1
        if rounds != 0:
            time.sleep(interval)
