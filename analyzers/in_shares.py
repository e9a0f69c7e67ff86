"""Long pure work, shared out among processes that are copies of this one, or done by one of them beside a question or aside."""

from __future__ import annotations

import marshal
import os
from functools import partial
from typing import TYPE_CHECKING, Any, BinaryIO, TypeVar

from ..indexer.processes import can_fork, cores

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..indexer.index import Index

__all__ = ["aside", "begin_beside", "begun", "in_shares", "processes"]

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


FEW_FILES = 1000
"""With so many, what is worked out takes longer than to copy the process."""

Wanted = tuple["Callable[..., Any]", *tuple[Any, ...]]
"""A function that is remembered (`per_index`) and gives plain values, and its arguments behind the index."""


def begin_beside(index: Index, *wanted: Wanted) -> None:
    """Begins to work out some conclusions; whoever asks for one waits for all of them, and finds them remembered.

    Only for a view that nobody keeps: what a copy concludes on its way is lost, and one that stays would miss it at the next
    question. Where the process can't be copied, or the copy died or read another state, each is worked out where it is asked for.
    """
    if not index.passing or len(index.files) < FEW_FILES or processes() < 2:
        return
    state = index.state
    waiting = begun(partial(_apart, index, wanted), marshal)

    def take() -> None:
        for item in wanted:
            index.begun.pop(item, None)
        found = waiting()
        if found is not None and found[0] == state:
            for (function, *arguments), value in zip(wanted, found[1], strict=True):
                index.worked_out.setdefault(function, {})[tuple(arguments)] = value
            index.lasting = index.lasting and found[2]
            index.absent |= found[3]

    index.begun.update(dict.fromkeys(wanted, take))


def _apart(index: Index, wanted: tuple[Wanted, ...]) -> tuple[str, list[Any], bool, set[str]]:
    """In the copy: the state that it reads, the values, and what they rest on."""
    index.read_apart()
    values = [function(index, *arguments) for function, *arguments in wanted]
    return index.state, values, index.lasting, index.absent
