"""A server's time between questions: a process of lowest priority that reads what the next impact questions will need."""

from __future__ import annotations

import os
import subprocess
from contextlib import suppress
from typing import TYPE_CHECKING

from .indexer.own_process import NoProcessError, own_python

if TYPE_CHECKING:
    from pathlib import Path

    from .indexer.refreshed import Refreshed

__all__ = ["ReadingAhead"]

WORTH_FILES = 200
"""A smaller workspace is read when it is asked about."""
MANY_CHANGED = 50
"""So many changed files (a branch checked out, a merge) are worth another process; fewer are read by the question itself."""
IDLE = 19
"""The niceness of a process that only takes what others leave."""


class ReadingAhead:
    """Starts `groundplan index --ahead` beside a server, at most one at a time.

    Args:
        root: the workspace.
    """

    def __init__(self, root: Path) -> None:
        self._options = ["index", "--ahead", "--jobs", "1", "--root", str(root)]
        self._process: subprocess.Popen[bytes] | None = None
        self._unread = MANY_CHANGED
        """Files that may have no table yet; of a workspace that nobody has read these are many."""

    def answered(self, done: Refreshed) -> None:
        """After an answer, with what its refresh did: begins where enough is new."""
        self._unread += done.changed
        if done.files < WORTH_FILES or self._unread < MANY_CHANGED or self._running():
            return
        self._unread = 0
        with suppress(OSError, NoProcessError):  # no process to be had: questions read for themselves
            command = own_python("from groundplan.cli import main; main()")
            self._process = subprocess.Popen(
                [*command, *self._options],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
            if hasattr(os, "setpriority"):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, IDLE)

    def _running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def close(self) -> None:
        """Ends what is still being read: what has been read is kept, and the next process goes on from there."""
        if self._process is not None and self._running():
            self._process.terminate()
            self._process.wait()
