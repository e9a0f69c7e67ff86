"""The floor of a cold index: the same files read and parsed by tree-sitter, with as many processes, and nothing else.

`python benchmarks/parse_floor.py REPO [JOBS]` on a repository that has an index; prints one line.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path

from groundplan.indexer.index_file import index_path, open_reader
from groundplan.indexer.languages import prepared
from groundplan.indexer.languages.trees import parser_of
from groundplan.indexer.workers import BATCH_BYTES

File = tuple[str, str, int]
"""Path, language where the index parses the file and "" else, size in bytes."""


def main() -> None:
    """Reads and parses what the index of the given repository holds."""
    root = Path(sys.argv[1]).resolve()
    jobs = int(sys.argv[2]) if len(sys.argv) > 2 else len(os.sched_getaffinity(0))
    with closing(open_reader(index_path(root))) as connection:
        rows = connection.execute("SELECT path, iif(parsed, language, ''), size FROM files ORDER BY path").fetchall()
    gc.disable()
    batches = list(in_batches(rows))
    with ProcessPoolExecutor(jobs, get_context("fork"), initializer=gc.disable) as pool:
        parsed = sum(pool.map(parse_batch, [str(root)] * len(batches), batches))
    print(f"{len(rows)} files read, {parsed} bytes parsed, {jobs} processes")


def in_batches(files: list[File]) -> Iterator[list[File]]:
    """Batches of the size that the index gives to a worker."""
    batch: list[File] = []
    size = 0
    for file in files:
        batch.append(file)
        size += max(2000, file[2])
        if size > BATCH_BYTES:
            yield batch
            batch, size = [], 0
    yield batch


def parse_batch(root: str, files: list[File]) -> int:
    """The number of bytes parsed."""
    parsed = 0
    for path, name, _ in files:
        data = Path(root, path).read_bytes()
        if name:
            source, dialect = prepared(name, data)
            parser_of(dialect).parse(source)
            parsed += len(source)
    return parsed


if __name__ == "__main__":
    main()
