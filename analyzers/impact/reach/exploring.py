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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from ..occurrences import Definition, Step

__all__ = [
    "LEAST_LIKELY", "Chain", "cost_of", "explore", "is_likely", "least_costs", "odds_of", "step_cost",
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


class _Place(NamedTuple):
    """Where a definition stands in the queue; the least is next. `cost` counts only where no depth is given."""

    rank: int
    cost: int
    distance: int
    node: Definition
    firm: bool
    guard: bool


LAST = _Place(OTHER + 1, 0, 0, ("", ""), False, False)


def explore(
    steps_into: Callable[[Definition], list[Step]],
    looked_at: Callable[[], int],
    seeds: Iterable[Definition],
    most: tuple[int, int],
    depth: int | None,
) -> tuple[dict[Definition, list[Step]], dict[Definition, bool]]:
    """Looks behind the changed definitions, behind those that use them, and so on.

    Args:
        steps_into: the steps into a definition.
        looked_at: the occurrences that were looked at so far.
        seeds: the changed definitions.
        most: occurrences looked at as long as what is next is sure and likely, and in all.
        depth: steps from the change; None for all.

    Returns:
        Definition → the steps into it; definitions that it did not look behind → whether they are reached surely and likely.
    """
    best = {node: _Place(FIRM, 0, 0, node, True, False) for node in seeds}
    heap = sorted(best.values())
    done: set[Definition] = set()
    found: dict[Definition, list[Step]] = {}
    left: dict[Definition, bool] = {}
    while heap:
        place = heappop(heap)
        if place.node in done:
            continue
        done.add(place.node)
        if looked_at() > most[place.rank]:
            left[place.node] = place.rank == FIRM
            continue
        found[place.node] = steps_into(place.node)
        for other in (item for step in found[place.node] for item in _behind(place, step, depth)):
            if other.node not in done and other < best.get(other.node, LAST):
                best[other.node] = other
                heappush(heap, other)
    return found, left


def _behind(place: _Place, step: Step, depth: int | None) -> Iterator[_Place]:
    """Who takes a step, and the guard of it: how that is reached decides whether the step counts for a test."""
    distance = place.distance + (1 if step.user[0] else 0)
    cost = place.cost + step_cost(step) if depth is None else 0
    if depth is None or (not place.guard and place.distance < depth):
        firm = place.firm and step.sure
        rank = FIRM if firm and is_likely(distance, cost) else OTHER
        yield _Place(rank, cost, distance, step.user, firm, place.guard)
    if step.guard is not None:
        yield _Place(OTHER, cost, distance, step.guard, False, True)


def is_likely(distance: int, cost: int) -> bool:
    """Whether what sure steps lead to is listed as what the change affects."""
    return distance <= NEAR or cost <= FARTHEST
