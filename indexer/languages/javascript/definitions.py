"""Definitions in the making: what one is before its place is known, and how all of a file become symbols."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...facts import Symbol
from ..common import nested

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Definition", "merged", "symbols", "top_level"]

EXPORTED = Symbol._fields.index("exported")
HOLDERS = frozenset({"class", "interface", "enum", "constant", "variable", "component", "namespace", "type"})
"""Kinds whose members others can reach."""


class Definition(NamedTuple):
    """A symbol before its place among the others is known; sorts outer before inner.

    Attributes:
        symbol: by its bare name; exported by its own statement, or a member that others can reach.
        default: the module's default export.
        bodyless: a function signature without a body: an overload, an abstract or ambient function.
    """

    start: int
    negative_end: int
    symbol: Symbol
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
    paths = nested((item.start, -item.negative_end, item.symbol.qualname) for item in found)
    for (_, _, symbol, *_), (qualname, holder) in zip(found, paths, strict=True):
        visible = symbol.exported or ambient
        if holder < 0:
            visible = visible or symbol.qualname.partition(".")[0] in public
        else:
            outer = result[holder]
            visible = visible and outer.exported and outer.kind in HOLDERS and not outer.signature
        if (qualname, visible) != (symbol.qualname, symbol.exported):
            symbol = Symbol._make((qualname, *symbol[1:EXPORTED], visible, *symbol[EXPORTED + 1 :]))
        result.append(symbol)
    return result


def top_level(found: Sequence[Definition]) -> set[str]:
    """The names of definitions that no other holds."""
    names: set[str] = set()
    end = 0
    for item in found:
        if item.start >= end:
            names.add(item.symbol.qualname)
            end = -item.negative_end
    return names


def merged(found: list[Definition]) -> list[Definition]:
    """Overloads in a row and the implementation that ends them are one function."""
    result: list[Definition] = []
    for item in found:
        before, symbol = result[-1] if result else item, item.symbol
        again = before is not item and before.symbol.qualname == symbol.qualname
        if before.bodyless and again and (item.bodyless or symbol.signature):
            whole = before.symbol._replace(end_line=symbol.end_line, end_byte=symbol.end_byte)
            result[-1] = Definition(before.start, item.negative_end, whole, before.default, item.bodyless)
        else:
            result.append(item)
    return result
