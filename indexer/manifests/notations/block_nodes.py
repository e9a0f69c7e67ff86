"""What a script of blocks says: nested calls, references and assignments with literal arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

__all__ = ["Node", "Value", "calls_in", "flatten", "walk"]


@dataclass(slots=True)
class Node:
    """A call, a reference or an assignment.

    Attributes:
        path: the dotted name: `dependencies`, `libs.okhttp`, `maven.url`; "" for a map literal.
        arguments: positional ones; options: named ones (`group: 'x'`, `group = "x"`).
        block: the statements of its closure; None without one.
        assigned: the value after `=`, `by` or `+=`; None without one.
        chain: what follows it by name: `version "1"`, `.because("x")`, `apply false`.
        called: whether arguments or a closure were given, so that it is no bare reference.
    """

    path: str
    line: int
    arguments: list[Value] = field(default_factory=list)
    options: dict[str, Value] = field(default_factory=dict)
    block: list[Node] | None = None
    assigned: Value = None
    chain: dict[str, Value] = field(default_factory=dict)
    called: bool = False


Value = str | Node | list["Value"] | None


def walk(nodes: list[Node], around: tuple[Node, ...] = ()) -> Iterator[tuple[Node, tuple[Node, ...]]]:
    """Every statement with the statements whose blocks it stands in, outermost first."""
    for node in nodes:
        yield node, around
        if node.block:
            yield from walk(node.block, (*around, node))
        for inner in (node.assigned, *node.chain.values(), *node.arguments):
            if isinstance(inner, Node) and (inner.block or inner.chain):
                blocks = (*around, node, inner) if inner.path else (*around, node)
                yield from walk(inner.block or [], blocks)
                yield from walk([n for n in inner.chain.values() if isinstance(n, Node)], blocks)


def calls_in(value: Value) -> Iterator[Node]:
    """Every call, reference and assignment in a value, outer before inner."""
    if isinstance(value, Node):
        yield value
        value = [*value.arguments, *value.options.values(), *(value.block or []), value.assigned, *value.chain.values()]
    for item in value if isinstance(value, list) else ():
        yield from calls_in(item)


def flatten(value: Value) -> list[str]:
    """All strings in a value, in order."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in flatten(item)]
    return [text for item in value.arguments for text in flatten(item)] if isinstance(value, Node) else []
