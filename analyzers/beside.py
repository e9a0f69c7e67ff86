"""Conclusions that are worked out beside a question's others, in a copy of this process that reads the index for itself."""

from __future__ import annotations

import marshal
from functools import partial
from typing import TYPE_CHECKING, Any

from .in_shares import begun, processes

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..indexer.index import Index

__all__ = ["begin_beside"]

FEW_FILES = 1000
"""With so many, what is worked out takes longer than to copy the process."""

Wanted = tuple["Callable[..., Any]", *tuple[Any, ...]]
"""A function that is remembered (`per_index`) and gives plain values, and its arguments behind the index."""


def begin_beside(index: Index, *wanted: Wanted) -> None:
    """Begins to work out some conclusions; whoever asks for one waits for all of them, and finds them remembered.

    Only for a view that nobody keeps: what a copy concludes on its way is lost, and one that stays would miss it at the next
    question. Where the process can't be copied, or the copy died or read another state, each is worked out where it is asked for.
    """
    if not index.passing or len(index.files) < FEW_FILES or processes() < 2:
        return
    state = index.state
    waiting = begun(partial(_apart, index, wanted), marshal)

    def take() -> None:
        for item in wanted:
            index.begun.pop(item, None)
        found = waiting()
        if found is not None and found[0] == state:
            for (function, *arguments), value in zip(wanted, found[1], strict=True):
                index.worked_out.setdefault(function, {})[tuple(arguments)] = value
            index.lasting = index.lasting and found[2]
            index.absent |= found[3]

    index.begun.update(dict.fromkeys(wanted, take))


def _apart(index: Index, wanted: tuple[Wanted, ...]) -> tuple[str, list[Any], bool, set[str]]:
    """In the copy: the state that it reads, the values, and what they rest on."""
    index.read_apart()
    values = [function(index, *arguments) for function, *arguments in wanted]
    return index.state, values, index.lasting, index.absent
