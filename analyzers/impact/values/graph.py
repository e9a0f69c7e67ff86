"""The assignment graph: which functions, classes and objects each location may hold, until nothing changes any more.

Locations and values are tuples. A statement is looked at again when a location that it read has grown (Salis et al.,
"PyCG: Practical call graph generation in Python", 2021: flow-insensitive, without contexts).
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["AssignmentGraph", "Location", "Value"]

Location = tuple[Any, ...]
"""`("v", path, Q, name)` variable · `(".", path, C, name)` member of the objects of a class · `("[]", container, key)` element ·
`("return", path, Q)` result."""

Value = tuple[Any, ...]
"""`("f", path, Q)` function · `("b", path, Q, receiver)` bound method · `("c", path, Q)` class · `("i", path, Q)` instance ·
`("m", path)` module · `("super", path, Q)` the bases of Q · `("k", path, id)` container · `("part", value, n)` a function with
its first n arguments · `("#", literal)`."""

MOST_VALUES = 40
"""A location that holds more tells nothing any more: it takes no others."""
MOST_STEPS = 15_000
"""Evaluations of statements."""


class AssignmentGraph:
    """Locations, what they hold, and which statements read them."""

    def __init__(self) -> None:
        self._held: dict[Location, dict[Value, None]] = defaultdict(dict)
        self._readers: dict[Location, set[int]] = defaultdict(set)
        self._statements: list[Callable[[], None]] = []
        self._queue: deque[int] = deque()
        self._waiting: set[int] = set()
        self._postponed: set[int] = set()
        self._settled = False
        self._now = -1

    def state(self, statement: Callable[[], None]) -> None:
        """Adds a statement, to be evaluated."""
        self._wake(len(self._statements))
        self._statements.append(statement)

    def run(self) -> None:
        """Evaluates until nothing changes: first without what is only true where nothing else is known, then with it."""
        self._settled = False
        self._evaluate()
        self._settled = True
        for statement in sorted(self._postponed):
            self._wake(statement)
        self._evaluate()

    def is_settled(self) -> bool:
        """Whether what is not known now never will be; if not, the statement at hand is evaluated again then."""
        if not self._settled:
            self._postponed.add(self._now)
        return self._settled

    def _evaluate(self) -> None:
        for _ in range(MOST_STEPS):
            if not self._queue:
                return
            self._now = self._queue.popleft()
            self._waiting.discard(self._now)
            self._statements[self._now]()

    def read(self, location: Location) -> list[Value]:
        """What a location holds so far; the statement at hand is evaluated again when it grows."""
        self._readers[location].add(self._now)
        return list(self._held[location]) if location in self._held else []

    def add(self, location: Location, values: Iterable[Value]) -> list[Value]:
        """Puts values there; those that are new."""
        held = self._held[location]
        fresh = [value for value in dict.fromkeys(values) if value not in held][: max(0, MOST_VALUES - len(held))]
        if fresh:
            held.update(dict.fromkeys(fresh))
            for reader in sorted(self._readers[location]):
                self._wake(reader)
        return fresh

    def holds(self, location: Location) -> bool:
        """Whether anything was put there."""
        return bool(self._held.get(location))

    def _wake(self, statement: int) -> None:
        if statement not in self._waiting:
            self._waiting.add(statement)
            self._queue.append(statement)
