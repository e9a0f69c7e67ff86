"""Runs extraction over many files: here for a small change, in processes for a large one (`pool.py`)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .extract import FileFacts, Job, extract_batch
from .processes import cores

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from .discover import FileState

__all__ = ["BATCH_BYTES", "Workers"]

IN_PROCESS_BYTES = 400_000
"""Below this much to parse, starting worker processes costs more than they save."""
BATCH_BYTES = 600_000


class Workers(NamedTuple):
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
        batches = list(_batches_of(jobs, states))
        count = self.jobs or cores()
        if count == 1 or len(batches) == 1 or sum(state.size for state in states.values()) < IN_PROCESS_BYTES:
            yield from (extract_batch(root, batch, limit) for batch in batches)
            return
        from .pool import in_pool

        yield from in_pool(root, batches, limit, min(count, len(batches)))


def _batches_of(jobs: Iterable[Job], states: Mapping[str, FileState]) -> Iterator[list[Job]]:
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
