"""Many files' site tables at once, read in processes: the first question about a name that hundreds of files use."""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from typing import TYPE_CHECKING

from ....indexer.on_disk import content_at
from ....indexer.own_process import NoProcessError, run_beside
from ....indexer.processes import can_fork, cores, start_method
from .reading import packed_sites

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["read_in_processes"]

Wanted = tuple[str, str]
"""Path and language of a file."""
FileJob = tuple[str, str, str]
"""Root, path and language."""

AT_ONCE = 8


def read_in_processes(root: Path, wanted: Sequence[Wanted]) -> list[bytes | None]:
    """The packed tables of files, in their order; None for a file without one.

    A reader that dies takes this way of reading with it, and no file: all are then read here, one after the other.
    """
    jobs = [(str(root), path, language) for path, language in wanted]
    try:
        return list(_pooled(jobs) if can_fork() else run_beside(_pooled, jobs))
    except (BrokenExecutor, NoProcessError, OSError):
        return [_read(job) for job in jobs]


def _pooled(jobs: list[FileJob]) -> Iterator[bytes | None]:
    context = multiprocessing.get_context(start_method())
    pool = ProcessPoolExecutor(min(cores(), len(jobs)), context, initializer=gc.disable)
    try:
        yield from pool.map(_read, jobs, chunksize=AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


def _read(job: FileJob) -> bytes | None:
    root, path, language = job
    source = content_at(f"{root}/{path}")
    return None if source is None else packed_sites(source, language)
