"""Whether words are one another misspelt: they sound alike or have the same letters, and differ where writers slip."""

from __future__ import annotations

from operator import ne
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["apart", "is_misspelt"]

LEAST_LETTERS: Final = 6
"""Shorter words sound alike too often: `form`, `from`, `farm`."""

MOST_APART: Final = 1
"""How many letters more one word may have."""

ALIKE: Final = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "s"), ("z", "s"), ("y", "i"))
"""Letters that stand for one sound."""

VOWELS: Final = re.compile(r"(?<!^)[aeiou]")
DOUBLED: Final = re.compile(r"(.)\1+")


def is_misspelt(asked: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two names have the same words but for some that are misspelt.

    `contract` is no `contact`: a consonant more is another word. `presentr`, `servise`, `reciever` and `bucekt` are slips.
    """
    if len(asked) != len(other):
        return False
    for mine, theirs in zip(asked, other, strict=True):
        if mine != theirs and not _is_slip(mine, theirs):
            return False
    return any(map(ne, asked, other))


def _is_slip(mine: str, theirs: str) -> bool:
    if min(len(mine), len(theirs)) < LEAST_LETTERS or abs(len(mine) - len(theirs)) > MOST_APART:
        return False
    has_same = _sound(mine) == _sound(theirs) or sorted(mine) == sorted(theirs)
    return has_same and apart(mine, theirs) <= MOST_APART


def _sound(word: str) -> str:
    for written, heard in ALIKE:
        word = word.replace(written, heard)
    return DOUBLED.sub(r"\1", VOWELS.sub("", word))


def apart(one: str, other: str) -> int:
    """How many letters are added, left out, replaced, or swapped with the next one, between the ends that two words share."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return 1 if one == other[::-1] and len(one) == len(other) == len("ei") else max(len(one), len(other))
