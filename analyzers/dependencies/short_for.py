"""Whether one name may be short for another: a program or a module that no lock ties to what brings it."""

from __future__ import annotations

from ... import lazy_re as re

__all__ = ["is_short_for", "letters"]

WORDS = re.compile(r"[a-z]+|\d+\w*")
LETTERS = re.compile(r"[a-z]+")
LEAST = 5
"""Letters of the words that two names share (`is-prerelease` and not-prerelease, `utils_find_1st` and py-find-1st)."""

LEAST_WORD = 3
"""Letters of a module that is called as a later word of its distribution."""


def letters(text: str) -> str:
    """The letters of a name alone."""
    return "".join(LETTERS.findall(text.lower()))


def is_short_for(short: str, name: str) -> bool:
    """Whether the letters of the first stand in the second in this order, from the begin of a word on (`skopt`, ft-scikit-optimize), or
    the words that both have are half of either, or it is or begins with a later word of it (`nio`, matrix-nio; `redminelib`,
    python-redmine)."""
    words, parts = WORDS.findall(short.lower()), WORDS.findall(name.rpartition("/")[2].lower())
    shared = sum(map(len, {*words} & {*parts}))
    if len(short) >= LEAST_WORD and words == [short.lower()] and short.lower() in parts[1:]:
        return True
    if any(len(part) >= LEAST and short.lower().startswith(part) for part in parts[1:]):
        return True
    if shared >= LEAST and 2 * shared >= max(sum(map(len, words)), sum(map(len, parts))):
        return True
    wanted, every = letters(short), LETTERS.findall(name.lower())
    for start, part in enumerate(every):
        left = iter("".join(every[start:]))
        if len(wanted) >= LEAST - 1 and part[0] == wanted[0] and all(letter in left for letter in wanted):
            return True
    return False
