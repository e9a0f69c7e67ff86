"""The forms of a class's member: in what numbers of arguments it is asked for and given, and whether one suits another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..called import defined_as
from .overriding import is_asked_for

if TYPE_CHECKING:
    from ..changes.call_counts import Taken
    from ..meaning.program import Program
    from ..receivers.class_names import Class

__all__ = ["ASKED_KINDS", "fits", "forms"]

ASKED_KINDS: Final = frozenset({"method", "function", "property"})


def forms(now: Program, klass: Class, name: str) -> tuple[list[Taken | None], list[Taken | None]]:
    """What a class's member takes, None where that can't be told: in overloads that each class below must have, and in others."""
    asked: list[Taken | None] = []
    given: list[Taken | None] = []
    for held in sorted(now.receivers.held(klass, name)):
        items = defined_as(now.index, klass[0], held)
        taken = now.receivers.forms((klass[0], held))
        for one, form in zip(items, taken if len(taken) == len(items) else [None] * len(items), strict=True):
            (asked if one.kind in ASKED_KINDS and is_asked_for(now, one) else given).append(form)
    return asked, given


def fits(given: Taken | None, asked: Taken | None) -> bool:
    """Whether a member takes as many arguments as it is asked to; true where that can't be told."""
    if given is None or asked is None or asked.most is None:
        return True
    return given.least <= asked.most and (given.most is None or asked.most <= given.most)
