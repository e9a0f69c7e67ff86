"""What a server does while nobody asks.

It brings the index up to date soon after a change, and works out again what was asked lately, so that the next question finds both.

An agent thinks for seconds between an edit and its next question; a refresh takes a fraction of one, and what questions
conclude from a whole workspace about as long. Nothing is begun before the first answer, nor where the kernel does not tell of
changes (a look at every file would be the price); a question waits for one that is just being prepared, and for no second.
"""

from __future__ import annotations

import gc
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from .reading_ahead import ReadingAhead

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .workspace import Workspace

__all__ = ["BetweenQuestions"]

TICK_SECONDS = 0.3
REST = 3
"""Between two looks passes this many times what the last refresh took: files may change for a while (a checkout, a build)."""
MOST_REST_SECONDS = 2.0
LATELY_SECONDS = 600.0
"""A server of which nobody has asked anything for so long does nothing."""
WORTH_SECONDS = (0.03, 2.0)
"""An answer that comes sooner is not worth preparing; for one that takes longer the next question would wait."""
TIDY_SECONDS = 10.0
"""After so long a pause objects are looked through for cycles."""
MOST_PREPARED = 4
"""Questions, the last ones first: each can take a second."""
LEAVE_SECONDS = 1.0
"""A client that leaves waits no longer for what is being prepared."""
ACTING = frozenset({"run_tests", "check_outdated"})
"""Parameters by which a question does more than read; such a one is only answered when it is asked."""


class BetweenQuestions:
    """The background of one server, which takes turns with its questions.

    Args:
        workspace: one that keeps its view.
        idle: do nothing between questions; they only take turns.
    """

    def __init__(self, workspace: Workspace, *, idle: bool = False) -> None:
        self._workspace = workspace
        self._turn = threading.Lock()
        self._waiting: set[object] = set()
        self._asked: dict[str, tuple[dict[str, Any], float]] = {}
        self._stale: list[str] = []
        self._last = self._tidied = float("-inf")
        self._closed = threading.Event()
        self._reading = None if idle else ReadingAhead(workspace.root)
        self._thread: threading.Thread | None = None

    @contextmanager
    def question(self, name: str, arguments: dict[str, Any]) -> Iterator[None]:
        """The turn of one question; the background makes way for it, and learns what is asked."""
        token = object()
        self._waiting.add(token)
        with self._turn:
            self._waiting.discard(token)
            began = time.monotonic()
            with self._uncollected():
                yield
            self._last = time.monotonic()
            self._learn(name, arguments, self._last - began)
        if self._reading is not None:
            self._begin(self._reading)

    @contextmanager
    def _uncollected(self) -> Iterator[None]:
        """What an answer leaves with the view lives as long as it: looking through that took up to .65 s of another."""
        gc.disable()
        try:
            yield
        finally:
            if self._reading is not None:
                gc.freeze()  # before anything can be looked through
            gc.enable()

    def _learn(self, name: str, arguments: dict[str, Any], seconds: float) -> None:
        """Notes a question as worth preparing; one that was prepared came soon, and is."""
        least, most = WORTH_SECONDS
        prepared = self._asked.pop(name, None)
        if (prepared or seconds >= least) and seconds <= most and not ACTING & arguments.keys():
            self._asked[name] = (arguments, self._last)

    def _begin(self, reading: ReadingAhead) -> None:
        if self._workspace.refreshed is not None:
            reading.answered(self._workspace.refreshed)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="between questions", daemon=True)
            self._thread.start()

    def _run(self) -> None:
        pause = TICK_SECONDS
        while not self._closed.wait(pause):
            took = self.look() if time.monotonic() - self._last < LATELY_SECONDS else 0.0
            pause = max(TICK_SECONDS, min(REST * took, MOST_REST_SECONDS))

    def look(self) -> float:
        """Refreshes where something changed, and prepares, the last asked first, until somebody asks.

        Returns:
            Seconds that the refresh took.
        """
        began = time.monotonic()
        changed = self._refresh()
        took = time.monotonic() - began
        if changed:
            lately = [name for name, (_, when) in self._asked.items() if self._last - when < LATELY_SECONDS]
            self._stale = lately[-MOST_PREPARED:]
        while self._stale and not self._waiting and not self._closed.is_set():
            self._prepare(self._stale.pop())
        if time.monotonic() - self._last > TIDY_SECONDS and self._last > self._tidied:
            self._tidy()
        return took

    def _tidy(self) -> None:
        """Frees what only cycles hold, once a pause."""
        with self._turn:
            self._tidied = time.monotonic()
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def _refresh(self) -> bool:
        """Whether the index is another than before."""
        if not self._turn.acquire(blocking=False):
            return False
        try:
            with suppress(Exception):  # whatever it is, the next question meets it too, and tells
                done = self._workspace.refresh_if_watched()
                return done is not None and bool(done.changed or done.removed)
            return False
        finally:
            self._turn.release()

    def _prepare(self, name: str) -> None:
        with self._turn, suppress(Exception):  # as above
            self._workspace.ask_with(name, self._asked[name][0])

    def close(self) -> None:
        """Ends the background."""
        self._closed.set()
        if self._thread is not None:
            self._thread.join(timeout=LEAVE_SECONDS)
        if self._reading is not None:
            self._reading.close()
