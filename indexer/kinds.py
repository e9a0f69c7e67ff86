"""The kinds of an import, strongest first: of several links between two files the strongest names the edge."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["KINDS", "strongest"]

KINDS = ("static", "reexport", "conditional", "lazy", "dynamic", "type_only")
_RANK = {kind: rank for rank, kind in enumerate(KINDS)}


def strongest(kinds: Iterable[str]) -> str:
    """The kind that binds two files most: what always runs before what runs sometimes before what never runs."""
    return min(kinds, key=_RANK.__getitem__)
