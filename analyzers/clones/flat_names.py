"""Which of many names may come near an asked one: a quick look before any of them is taken apart."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .name_forms import NameForm

__all__ = ["FlatNames"]

NEAR_LENGTH = 3
"""Names differ by no more letters than this, or share the beginning of a word that is longer."""
STEM_LENGTH = 6
CROWD = 1000
"""What more names than this have in common (`test` in those of tests) says nothing beside something rarer."""


class FlatNames:
    """Names in lower case without separators, as one text to search in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = [name.replace("\n", " ") for name in names]
        self._text = "\n".join(self._names).replace("_", "").replace("-", "").replace(".", "").lower()
        self._flat = self._text.split("\n") if self._names else []
        self._starts = [0, *accumulate(len(text) + 1 for text in self._flat)]
        self._by_first: dict[tuple[str, int], list[str]] = {}
        for text, name in zip(self._flat, self._names, strict=True):
            self._by_first.setdefault((text[:1], len(text)), []).append(name)

    def near(self, asked: NameForm) -> set[str]:
        """Names that begin like the asked one and are about as long, and those that hold the beginning of one of the longer
        words that mean the same."""
        found: set[str] = set()
        beginnings = {word[:STEM_LENGTH] for word in asked.meaning if len(word) > NEAR_LENGTH}
        counted = sorted((self._text.count(beginning), beginning) for beginning in beginnings)
        for count, beginning in counted:
            if count <= CROWD or beginning == counted[0][1]:
                found.update(self._holding(beginning))
        size = len(asked.flat)
        lengths = range(size - NEAR_LENGTH, size + NEAR_LENGTH + 1)
        alike = [name for length in lengths for name in self._by_first.get((asked.flat[:1], length), ())]
        return found.union(alike) if len(alike) <= CROWD or not found else found

    def _holding(self, word: str) -> Iterator[str]:
        place = self._text.find(word)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield self._names[number]
            place = self._text.find(word, self._starts[number + 1])
