"""How likely a step is taken, and a chain of steps.

Each step is taken with the chance that its cost stands for (odds.py); the chances along a chain are multiplied, so that costs add up.
"""

from __future__ import annotations

import math
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ..odds import A_CALL, GUARDED, SPREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ..meaning.program import Definition
    from ..occurrences import Step

__all__ = ["LEAST_LIKELY", "Chain", "cost_of", "least_costs", "odds_of", "step_cost"]

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
