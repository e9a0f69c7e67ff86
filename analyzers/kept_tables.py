"""What is read of the syntax of whole files, kept by content; of many files at once it is read in processes."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from ..indexer.collection import no_collection
from ..indexer.on_disk import content_at
from .sparing import spared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..indexer.index import Index

    Read = Callable[[bytes, str], bytes | None]
    FileJob = tuple[str, str]

__all__ = ["kept_tables"]

MANY_BYTES = 500_000
"""Reading so much takes half a second, and more than processes take to start."""
AT_ONCE = 8


def kept_tables(index: Index, keys: Mapping[str, bytes], read: Read, *, alone: bool = False) -> dict[str, bytes]:
    """Path → packed table, in the order of the paths; without those of which there is none.

    Args:
        index: one state.
        keys: path → what the table is kept by: the form of such tables, the language or its reader, the hash of the content.
        read: a module's function: content and language → packed table, None for none. Nothing else decides that.
        alone: read in this process only, however many are wanted.
    """
    kept = index.memo.get(keys.values())
    missing = [path for path, key in keys.items() if key not in kept]
    if missing:
        fresh = {keys[path]: packed for path, packed in _read(index, missing, read, alone=alone) if packed is not None}
        index.memo.put(fresh)
        kept |= fresh
    return {path: kept[key] for path, key in keys.items() if key in kept}


def _read(index: Index, paths: Sequence[str], read: Read, *, alone: bool) -> Iterator[tuple[str, bytes | None]]:
    files = index.files
    jobs = [(f"{index.root}/{path}", files[path].language) for path in paths]
    if not alone and index.faults is None and sum(files[path].size for path in paths) >= MANY_BYTES:
        yield from zip(paths, _beside(read, jobs), strict=True)
        return
    with no_collection():
        for path, job in zip(paths, jobs, strict=True):
            with spared(index, path):
                yield path, _of_file(read, job)


def _beside(read: Read, jobs: list[FileJob]) -> list[bytes | None]:
    """A reader that dies takes this way of reading with it, and no file: all are then read here, one after the other."""
    from concurrent.futures import BrokenExecutor

    from ..indexer.own_process import NoProcessError, run_beside
    from ..indexer.processes import can_fork

    try:
        return list(_pooled(read, jobs) if can_fork() else run_beside(_pooled, read, jobs))
    except (BrokenExecutor, NoProcessError, OSError):
        return [_of_file(read, job) for job in jobs]


def _pooled(read: Read, jobs: list[FileJob]) -> Iterator[bytes | None]:
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    from ..indexer.processes import cores, start_method

    context = multiprocessing.get_context(start_method())
    pool = ProcessPoolExecutor(min(cores(), len(jobs)), context, initializer=gc.disable)
    try:
        yield from pool.map(partial(_of_file, read), jobs, chunksize=AT_ONCE)
    finally:
        pool.shutdown(cancel_futures=True)


def _of_file(read: Read, job: FileJob) -> bytes | None:
    path, language = job
    source = content_at(path)
    return None if source is None else read(source, language)
