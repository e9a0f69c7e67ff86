"""How likely a definition runs the change when it runs itself: the chances of all its ways to it, taken together.

Each step is taken with the chance that its cost stands for (odds.py), and one way more makes it likelier that the change
is reached ("noisy or": Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988). Definitions are settled in the order
of their cheapest chain (Dijkstra), and only ways that lead downhill, to what is settled before, are counted: circles of
calls add nothing to themselves.
"""

from __future__ import annotations

import math
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from ..odds import A_CALL, GUARDED, SPREAD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from ..meaning.program import Definition
    from ..occurrences import Step

__all__ = ["LEAST_LIKELY", "Chain", "chains", "cost_of", "odds_of", "step_cost"]

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


def chains(
    seeds: Mapping[Definition, int], steps_into: Mapping[Definition, Sequence[Step]], tests: Collection[str]
) -> dict[Definition, Chain]:
    """Definition → its ways to the changed ones, in order of the cost of the likeliest.

    Args:
        seeds: the changed definitions → how unlikely it is that they run when they are used.
        steps_into: definition → the steps into it.
        tests: test files. Each place in a test is a case of its own; several in one definition of the product stand under
            the same conditions, and count once.
    """
    best = {node: Chain(cost, 0, 0, None) for node, cost in seeds.items()}
    missing = {node: 1 - odds_of(cost) for node, cost in seeds.items()}
    settled: dict[Definition, Chain] = {}
    heap = [(cost, 0, node) for node, cost in sorted(seeds.items())]
    heapify(heap)
    while heap:
        _, _, node = heappop(heap)
        if node in settled:
            continue
        chain = settled[node] = best[node]._replace(missing=missing[node])
        for user, places in _by_user(steps_into.get(node, ())).items():
            if user in settled:
                continue
            cost, step = min(places, key=lambda place: place[0])
            cases = [place[0] for place in places] if user[0] in tests else [cost]
            missing[user] = missing.get(user, 1.0) * math.prod(
                1 - (1 - chain.missing) * odds_of(item) for item in cases
            )
            total, steps = chain.cost + cost, chain.steps + (1 if user[0] else 0)
            if user not in best or (total, steps) < best[user][:2]:
                best[user] = Chain(total, steps, chain.conditions + (step.cost > 0), step)
                heappush(heap, (total, steps, user))
    return settled


def _by_user(steps: Sequence[Step]) -> dict[Definition, list[tuple[int, Step]]]:
    """User → its steps, each with its cost."""
    found: dict[Definition, list[tuple[int, Step]]] = {}
    for step in steps:
        found.setdefault(step.user, []).append((step_cost(step), step))
    return found


def step_cost(step: Step) -> int:
    """What one step adds to the cost of a chain."""
    return step.cost + (GUARDED if step.guard is not None else 0) + A_CALL


def odds_of(cost: int) -> float:
    """The chance that a step or chain of this cost is taken."""
    return math.exp(-cost / SPREAD)


def cost_of(chance: float) -> int:
    """The cost that stands for a chance: the inverse of `odds_of`."""
    return LEAST_LIKELY if chance <= 0 else min(round(-math.log(chance) * SPREAD), LEAST_LIKELY)
