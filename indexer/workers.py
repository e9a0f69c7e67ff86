"""Runs extraction over many files: here for a small change, in processes for a large one.

A reader that crashes or never ends takes its process with it and no more: the files of that batch are tried again one by
one, and the one that does it is reported.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .extract import FileFacts, Job, extract_batch, packed_batch, preload, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from .discover import FileState

__all__ = ["BATCH_BYTES", "Workers", "batches_of"]

IN_PROCESS_BYTES = 400_000
"""Below this much to parse, starting worker processes costs more than they save."""
BATCH_BYTES = 600_000
STALLED_SECONDS = 120.0
"""A batch takes well under a second; when none has come back for this long, a reader hangs."""
ONE_FILE_SECONDS = 20.0


@dataclass(frozen=True, slots=True)
class Workers:
    """How extraction is run.

    Attributes:
        jobs: worker processes; 0 for one a core.
        progress: called with (files done, files to do).
    """

    jobs: int
    progress: Callable[[int, int], None] | None

    def run(
        self, root: Path, jobs: list[Job], states: Mapping[str, FileState], max_file_bytes: int
    ) -> Iterator[list[FileFacts]]:
        """The facts of the files, in batches, as they are done."""
        done = 0
        for facts in self._results(str(root), jobs, states, max_file_bytes):
            done += len(facts)
            if self.progress is not None:
                self.progress(done, len(jobs))
            yield facts

    def _results(
        self, root: str, jobs: list[Job], states: Mapping[str, FileState], limit: int
    ) -> Iterator[list[FileFacts]]:
        batches = list(batches_of(jobs, states))
        count = self.jobs or cores()
        if count == 1 or len(batches) == 1 or sum(state.size for state in states.values()) < IN_PROCESS_BYTES:
            yield from (extract_batch(root, batch, limit) for batch in batches)
            return
        if start_method() == "fork":
            preload(states)
        lost: list[list[Job]] = []
        yield from _in_pool(root, batches, limit, min(count, len(batches)), STALLED_SECONDS, lost)
        for batch in lost:
            yield _one_by_one(root, batch, limit)


def batches_of(jobs: Iterable[Job], states: Mapping[str, FileState]) -> Iterator[list[Job]]:
    """Files in batches of about equal size."""
    batch: list[Job] = []
    size = 0
    for job in jobs:
        batch.append(job)
        size += max(2000, states[job.path].size)
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _in_pool(
    root: str, batches: list[list[Job]], limit: int, count: int, patience: float, lost: list[list[Job]]
) -> Iterator[list[FileFacts]]:
    """Results of a pool as they come; batches that a dead or stalled process took with it are added to `lost`."""
    pool = ProcessPoolExecutor(count, multiprocessing.get_context(start_method()), initializer=gc.disable)
    futures: dict[Future[bytes], list[Job]] = {}
    try:
        futures = {pool.submit(packed_batch, root, batch, limit): batch for batch in batches}
        for future in as_completed(list(futures), timeout=patience + len(batches)):
            packed = future.result()
            del futures[future]
            yield unpacked(packed)
    except (BrokenExecutor, TimeoutError):
        lost += [batch for future, batch in futures.items() if not _finished(future)]
        yield from [unpacked(future.result()) for future in list(futures) if _finished(future)]
    finally:
        if futures:
            _kill_workers()
        pool.shutdown(wait=True, cancel_futures=True)


def _finished(future: Future[bytes]) -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def _one_by_one(root: str, batch: list[Job], limit: int) -> list[FileFacts]:
    """Each file in a process of its own; the one that breaks it is told as a problem."""
    found: list[FileFacts] = []
    for job in batch:
        lost: list[list[Job]] = []
        for facts in _in_pool(root, [[job]], limit, 1, ONE_FILE_SECONDS, lost):
            found += facts
        if lost:
            found.append(
                FileFacts(job.file_id, job.path, problems=[("parse", 0, "its reader crashed or did not end; left out")])
            )
    return found


def _kill_workers() -> None:
    for child in multiprocessing.active_children():
        child.kill()


def cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def start_method() -> str:
    """A fork copies this process as it is, which is fast, and safe only while it has a single thread."""
    return "fork" if sys.platform == "linux" and threading.active_count() == 1 else "spawn"
