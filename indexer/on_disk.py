"""Whether something is there, without an error where the file system does not let us look.

`Path.exists` and its like raise there (until Python 3.14).
"""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["is_folder", "is_there"]


def is_there(path: Path | str) -> bool:
    """Whether a file or folder of this name can be seen."""
    return os.path.exists(path)  # noqa: PTH110 - see above


def is_folder(path: Path | str) -> bool:
    """Whether it is a folder."""
    return os.path.isdir(path)  # noqa: PTH112 - see above
