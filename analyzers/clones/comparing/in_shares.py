"""Long pure work, shared out among processes that are copies of this one, or done by one of them aside."""

from __future__ import annotations

import os
import pickle
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["aside", "in_shares"]

Item = TypeVar("Item")
Result = TypeVar("Result")

MOST_PROCESSES = 8
"""Beyond this the part that is not shared takes most of the time."""

DEALT = 256
"""So many items in a row go to one process: neighbours read the same files."""


def in_shares(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], least: int) -> list[Result]:
    """The results of the work on all items, in no particular order.

    Args:
        work: done on some of the items in a copy of this process: it may read memory and files, but must not use an open
            database, and what it leaves in memory is lost.
        items: what to work on.
        least: fewer items than this are not worth a process.
    """
    count = min(_processes(), len(items) // least)
    if count < 2:
        return work(items)
    shares = [_share(items, number, count) for number in range(count)]
    started = [_start(partial(work, share)) for share in shares[1:]]
    found = work(shares[0])
    for share, (child, pipe) in zip(shares[1:], started, strict=True):
        results: list[Result] | None = _results(child, pipe)
        found += work(share) if results is None else results
    return found


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins some work in a copy of this process, which goes on with something else meanwhile.

    Args:
        work: as for `in_shares`.

    Returns:
        What waits for the result and gives it; to be called once.
    """
    if _processes() < 2:
        return work
    child, pipe = _start(work)

    def result() -> Result:
        found: Result | None = _results(child, pipe)
        return work() if found is None else found

    return result


def _share(items: Sequence[Item], number: int, count: int) -> list[Item]:
    """Each so many-th run of items."""
    starts = range(number * DEALT, len(items), count * DEALT)
    return [item for start in starts for item in items[start : start + DEALT]]


def _processes() -> int:
    """As many as there are cores; one where a copy of this process is not safe: beside threads, and not on Linux."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(MOST_PROCESSES, len(os.sched_getaffinity(0)))


def _start(work: Callable[[], object]) -> tuple[int, int]:
    """A copy of this process that does some work and writes what comes of it to a pipe: its id, and the pipe's end here."""
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return child, reading
    status = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pickle.dump(work(), pipe, pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)


def _results(child: int, reading: int) -> Any:
    """What a child wrote; None where it died."""
    with os.fdopen(reading, "rb") as pipe:
        written = pipe.read()
    _, status = os.waitpid(child, 0)
    return pickle.loads(written) if status == 0 else None  # noqa: S301 - written by a copy of this very process
