"""How likely chains of steps are: which definitions a search looks behind, and by which ways each test reaches the change.

Each step is taken with the chance that its cost stands for (odds.py); the chances along a chain are multiplied, so that costs add up.

A search in a large workspace has to end somewhere, and what it ends with is the better the likelier what it saw. So
definitions are settled in the order of their cheapest chain (Dijkstra): first those that steps on known types lead to and
that run the change with a fair chance, for these are the files that the answer lists; then the rest, which decides
between tests, as far as the search may go.
"""

from __future__ import annotations

import math
from collections import deque
from heapq import heapify, heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.gathering import by_key
from ..odds import A_CALL, FARTHEST, GUARDED, SPREAD

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ..occurrences import Definition, Step

__all__ = [
    "LEAST_LIKELY", "Chain", "Way", "cost_of", "explore", "is_likely", "least_costs", "odds_of", "reaching", "step_cost",
    "test_ways",
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


# ---- The tests: which reach which definition (bit sets that grow along the steps until they stay as they are), and by which ways
# A guarded step needs an object of a class, so it lets through the tests that reach the class. The cheapest way of all is often none
# for the test at hand: another test hands its own class to the product. So definitions are settled in the order of their cheapest
# chain once for each group of tests that comes by the same way. One way more makes it likelier that the change is reached
# ("noisy or": Pearl, "Probabilistic Reasoning in Intelligent Systems", 1988); only ways that lead downhill, to what is settled
# before, are counted: circles of calls add nothing to themselves.


def reaching(
    steps_into: Mapping[Definition, Sequence[Step]],
    own: Callable[[Definition], int],
    unseen: Callable[[Definition], int],
) -> dict[Definition, int]:
    """Definition → the tests that reach it.

    A guarded step lets through only the tests that reach the guard too. Of a class that no test is seen to reach, objects
    may be made by something that nobody sees.

    Args:
        steps_into: definition → the steps into it.
        own: the tests that reach a definition whoever uses it.
        unseen: the tests that may hold an object of a class which none is seen to reach.
    """
    told = ((who, node) for node, steps in steps_into.items() for step in steps for who in (step.user, step.guard))
    users = by_key((who, node) for who, node in told if who is not None)
    bits = {node: found for node in {*steps_into, *users} if (found := own(node))}
    _grow(bits, bits, users, steps_into)
    guards = {step.guard for steps in steps_into.values() for step in steps if step.guard is not None}
    blind = {guard: found for guard in guards if not bits.get(guard) and (found := unseen(guard))}
    bits.update(blind)
    _grow(bits, blind, users, steps_into)
    return bits


def _grow(
    bits: dict[Definition, int],
    starts: Iterable[Definition],
    users: Mapping[Definition, Sequence[Definition]],
    steps_into: Mapping[Definition, Sequence[Step]],
) -> None:
    """Carries what is new at some definitions on to all that they use."""
    todo = deque(sorted({node for start in starts for node in users.get(start, ())}))
    waiting = set(todo)
    while todo:
        node = todo.popleft()
        waiting.discard(node)
        found = _through(bits, node, steps_into.get(node, ()))
        if found != bits.get(node, 0):
            bits[node] = found
            for other in users.get(node, ()):
                if other not in waiting:
                    waiting.add(other)
                    todo.append(other)


def _through(bits: Mapping[Definition, int], node: Definition, steps: Iterable[Step]) -> int:
    """The tests that reach a definition, as far as those that reach its users and their guards are known."""
    found = bits.get(node, 0)
    for step in steps:
        through = bits.get(step.user, 0)
        if through and step.guard is not None:
            through &= bits.get(step.guard, 0)
        found |= through
    return found


class Way(NamedTuple):
    """How a definition runs the change, for some tests.

    Attributes:
        chain: the ways from it; `missing` counts those that all of these tests can take.
        tests: the tests that reach the definition and can go on from it like this, as a bit set.
    """

    node: Definition
    chain: Chain
    tests: int


def test_ways(
    seeds: Mapping[Definition, int],
    steps_into: Mapping[Definition, Sequence[Step]],
    tests: Collection[str],
    bits: Mapping[Definition, int],
) -> list[Way]:
    """The ways of all tests, in order of the cost of the likeliest.

    Args:
        seeds: the changed definitions → how unlikely it is that they run when they are used.
        steps_into: definition → the steps into it.
        tests: test files. Each place in a test is a case of its own; several in one definition of the product stand under
            the same conditions, and count once.
        bits: definition → the tests that reach it, as a bit set.
    """
    # the ways on that were found below a definition: the tests that can take one, the chance that it is not taken
    offers = {node: [(bits.get(node, 0), 1 - odds_of(cost))] for node, cost in seeds.items()}
    order = count()
    heap = [(cost, 0, node, 0, bits.get(node, 0), next(order), Chain(cost, 0, 0, None)) for node, cost in seeds.items()]
    heapify(heap)
    settled: dict[Definition, int] = {}
    found: list[Way] = []
    while heap:
        _, _, node, _, group, _, chain = heappop(heap)
        new = group & ~settled.get(node, 0)
        if not new:
            continue
        settled[node] = settled.get(node, 0) | new
        missing = math.prod(missed for able, missed in offers[node] if able & new == new)
        way = Way(node, chain._replace(missing=missing), new)
        found.append(way)
        for (user, guard), places in _by_user(way, steps_into.get(node, ()), tests).items():
            through = new & bits.get(user, 0) & ~settled.get(user, 0)
            through &= bits.get(guard, 0) if guard is not None else through
            if not through:
                continue
            costs = [step_cost(step) for step in places]
            cost, step = min(zip(costs, places, strict=True), key=lambda place: place[0])
            cases = costs if user[0] in tests else [cost]
            missed = math.prod(1 - (1 - missing) * odds_of(item) for item in cases)
            offers.setdefault(user, []).append((through, missed))
            longer = Chain(
                chain.cost + cost, chain.steps + (1 if user[0] else 0), chain.conditions + (step.cost > 0), step
            )
            heappush(heap, (longer.cost, longer.steps, user, len(found), through, next(order), longer))
    return found


def _by_user(
    way: Way, steps: Sequence[Step], tests: Collection[str]
) -> dict[tuple[Definition, Definition | None], list[Step]]:
    """Who takes steps into a definition, with the condition that they stand under.

    What a test hands to the product runs for this test alone, whose way starts at the definition itself.
    """
    handed = way.node[0] in tests
    return by_key(((step.user, step.guard), step) for step in steps if not handed or step.user[0] in tests)
