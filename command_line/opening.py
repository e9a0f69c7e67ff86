"""What every command begins with: the workspace that it is about, and who watches its progress."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..workspace import Workspace

__all__ = ["open_workspace", "progress_bar"]


def open_workspace(root: str | None, *, allow_exec: bool = False, keep: bool = False) -> Workspace:
    """The workspace at a folder, or the one around the current folder."""
    from ..workspace import Workspace, find_root

    return Workspace(find_root(Path.cwd()) if root is None else root, allow_exec=allow_exec, keep=keep)


def progress_bar() -> Callable[[int, int], None] | None:
    """A progress bar on standard error, only where a person watches it."""
    if not sys.stderr.isatty() or os.environ.get("CI") or os.environ.get("PRE_COMMIT"):
        return None

    def report(done: int, total: int) -> None:
        if total > 200:
            sys.stderr.write(f"\rindexing {done}/{total} files" + ("\n" if done == total else ""))
            sys.stderr.flush()

    return report
