"""A process of our own beside a program that must not fork: it runs a generator of ours and hands on what that yields.

A program with threads can't be copied. `multiprocessing` would start processes for it in ways that import the program's main
module again, so that a script without a guard begins anew, and from a search path that begins with the current folder, so that
a workspace which has a `multiprocessing.py` would be run. Here one Python starts on the search path of this one; it has a
single thread, and forks as it likes.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["NoProcessError", "own_python", "run_beside"]

Result = TypeVar("Result")

LEAVE_SECONDS = 5.0


class NoProcessError(Exception):
    """There is no such process, or it died."""


def run_beside(work: Callable[..., Iterator[Result]], *arguments: Any) -> Iterator[Result]:
    """What `work(*arguments)` yields, in a process of its own.

    Args:
        work: a generator function of a module of ours.
        arguments: what can be pickled.

    Raises:
        NoProcessError: after some results or none; the rest is up to the caller.
    """
    try:
        process = subprocess.Popen(
            own_python("from groundplan.indexer.own_process import serve; serve()"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
    except OSError as error:
        raise NoProcessError(str(error)) from error
    try:
        yield from _results(process, (work, arguments))
    finally:
        _end(process)


def _results(process: subprocess.Popen[bytes], order: Any) -> Iterator[Any]:
    given, results = process.stdin, process.stdout
    assert given is not None
    assert results is not None
    try:
        pickle.dump(order, given)
        given.close()
        while (result := pickle.load(results)) is not None:  # noqa: S301 - written by a process of our own
            yield result[0]
    except (OSError, EOFError, pickle.UnpicklingError) as error:
        raise NoProcessError(f"ended with {process.poll()}: {error}") from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """Whatever it still does is not wanted any more; it ends its own processes."""
    process.terminate()
    try:
        process.wait(LEAVE_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was not taken any more is flushed here
                pipe.close()


def own_python(statement: str) -> list[str]:
    """A command that runs a statement of ours in another Python, on the search path of this one and not on the current folder.

    Raises:
        NoProcessError: this program is not run by a Python that could be started again (a frozen or embedding one).
    """
    name = Path(sys.executable or "").name.lower()
    if getattr(sys, "frozen", False) or not any(kind in name for kind in ("python", "pypy")):
        raise NoProcessError(f"no Python to start: {sys.executable!r}")
    paths = [*filter(None, sys.path), str(Path(__file__).parent.parent.parent)]
    return [sys.executable, "-P", "-c", f"import sys; sys.path[:] = {paths!r}; {statement}"]


def serve() -> None:
    """The other side: reads what to do from standard input and writes each result to what was standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who is interrupted is the caller, who then ends this process
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    output = os.dup(1)
    os.dup2(2, 1)  # whatever prints does not come between the results
    if hasattr(os, "register_at_fork"):
        os.register_at_fork(after_in_child=lambda: os.close(output))  # so that the end of this process is seen
    work, arguments = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by a process of our own
    with suppress(BrokenPipeError), os.fdopen(output, "wb") as results:
        for result in work(*arguments):
            pickle.dump((result,), results)
            results.flush()
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # what is left is to leave, and that is not broken off
        pickle.dump(None, results)
