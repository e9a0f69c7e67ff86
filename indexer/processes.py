"""How this machine starts processes, and how many of them can work at once."""

from __future__ import annotations

import os
import sys
import threading

__all__ = ["can_fork", "cores", "start_method"]


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def can_fork() -> bool:
    """A fork copies this process as it is, which is fast, and safe only while it has a single thread."""
    return start_method() == "fork" and threading.active_count() == 1


def start_method() -> str:
    """How a process of this program's own starts others; what is not such a one has `own_process.run_beside`."""
    return "fork" if sys.platform == "linux" else "spawn"
