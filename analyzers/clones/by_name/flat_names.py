"""Which of many names may come near an asked one: a quick look before any of them is taken apart."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from .forms import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from .forms import NameForm

__all__ = ["FlatNames"]

NEAR_LENGTH = 3
"""Names differ by no more letters than this, or share the beginning of a word that is longer."""
STEM_LENGTH = 6
CROWD = 1000
"""What more names than this have in common (`test` in those of tests) says nothing beside something rarer."""

FEW_WORDS = 3
"""Names of more words have to share two of them: one in common says nothing."""
OTHER_LETTERS = 6
"""Names that are the same but for a typing error or an abbreviation differ in no more letters than this of those they are made of."""


class FlatNames:
    """Names in lower case without separators, as one text to search in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = list(names)
        text = "\n".join(self._names)
        if text.count("\n") >= len(self._names) > 0:
            self._names = [name.replace("\n", " ") for name in self._names]
            text = "\n".join(self._names)
        self._text = text.replace("_", "").replace("-", "").replace(".", "").lower()
        self._flat = self._text.split("\n") if self._names else []
        self._starts = [0, *accumulate(map((1).__add__, map(len, self._flat)))]
        self._by_first: dict[str, dict[int, list[int]]] = {}

    def near(self, asked: NameForm) -> set[str]:
        """Names that begin like the asked one and are about as long, and those that hold the beginning of one of the longer
        words that mean the same."""
        found: set[str] = set()
        beginnings = {word[:STEM_LENGTH] for word in asked.meaning if len(word) > NEAR_LENGTH}
        words = {word[:STEM_LENGTH] for word in asked.meaning}
        counted = sorted((self._text.count(beginning), beginning) for beginning in beginnings)
        for count, beginning in counted:
            if count <= CROWD:
                few = FEW_WORDS if beginning == counted[0][1] or len(words) <= FEW_WORDS else 0
                found.update(self._holding(beginning, words, few))
        for text in shortened(asked):
            found.update(
                self._names[number]
                for number in self._by_length(text[:1]).get(len(text), ())
                if self._flat[number] == text
            )
        size = len(asked.flat)
        lengths = range(size - NEAR_LENGTH, size + NEAR_LENGTH + 1)
        by_length = self._by_length(asked.flat[:1])
        alike = [number for length in lengths for number in by_length.get(length, ())]
        return found.union(self._of_the_same_letters(asked, alike)) if len(alike) <= CROWD or not found else found

    def _by_length(self, first: str) -> dict[int, list[int]]:
        """The names that begin with a letter, by their length: a process that is asked about one name needs few other letters'."""
        if first not in self._by_first:
            found = self._by_first[first] = {}
            for number, text in enumerate(self._flat):
                if text[:1] == first:
                    found.setdefault(len(text), []).append(number)
        return self._by_first[first]

    def _holding(self, word: str, words: Collection[str], few: int) -> Iterator[str]:
        """The names that hold one of the asked words; those of more than a few words only if they hold two of them."""
        place = self._text.find(word)
        while place >= 0:
            number = bisect_right(self._starts, place) - 1
            name = self._names[number]
            if name.count("_") < few or sum(map(self._flat[number].__contains__, words)) > 1:
                yield name
            place = self._text.find(word, self._starts[number + 1])

    def _of_the_same_letters(self, asked: NameForm, numbers: Iterable[int]) -> Iterator[str]:
        """The names that are made of nearly the letters of the asked one."""
        letters = set(asked.flat)
        for number in numbers:
            if len(letters.symmetric_difference(self._flat[number])) <= OTHER_LETTERS:
                yield self._names[number]
