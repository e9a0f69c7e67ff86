"""What a refresh did."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Refreshed"]


class Refreshed(NamedTuple):
    """The outcome of a refresh.

    Attributes:
        files: how many the workspace has.
        changed, removed: files whose facts were written or forgotten.
        linked: files whose links were written.
        seconds: wall time.
        state: the state of the index (`Store.state`), never the same again after a change.
    """

    files: int
    changed: int = 0
    removed: int = 0
    linked: int = 0
    seconds: float = 0.0
    state: str = ""
