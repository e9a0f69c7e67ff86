"""Which definitions a search looks behind, and in which order: the likeliest first, and what is sure before what is guessed.

A search in a large workspace has to end somewhere, and what it ends with is the better the likelier what it saw. So
definitions are settled in the order of their cheapest chain (Dijkstra): first those that steps on known types lead to and
that run the change with a fair chance, for these are the files that the answer lists; then the rest, which decides
between tests, as far as the search may go.
"""

from __future__ import annotations

from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ..odds import FARTHEST
from .chances import step_cost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ..occurrences import Definition, Step

__all__ = ["Explored", "Limits", "explore", "is_likely"]

FIRM, OTHER = 0, 1
NEAR = 3
"""Sure steps; what is so near counts whatever conditions stand between."""


class Limits(NamedTuple):
    """How far a search goes.

    Attributes:
        firm: occurrences looked at as long as what is next is sure and likely.
        other: the same for all the rest.
        depth: steps from the change; None for all.
    """

    firm: int
    other: int
    depth: int | None = None


class Explored(NamedTuple):
    """What a search saw.

    Attributes:
        steps: definition → the steps into it.
        left: definitions that it did not look behind → whether they are reached surely and likely.
    """

    steps: dict[Definition, list[Step]]
    left: dict[Definition, bool]


class _Place(NamedTuple):
    """Where a definition stands in the queue; the least is next. `cost` counts only where no depth is given."""

    rank: int
    cost: int
    distance: int
    node: Definition
    firm: bool
    guard: bool


def explore(
    steps_into: Callable[[Definition], list[Step]],
    looked_at: Callable[[], int],
    seeds: Iterable[Definition],
    limits: Limits,
) -> Explored:
    """Looks behind the changed definitions, behind those that use them, and so on.

    Args:
        steps_into: the steps into a definition.
        looked_at: the occurrences that were looked at so far.
        seeds: the changed definitions.
        limits: how far to go.
    """
    queue = _Queue(limits.depth)
    for node in seeds:
        queue.offer(_Place(FIRM, 0, 0, node, True, False))
    found = Explored({}, {})
    while (place := queue.next()) is not None:
        if looked_at() > (limits.firm if place.rank == FIRM else limits.other):
            found.left[place.node] = place.rank == FIRM
            continue
        found.steps[place.node] = steps = steps_into(place.node)
        for step in steps:
            queue.follow(place, step)
    return found


def is_likely(distance: int, cost: int) -> bool:
    """Whether what sure steps lead to is listed as what the change affects."""
    return distance <= NEAR or cost <= FARTHEST


class _Queue:
    def __init__(self, depth: int | None) -> None:
        self.depth = depth
        self._heap: list[_Place] = []
        self._best: dict[Definition, _Place] = {}
        self._done: set[Definition] = set()

    def next(self) -> _Place | None:
        """The likeliest place that nobody looked at."""
        while self._heap:
            place = heappop(self._heap)
            if place.node not in self._done:
                self._done.add(place.node)
                return place
        return None

    def offer(self, place: _Place) -> None:
        """Puts a definition in the queue unless a better entry of it is there."""
        known = self._best.get(place.node)
        if place.node not in self._done and (known is None or place < known):
            self._best[place.node] = place
            heappush(self._heap, place)

    def follow(self, place: _Place, step: Step) -> None:
        """Goes on to who takes a step, and to the guard of it: how that is reached decides whether the step counts for a test."""
        within = self.depth is None or (not place.guard and place.distance < self.depth)
        distance = place.distance + (1 if step.user[0] else 0)
        cost = place.cost + step_cost(step) if self.depth is None else 0
        if within:
            firm = place.firm and step.sure
            rank = FIRM if firm and is_likely(distance, cost) else OTHER
            self.offer(_Place(rank, cost, distance, step.user, firm, place.guard))
        if step.guard is not None:
            self.offer(_Place(OTHER, cost, distance, step.guard, False, True))
