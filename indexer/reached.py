"""What steps lead to from where they begin: includes of includes, bases of bases, references of references."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterable
from typing import TypeVar

__all__ = ["reached"]

Node = TypeVar("Node", bound=Hashable)


def reached(starts: Iterable[Node], following: Callable[[Node], Iterable[Node]]) -> list[Node]:
    """The starts and all that they lead to, once each, the nearest first."""
    found = dict.fromkeys(starts)
    queue = deque(found)
    while queue:
        for node in following(queue.popleft()):
            if node not in found:
                found[node] = None
                queue.append(node)
    return list(found)
