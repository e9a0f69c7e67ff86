"""Where a claim was read."""

from __future__ import annotations

from typing import NotRequired, TypedDict

__all__ = ["Evidence", "NamedEvidence"]


class Evidence(TypedDict):
    """Where a claim was read; `line` is left out where the file as a whole is the evidence."""

    path: str
    line: NotRequired[int]


class NamedEvidence(TypedDict):
    """A named thing and where it was read."""

    name: str
    evidence: list[Evidence]
