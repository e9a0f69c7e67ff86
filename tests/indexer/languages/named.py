"""Which language a file in memory is in: what Linguist takes its name for, among the languages that a test is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan.indexer.classify.linguist import by_name

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["named"]


def named(path: str, languages: Iterable[str]) -> str:
    """The first of the languages that the name of the file may mean; "" for none."""
    candidates = by_name(path.rpartition("/")[2])
    return next((language for language in languages if language in candidates), "")
