"""Long pure work, shared out among processes that are copies of this one, or done by one of them aside."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from ..indexer.processes import can_fork, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["aside", "begun", "in_shares", "processes"]

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
    count = min(processes(), len(items) // least)
    if count < 2:
        return work(items)
    shares = [_share(items, number, count) for number in range(count)]
    import pickle

    started = [begun(partial(work, share), pickle) for share in shares[1:]]
    found = work(shares[0])
    for share, waiting in zip(shares[1:], started, strict=True):
        results: list[Result] | None = waiting()
        found += work(share) if results is None else results
    return found


def aside(work: Callable[[], Result]) -> Callable[[], Result]:
    """Begins some work in a copy of this process, which goes on with something else meanwhile.

    Args:
        work: as for `in_shares`.

    Returns:
        What waits for the result and gives it; to be called once.
    """
    if processes() < 2:
        return work
    import pickle

    waiting = begun(work, pickle)

    def result() -> Result:
        found: Result | None = waiting()
        return work() if found is None else found

    return result


def _share(items: Sequence[Item], number: int, count: int) -> list[Item]:
    """Each so many-th run of items."""
    starts = range(number * DEALT, len(items), count * DEALT)
    return [item for start in starts for item in items[start : start + DEALT]]


def processes() -> int:
    """As many as there are cores; one where a copy of this process is not safe."""
    return min(MOST_PROCESSES, cores()) if can_fork() else 1


def begun(work: Callable[[], object], form: Any) -> Callable[[], Any]:
    """Begins some work in a copy of this process.

    Args:
        work: as for `in_shares`.
        form: what writes and reads the result: `marshal` for plain values, else `pickle`, which takes longer to import.

    Returns:
        What waits for the result; None where the copy died.
    """
    reading, writing = os.pipe()
    child = os.fork()
    if child:
        os.close(writing)
        return partial(_result, child, os.fdopen(reading, "rb"), form)
    status = 1
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(form.dumps(work()))
        status = 0
    finally:
        os._exit(status)


def _result(child: int, pipe: BinaryIO, form: Any) -> Any:
    with pipe:
        written = pipe.read()
    _, status = os.waitpid(child, 0)
    return form.loads(written) if status == 0 else None
