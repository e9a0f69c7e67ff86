"""What the stored facts depend on besides the files; on the path of every question, so it imports next to nothing."""

from __future__ import annotations

import os
import sys
from binascii import crc32
from functools import cache
from pathlib import Path

from . import FORMAT

__all__ = ["format_key"]


@cache
def format_key() -> str:
    """What the stored facts depend on besides the files: this program's format, Python, and the grammars' versions.

    The versions are read off the names of the installed distributions' folders, which takes one listing.
    """
    from importlib.util import find_spec

    spec = find_spec("tree_sitter")
    installed = Path(spec.origin).parent.parent if spec is not None and spec.origin else Path()
    grammars = sorted(
        entry.name
        for entry in os.scandir(installed)
        if entry.name.startswith("tree_sitter") and entry.name.endswith(".dist-info")
    )
    key = crc32("|".join(grammars).encode())
    return f"{FORMAT} python{sys.version_info.major}.{sys.version_info.minor} {key:08x}"
