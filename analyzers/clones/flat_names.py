"""Which of many names may come near an asked one: a quick look before any of them is taken apart."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .name_forms import NameForm

__all__ = ["FlatNames"]

NEAR_LENGTH = 3
"""Names differ by no more letters than this, or share the beginning of a word that is longer."""
STEM_LENGTH = 6


class FlatNames:
    """Names in lower case without separators, as one text to search in, and by their first letter."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        flat = [name.replace("_", "").replace("-", "").replace(".", "").lower() for name in self._names]
        self._text = "\n".join(flat)
        self._starts: list[int] = []
        self._by_first: dict[str, list[tuple[int, str]]] = {}
        place = 0
        for name, text in zip(self._names, flat, strict=True):
            self._starts.append(place)
            self._by_first.setdefault(text[:1], []).append((len(text), name))
            place += len(text) + 1

    def near(self, asked: NameForm) -> set[str]:
        """Names that begin like the asked one and are about as long, and those that hold the beginning of one of the longer
        words that mean the same."""
        size = len(asked.flat)
        alike = self._by_first.get(asked.flat[:1], ())
        found = {name for length, name in alike if abs(length - size) <= NEAR_LENGTH}
        for beginning in {word[:STEM_LENGTH] for word in asked.meaning if len(word) > NEAR_LENGTH}:
            found.update(self._holding(beginning))
        return found

    def _holding(self, word: str) -> Iterator[str]:
        place = self._text.find(word)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            yield self._names[number]
            following = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            place = self._text.find(word, following)
