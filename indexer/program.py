"""Which version of this program runs: what it worked out and kept is never taken for another one's."""

from __future__ import annotations

import os
from binascii import crc32
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["program_state"]


@cache
def program_state() -> str:
    """A digest of this program's files, their sizes and times: another version never gives an older one's answers."""
    here = str(Path(__file__).parent.parent)
    found = [*_files(here, deep=False), *_files(f"{here}/analyzers"), *_files(f"{here}/indexer")]
    times = sum(time for _, _, time in found)  # beside a checksum: hashlib takes longer to import than all of this
    return f"{len(found)} {times} {crc32(repr(sorted(found)).encode('utf-8', 'surrogatepass'))}"


def _files(folder: str, *, deep: bool = True) -> Iterator[tuple[str, int, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith((".py", ".toml")):
                with suppress(FileNotFoundError):  # another version is being put in its place
                    status = entry.stat()
                    yield entry.path, status.st_size, status.st_mtime_ns
            elif deep and entry.is_dir() and entry.name != "__pycache__":
                yield from _files(entry.path)
