"""Lists, tuples, dictionaries: what was put under which key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .graph import AssignmentGraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from .graph import Value

__all__ = ["METHODS", "Containers"]


class Containers(AssignmentGraph):
    """The part of the graph that knows elements. An element of unknown key stands under None, and may be any."""

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


def _append(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    graph.put(container, None, given[-1] if given else ())
    return ()


def _extend(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    for other in given[0] if given else ():
        if other[0] == "k":
            graph.put(container, None, graph.elements(other))
    return ()


def _update(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    for other in given[0] if given else ():
        if other[0] == "k" and other != container:
            graph.merge(container, other)
    return ()


def _set_default(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    if len(given) > 1:
        graph.put(container, given[0], given[1])
    return graph.elements(container, given[0] if given else None)


def _get(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    return [*graph.elements(container, given[0] if given else None), *(value for more in given[1:] for value in more)]


def _values(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    del given
    values: Value = ("k", container[1], f"{container[2]}.values")
    graph.put(values, None, graph.elements(container))
    return [values]


def _items(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    del given
    return [graph.pairs(container)]


def _copy(graph: Containers, container: Value, given: Sequence[Sequence[Value]]) -> Iterable[Value]:
    del graph, given
    return [container]


METHODS: dict[str, Callable[[Containers, Value, Sequence[Sequence[Value]]], Iterable[Value]]] = {
    "append": _append,
    "appendleft": _append,
    "add": _append,
    "insert": _append,
    "extend": _extend,
    "update": _update,
    "setdefault": _set_default,
    "get": _get,
    "pop": _get,
    "popleft": _get,
    "values": _values,
    "items": _items,
    "copy": _copy,
}
"""Method of a container → what it does with the values that it is given, and what it gives back."""
