"""Which tests reach which definition: bit sets that grow along the steps until they stay as they are."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from ..occurrences import Definition, Step

__all__ = ["reaching"]


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
    users: dict[Definition, list[Definition]] = {}
    for node, steps in steps_into.items():
        for step in steps:
            users.setdefault(step.user, []).append(node)
            if step.guard is not None:
                users.setdefault(step.guard, []).append(node)
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
