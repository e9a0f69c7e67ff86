"""What stands at a path: whether something is there, and what it holds, without an error where the file system does not let us look.

`Path.exists` and its like raise there (until Python 3.14).
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

__all__ = ["MOST_BYTES", "content_at", "is_folder", "is_there", "may_never_end", "text_at"]

MOST_BYTES = 100_000_000
"""No file of more bytes is read into memory: hosts of git take none."""


def is_there(path: Path | str) -> bool:
    """Whether a file or folder of this name can be seen."""
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_folder(path: Path | str) -> bool:
    """Whether it is a folder."""
    return os.path.isdir(path)  # noqa: PTH112 - see above


def may_never_end(path: Path | str) -> bool:
    """Whether something is there that is neither file nor folder: whoever reads a pipe or a device may wait for ever."""
    return is_there(path) and not is_folder(path) and not os.path.isfile(path)  # noqa: PTH113 - see above


def content_at(path: Path | str) -> bytes | None:
    """The bytes of a file, at the end of links too; None where there is none, or something that may never end or not fit into memory.

    A repository may bring a link to a device under any name, a folder a pipe. Of a file that grows, and of one that only the
    kernel fills, no more is read than it is said to hold.
    """
    try:
        status = os.stat(path)  # noqa: PTH116 - on the path of every question
        if not stat.S_ISREG(status.st_mode) or status.st_size > MOST_BYTES:
            return None
        with open(path, "rb") as handle:  # noqa: PTH123 - as above
            return handle.read(status.st_size)
    except (OSError, ValueError):
        return None


def text_at(path: Path | str) -> str:
    """The same as text; empty where there is none."""
    return (content_at(path) or b"").decode("utf-8", "replace")
