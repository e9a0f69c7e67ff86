"""Keeps an index fresh in a process that stays: looks at every file only when something may have happened since."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .index_file import Stamp, index_stamp
from .looking.watcher import Watcher, watch
from .refresh import refresh
from .refreshed import Refreshed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["Freshness"]

PAUSE = 20
"""A new watcher is not begun before this many times what the last one took to begin: folders may come and go all the time."""
PAUSE_SECONDS = 60.0
"""Where nobody can watch, it is tried again after this time."""


class Freshness:
    """The freshness of one index.

    Args:
        root: the workspace.
        path: the index file.
    """

    def __init__(self, root: Path, path: Path) -> None:
        self._root, self._path = root, path
        self._watcher: Watcher | None = None
        self._last = Refreshed(0)
        self._stamp: Stamp = ()
        self._not_before = float("inf")

    @property
    def witness(self) -> int | None:
        """Stays the same as long as nothing can have happened in the workspace or its repository; None where nobody watches."""
        return self._watcher.seen if self._watcher is not None else None

    @property
    def may_watch(self) -> bool:
        """Whether somebody watches, or the next refresh begins to."""
        return self._watcher is not None or time.monotonic() >= self._not_before

    def refresh(self, progress: Callable[[int, int], None] | None = None) -> Refreshed:
        """Brings the index up to date; see `refresh.refresh`."""
        stamp = index_stamp(self._path)
        if self._watcher is not None and self._watcher.quiet() and stamp == self._stamp:
            return self._last._replace(changed=0, removed=0, linked=0, seconds=0.0)
        self._watch()
        began = time.monotonic()
        self._last = refresh(self._root, self._path, progress=progress)
        if self._watcher is not None:
            self._watcher.looked(began)
        written = self._last.changed or self._last.removed
        self._stamp = index_stamp(self._path) if written else stamp
        return self._last

    def _watch(self) -> None:
        """Begins to watch where nobody does; not before the first answer, which waits for nothing else."""
        if self._watcher is not None and not self._watcher.renewal:
            return
        if self._watcher is not None:
            self._watcher.close()
            self._watcher = None
        began = time.monotonic()
        if began >= self._not_before:
            self._watcher = watch(self._root)
            ended = time.monotonic()
            self._not_before = ended + (PAUSE_SECONDS if self._watcher is None else PAUSE * (ended - began))
        elif self._not_before == float("inf"):
            self._not_before = began
