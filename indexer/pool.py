"""Extraction in worker processes. A module of its own: what starts processes takes as long to import as a small change to index.

A reader that crashes or never ends takes its process with it and no more: the files of that batch are tried again one by
one, and the one that does it is reported.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import threading
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from typing import TYPE_CHECKING

from .extract import FileFacts, Job, extract_file, packed_batch, packed_facts, preload, unpacked
from .own_process import NoProcessError, run_beside
from .processes import can_fork, start_method

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from multiprocessing.process import BaseProcess

__all__ = ["in_pool"]

STALLED_SECONDS = 120.0
"""A batch takes well under a second; when none has come back for this long, a reader hangs."""
ONE_FILE_SECONDS = 20.0


def in_pool(root: str, batches: list[list[Job]], limit: int, count: int) -> Iterator[list[FileFacts]]:
    """The facts of batches of files, as they are done in so many processes.

    Args:
        root: the workspace.
        limit: bytes above which a file is not parsed.
        count: processes.
    """
    if can_fork():
        yield from map(unpacked, _packed(root, batches, limit, count))
        return
    left = {job.file_id: job for batch in batches for job in batch}
    try:
        for packed in run_beside(_packed, root, batches, limit, count):
            found = unpacked(packed)
            for facts in found:
                del left[facts.file_id]
            yield found
    except NoProcessError:
        yield from ([extract_file(root, job, limit)] for job in left.values())


def _packed(root: str, batches: list[list[Job]], limit: int, count: int) -> Iterator[bytes]:
    """The facts as `packed_batch` packs them."""
    if start_method() == "fork":
        preload(job.path for batch in batches for job in batch)
    lost: list[list[Job]] = []
    yield from _results(root, batches, limit, count, STALLED_SECONDS, lost)
    for batch in lost:
        yield from _one_by_one(root, batch, limit)


def _results(
    root: str, batches: list[list[Job]], limit: int, count: int, patience: float, lost: list[list[Job]]
) -> Iterator[bytes]:
    """Results of a pool as they come; batches that a dead or stalled process took with it are added to `lost`."""
    others = multiprocessing.active_children()
    pool = ProcessPoolExecutor(count, multiprocessing.get_context(start_method()), initializer=_begin)
    futures: dict[Future[bytes], list[Job]] = {}
    try:
        futures = {pool.submit(packed_batch, root, batch, limit): batch for batch in batches}
        for future in as_completed(list(futures), timeout=patience + len(batches)):
            packed = future.result()
            del futures[future]
            yield packed
    except (BrokenExecutor, TimeoutError):
        lost += [batch for future, batch in futures.items() if not _finished(future)]
        yield from [future.result() for future in list(futures) if _finished(future)]
    finally:
        if futures:
            _kill_all_but(others)
        pool.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """In a new process: it makes no cycles, and ends where the program is killed that waits for it.

    It would stay for ever, and with it the lock of the index, which it was given with all else that was open.
    """
    gc.disable()
    if (parent := multiprocessing.parent_process()) is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def _finished(future: Future[bytes]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _one_by_one(root: str, batch: list[Job], limit: int) -> Iterator[bytes]:
    """Each file in a process of its own; the one that breaks it is told as a problem."""
    for job in batch:
        lost: list[list[Job]] = []
        yield from _results(root, [[job]], limit, 1, ONE_FILE_SECONDS, lost)
        if lost:
            problem = ("parse", 0, "its reader crashed or did not end; left out")
            yield packed_facts([FileFacts(job.file_id, job.path, problems=[problem])])


def _kill_all_but(others: Collection[BaseProcess]) -> None:
    """The program may have processes of its own, which were there before."""
    for child in multiprocessing.active_children():
        if child not in others:
            child.kill()
