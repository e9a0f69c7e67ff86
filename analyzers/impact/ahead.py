"""Reading ahead: the tables of files that impact questions will want, read before anybody asks.

The first question about a name that hundreds of files use waits for all their tables, some 10 ms a file. They are kept by
content, so whoever has time to spare (a server between two questions, a build) can read them once.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from .receivers.receiver_tables import keep_receivers
from .receivers.receiver_tables import readable as has_receivers
from .sites.tables import READERS, SiteTables

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["read_ahead"]

BATCH_BYTES = 3_000_000
"""Bytes of source that are read at a time, and released before the next."""
MOST_BYTES = 60_000_000
"""Bytes of source in all, some 10,000 files: more would take minutes. The files that many import come first."""


def read_ahead(index: Index, *, alone: bool = False) -> int:
    """Brings the tables of all files that have some beside the index, the most imported first; those that are there cost a look.

    Args:
        index: one state.
        alone: read in this process only.

    Returns:
        How many files have a table by now.
    """
    importers = index.adjacency[1]
    readable = [
        file for file in index.files.values() if file.parsed and (file.language in READERS or has_receivers(file))
    ]
    readable.sort(key=lambda file: (-len(importers.get(file.path, ())), file.path))
    before = zip(readable, accumulate((file.size for file in readable), initial=0), strict=False)
    wanted = [(size // BATCH_BYTES, file.path) for file, size in before if size < MOST_BYTES]
    for batch in by_key(wanted).values():
        SiteTables(index, alone=alone).load(batch)
        keep_receivers(index, batch, alone=alone)
    return len(wanted)
