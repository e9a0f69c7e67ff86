"""What stands at a path: whether something is there, and what it holds, without an error where the file system does not let us look.

`Path.exists` and its like raise there (until Python 3.14).
"""

from __future__ import annotations

import codecs
import os
import stat
from pathlib import Path

__all__ = ["MOST_BYTES", "content_at", "file_bytes", "is_folder", "is_there", "may_never_end", "text_at"]

READING = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0)
"""Opening a pipe does not wait for who writes."""

MOST_BYTES = 100_000_000
"""No file of more bytes is read into memory: hosts of git take none."""

WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def is_there(path: Path | str) -> bool:
    """Whether a file or folder of this name can be seen."""
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_folder(path: Path | str) -> bool:
    """Whether it is a folder."""
    return os.path.isdir(path)  # noqa: PTH112 - see above


def may_never_end(path: Path | str) -> bool:
    """Whether something is there that is neither file nor folder: whoever reads a pipe or a device may wait for ever."""
    return is_there(path) and not is_folder(path) and not os.path.isfile(path)  # noqa: PTH113 - see above


def file_bytes(path: Path | str) -> bytes:
    """The bytes of a file, at the end of links too. Questions read thousands: `pathlib` and `io` cost more than the rest.

    A repository may bring a link to a device under any name, a folder a pipe. Of a file that grows, and of one that only the
    kernel fills, no more is read than it is said to hold. Text in UTF-16 is given as UTF-8, which grammars and readers know.

    Raises:
        OSError: there is none, or something that may never end or not fit into memory.
    """
    descriptor = os.open(path, READING)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise OSError("no file")
        if status.st_size > MOST_BYTES:
            raise OSError(f"{status.st_size} bytes, more than {MOST_BYTES}")
        data = os.read(descriptor, status.st_size)
    finally:
        os.close(descriptor)
    return data.decode("utf-16", "replace").encode() if data.startswith(WIDE) else data


def content_at(path: Path | str) -> bytes | None:
    """The same; None where they can't be read."""
    try:
        return file_bytes(path)
    except (OSError, ValueError):
        return None


def text_at(path: Path | str) -> str:
    """The same as text; empty where there is none."""
    return (content_at(path) or b"").decode("utf-8", "replace")
