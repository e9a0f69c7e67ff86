"""Definitions in the making: what one is before its place is known, and how all of a file become symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...facts import Symbol
from ..common import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Definition", "merged", "symbols", "top_level"]

HOLDERS = frozenset({"class", "interface", "enum", "constant", "variable", "component", "namespace"})
"""Kinds whose members others can reach."""


class Definition(NamedTuple):
    """A symbol before its place among the others is known; sorts outer before inner.

    Attributes:
        visible: exported by its own statement, or a member that others can reach.
        default: the module's default export.
        bodyless: a function signature without a body: an overload, an abstract or ambient function.
    """

    start: int
    negative_end: int
    name: str
    kind: str
    start_line: int
    end_line: int
    signature: str
    doc: str
    visible: bool
    bases: tuple[str, ...]
    decorators: tuple[str, ...]
    default: bool
    bodyless: bool


def symbols(found: Sequence[Definition], public: frozenset[str], *, ambient: bool) -> list[Symbol]:
    """Definitions → symbols with dotted paths.

    Args:
        found: outer before inner.
        public: local names that the module exports under any name.
        ambient: a declaration file, whose definitions are all visible.
    """
    result: list[Symbol] = []
    paths = nested((item.start, -item.negative_end, item.name) for item in found)
    for item, (qualname, holder) in zip(found, paths, strict=True):
        if holder < 0:
            visible = item.visible or ambient or item.name.partition(".")[0] in public
        else:
            outer = result[holder]
            visible = outer.exported and outer.kind in HOLDERS and not outer.signature and (item.visible or ambient)
        start, negative_end, _, kind, first, last, signature, doc, _, bases, decorators, *_ = item
        result.append(
            Symbol(qualname, kind, first, last, start, -negative_end, signature, doc, visible, bases, decorators)
        )
    return result


def top_level(found: Sequence[Definition]) -> set[str]:
    """The names of definitions that no other holds."""
    names: set[str] = set()
    end = 0
    for item in found:
        if item.start >= end:
            names.add(item.name)
            end = -item.negative_end
    return names


def merged(found: list[Definition]) -> list[Definition]:
    """Overloads in a row and the implementation that ends them are one function."""
    result: list[Definition] = []
    for item in found:
        before = result[-1] if result else item
        if before.bodyless and before.name == item.name and (item.bodyless or item.signature) and before is not item:
            result[-1] = before._replace(negative_end=item.negative_end, end_line=item.end_line, bodyless=item.bodyless)
        else:
            result.append(item)
    return result
