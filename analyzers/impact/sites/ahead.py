"""Reading ahead: the site tables that impact questions will want, read before anybody asks.

The first question about a name that hundreds of files use waits for all their tables, some 10 ms a file. They are kept by
content, so whoever has time to spare (a server between two questions, a build) can read them once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .reading import READERS
from .tables import SiteTables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import File, Index

__all__ = ["read_ahead"]

BATCH_BYTES = 3_000_000
"""Of source, read and let go of before the next: so much waits in memory."""


def read_ahead(index: Index, *, alone: bool = False) -> int:
    """Brings the tables of all files that have some beside the index; those that are there cost a look.

    Args:
        index: one state.
        alone: read in this process only.

    Returns:
        How many files have a table by now.
    """
    readable = [file for file in index.files.values() if file.parsed and file.language in READERS]
    for batch in _batches(readable):
        SiteTables(index, alone=alone).load(batch)
    return len(readable)


def _batches(files: list[File]) -> Iterator[list[str]]:
    batch: list[str] = []
    size = 0
    for file in files:
        batch.append(file.path)
        size += file.size
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    yield batch
