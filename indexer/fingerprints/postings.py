"""The inverted index of clone fingerprints: from a hash to the files that hold it, in a few thousand blobs.

A row a hash would be a million rows. A bucket is the sorted 64-bit integers `hash << 32 | file_id` of all hashes with
the same leading bits, so that a load sorts once and an edit rewrites the buckets of the hashes that came or went.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING

from .fingerprint import entries, unpack

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from typing import Any

    Read = Callable[[str, Sequence[object]], list[Any]]

__all__ = ["Postings", "lookup"]

BUCKET_BITS = 12
SHIFT = 64 - BUCKET_BITS
FILE_BITS = 0xFFFFFFFF


class Postings:
    """The changes of one refresh to the inverted index."""

    def __init__(self) -> None:
        self._come = array("Q")
        self._gone = array("Q")

    def add(self, found: bytes) -> None:
        """Notes the entries of a file's fingerprint as new."""
        self._come.frombytes(found)

    def remove(self, file_id: int, data: bytes) -> None:
        """Notes a file's earlier packed fingerprint as gone."""
        if data:
            self._gone.frombytes(entries(file_id, unpack(data)))

    def write(self, connection: sqlite3.Connection, *, fresh: bool) -> None:
        """Stores the noted changes; on a fresh database the buckets are written without reading."""

        def read(statement: str, parameters: Sequence[object]) -> list[tuple[bytes]]:
            return connection.execute(statement, parameters).fetchall()

        if fresh:
            rows = [(bucket, array("Q", values)) for bucket, values in _by_bucket(sorted(self._come))]
        else:
            come, gone = set(self._come) - set(self._gone), set(self._gone) - set(self._come)
            rows = [
                (bucket, array("Q", sorted((set(_bucket(read, bucket)) - gone) | come.intersection(values))))
                for bucket, values in _by_bucket(sorted(come | gone))
            ]
        connection.executemany("INSERT OR REPLACE INTO fingerprint_postings VALUES (?,?)", rows)
        connection.execute("DELETE FROM fingerprint_postings WHERE entries = x''")


def _by_bucket(values: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Sorted entries by their bucket."""
    low = 0
    while low < len(values):
        bucket = values[low] >> SHIFT
        high = bisect_left(values, bucket + 1 << SHIFT, low)
        yield bucket, values[low:high]
        low = high


def lookup(read: Read, hashes: Iterable[int]) -> Mapping[int, list[int]]:
    """Hash → ids of the files that hold it, ascending; hashes that no file holds are left out.

    Args:
        read: runs a query and returns all of its rows (`Index.rows`).
        hashes: chunk hashes and shapes of a fingerprint.
    """
    found: dict[int, list[int]] = {}
    bucket, values = -1, array("Q")
    for value in sorted(set(hashes)):
        if value >> (32 - BUCKET_BITS) != bucket:
            bucket = value >> (32 - BUCKET_BITS)
            values = _bucket(read, bucket)
        low, high = bisect_left(values, value << 32), bisect_left(values, value + 1 << 32)
        if low < high:
            found[value] = [entry & FILE_BITS for entry in values[low:high]]
    return found


def _bucket(read: Read, bucket: int) -> array[int]:
    values = array("Q")
    for (data,) in read("SELECT entries FROM fingerprint_postings WHERE bucket = ?", (bucket,)):
        values.frombytes(data)
    return values
