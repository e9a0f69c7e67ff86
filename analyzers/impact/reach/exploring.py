"""How likely a chain of steps is, and which definitions a search looks behind: the likeliest first, the sure before the guessed.

Each step is taken with the chance that its cost stands for (odds.py); the chances along a chain are multiplied, so that costs add up.

A search in a large workspace has to end somewhere, and what it ends with is the better the likelier what it saw. So
definitions are settled in the order of their cheapest chain (Dijkstra): first those that steps on known types lead to and
that run the change with a fair chance, for these are the files that the answer lists; then the rest, which decides
between tests, as far as the search may go.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ..odds import A_CALL, FARTHEST, GUARDED, SPREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..occurrences import Definition, Step

__all__ = [
    "LEAST_LIKELY", "Chain", "Explored", "Limits", "cost_of", "explore", "is_likely", "least_costs", "odds_of", "step_cost",
]  # fmt: skip

FIRM, OTHER = 0, 1
NEAR = 3
"""Sure steps; what is so near counts whatever conditions stand between."""


LEAST_LIKELY = 1_000
"""The cost of what reaches the change only together with the guards of others."""


class Chain(NamedTuple):
    """The ways from a definition to the change; what is told of them is that of the likeliest.

    Attributes:
        cost: how unlikely the likeliest is (odds.py), or, of a test, how unlikely all together are (`cost_of`).
        steps: how many steps it has.
        conditions: how many of them are taken only under a condition.
        first: the first of them; None where nothing is between.
        missing: the chance that none of all the ways is taken.
    """

    cost: int
    steps: int
    conditions: int
    first: Step | None
    missing: float = 0.0


def least_costs(seeds: Iterable[Definition], steps_into: Mapping[Definition, Sequence[Step]]) -> dict[Definition, int]:
    """Definition → the cost of its likeliest way to the changed ones, whoever takes it."""
    best = dict.fromkeys(seeds, 0)
    settled: dict[Definition, int] = {}
    heap = [(0, node) for node in sorted(best)]
    while heap:
        cost, node = heappop(heap)
        if node in settled:
            continue
        settled[node] = cost
        for step in steps_into.get(node, ()):
            total = cost + step_cost(step)
            if step.user not in settled and total < best.get(step.user, total + 1):
                best[step.user] = total
                heappush(heap, (total, step.user))
    return settled


def step_cost(step: Step) -> int:
    """What one step adds to the cost of a chain."""
    return step.cost + (GUARDED if step.guard is not None else 0) + A_CALL


def odds_of(cost: int) -> float:
    """The chance that a step or chain of this cost is taken."""
    return math.exp(-cost / SPREAD)


def cost_of(chance: float) -> int:
    """The cost that stands for a chance: the inverse of `odds_of`."""
    return LEAST_LIKELY if chance <= 0 else min(round(-math.log(chance) * SPREAD), LEAST_LIKELY)


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
