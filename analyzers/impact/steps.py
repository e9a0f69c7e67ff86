"""One step backwards from a definition to who can run it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .occurrences import Definition

__all__ = ["Step"]


class Step(NamedTuple):
    """`user` can run the definition.

    Attributes:
        guard: the class of which an object must exist as well; None for no condition.
        line: where it stands; 0 where nothing written ties the two.
        why: how, in words; "" for a plain use.
        sure: the receiver's type is known.
        cost: how unlikely it is when the user runs (odds.py); 0 where the user always runs the definition.
    """

    user: Definition
    guard: Definition | None
    line: int
    why: str
    sure: bool
    cost: int = 0
