"""Many files' site tables at once, read in processes: the first question about a name that hundreds of files use."""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TYPE_CHECKING

from ....indexer.processes import cores, start_method
from .reading import packed_sites

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

__all__ = ["read_in_processes"]

Wanted = tuple[str, str]
"""Path and language of a file."""

AT_ONCE = 8


def read_in_processes(root: Path, wanted: Sequence[Wanted]) -> list[bytes | None]:
    """The packed tables of files, in their order; None for a file without one.

    A reader that dies takes this way of reading with it, and no file: all are then read here, one after the other.
    """
    jobs = [(str(root), path, language) for path, language in wanted]
    try:
        context = multiprocessing.get_context(start_method())
        with ProcessPoolExecutor(min(cores(), len(jobs)), context, initializer=gc.disable) as pool:
            return list(pool.map(_read, jobs, chunksize=AT_ONCE))
    except (BrokenExecutor, OSError):
        return [_read(job) for job in jobs]


def _read(job: tuple[str, str, str]) -> bytes | None:
    root, path, language = job
    try:
        with open(f"{root}/{path}", "rb") as handle:  # noqa: PTH123 - as the index itself reads it
            source = handle.read()
    except OSError:
        return None
    return packed_sites(source, language)
