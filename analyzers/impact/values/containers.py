"""Lists, tuples, dictionaries: what was put under which key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .graph import AssignmentGraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .calls import Given
    from .graph import Value

__all__ = ["Containers"]


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
