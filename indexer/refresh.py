"""Brings the index up to date with the workspace. Nothing is imported for work that is not there: most refreshes find nothing changed."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from .format_key import format_key
from .looking.lastlook import last_look
from .refreshed import Refreshed

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["refresh"]


def refresh(
    root: Path,
    path: Path,
    *,
    full: bool = False,
    jobs: int = 0,
    progress: Callable[[int, int], None] | None = None,
    meanwhile: Callable[[str], object] | None = None,
) -> Refreshed:
    """Makes the index at `path` describe the workspace at `root` as it is now.

    A workspace that did not change costs a stat a file and takes no lock.

    Args:
        root: the workspace.
        path: the index file.
        full: build from nothing.
        jobs: worker processes; 0 for one a core.
        progress: called with (files done, files to do).
        meanwhile: called where git is at work and there is time, with the state that the index has so far.

    Raises:
        IndexUnavailableError: the index can't be written.
    """
    started = time.monotonic()
    last = None if full else last_look(root, path, format_key())
    if last is not None and last.unchanged(path):
        return Refreshed(len(last.paths), seconds=time.monotonic() - started, state=last.state)
    from .update import update

    done = update(root, path, last, full=full, jobs=jobs, progress=progress, meanwhile=meanwhile)
    return done._replace(seconds=time.monotonic() - started)
