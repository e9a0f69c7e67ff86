"""The assignment graph: which functions, classes and objects each location, and each container, may hold.

Locations and values are tuples. A statement is looked at again when a location that it read has grown (Salis et al.,
"PyCG: Practical call graph generation in Python", 2021: flow-insensitive, without contexts).
"""

from __future__ import annotations

from collections import defaultdict, deque
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .calls import Given

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

    # ---- elements: one of unknown key stands under None, and may be any

    def put(self, container: Value, keys: Sequence[Value] | None, values: Iterable[Value]) -> None:
        """Puts values under each of the keys; under None where no key is known."""
        chosen: list[Value | None] = [key for key in keys or () if key[0] == "#"] or [None]
        held = list(values)
        for key in chosen:
            if key is not None:
                self.add(("keys", container), [key])
            self.add(("[]", container, key), held)

    def elements(self, container: Value, keys: Sequence[Value] | None = None) -> list[Value]:
        """What is under one of the keys; all elements where none of them is known."""
        known = self.read(("keys", container))
        wanted = [self._from_end(key, known) for key in keys or () if key[0] == "#"]
        found = dict.fromkeys(self.read(("[]", container, None)))
        for key in known:
            if not wanted or key in wanted:
                found.update(dict.fromkeys(self.read(("[]", container, key))))
        return list(found)

    def _from_end(self, key: Value, known: Sequence[Value]) -> Value:
        """A negative number counts from the end."""
        return ("#", len(known) + key[1]) if isinstance(key[1], int) and key[1] < 0 else key

    def behind(self, container: Value, rest: Value, starts: Sequence[Value]) -> Value:
        """Another container: the elements from a number on."""
        start = starts[0][1] if len(starts) == 1 and starts[0][0] == "#" else None
        for key in self.read(("keys", container)):
            known = isinstance(key[1], int) and isinstance(start, int) and start >= 0
            if not known:
                self.put(rest, None, self.elements(container, [key]))
            elif key[1] >= start:
                self.put(rest, [("#", key[1] - start)], self.elements(container, [key]))
        self.put(rest, None, self.read(("[]", container, None)))
        return rest

    def merge(self, container: Value, other: Value) -> None:
        """All that is in one is also in the other, under the same key."""
        for key in self.read(("keys", other)):
            self.put(container, [key], self.read(("[]", other, key)))
        self.put(container, None, self.read(("[]", other, None)))

    def pairs(self, container: Value) -> Value:
        """`items()`: a container of pairs."""
        path, identity = container[1:3]
        pair, found = ("k", path, f"{identity}.pair"), ("k", path, f"{identity}.pairs")
        self.put(pair, [("#", 0)], self.read(("keys", container)))
        self.put(pair, [("#", 1)], self.elements(container))
        self.put(found, None, [pair])
        return found

    def on_container(self, container: Value, name: str, given: Given) -> Iterable[Value]:
        """What a method of a list or dictionary gives back, after it has put in what it is given."""
        values: Sequence[Sequence[Value]] = given.values or [()]
        self._put_in(container, name, given, values)
        match name:
            case "setdefault":
                return self.elements(container, values[0])
            case "get" | "pop" | "popleft":
                return [*self.elements(container, values[0]), *(value for more in values[1:] for value in more)]
            case "values":
                held: Value = ("k", container[1], f"{container[2]}.values")
                self.put(held, None, self.elements(container))
                return [held]
            case "items":
                return [self.pairs(container)]
        return [container] if name == "copy" else ()

    def _put_in(self, container: Value, name: str, given: Given, values: Sequence[Sequence[Value]]) -> None:
        others = [other for other in values[0] if other[0] == "k"]
        match name:
            case "append" | "appendleft" | "add" | "insert":
                self.put(container, None, values[-1])
            case "extend":
                for other in others:
                    self.put(container, None, self.elements(other))
            case "update":
                for key, named in given.named:
                    self.put(container, [("#", key)], named)
                for other in others:
                    self.merge(container, other)
            case "setdefault" if len(values) > 1:
                self.put(container, values[0], values[1])
