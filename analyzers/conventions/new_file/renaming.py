"""A line of code that names one file, written for another: `path("users/", users.list)` for orders is `path("orders/", orders.list)`."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .... import lazy_re as re
from ....indexer.languages.families import JAVASCRIPT_ENDINGS
from ...naming import STYLES, in_style, singular, split_words
from ..roles.role_words import ends_in

__all__ = ["Renaming"]

LOWER_CAMEL = frozenset({*JAVASCRIPT_ENDINGS, ".java", ".kt", ".swift", ".scala", ".dart"})
"""Endings of files whose identifiers of several words are written in camelCase; elsewhere they keep the style of file names."""
SHORTEST = 3
ACRONYM_ENDS = re.compile(r"[A-Z][a-z]")
"""What stands behind an acronym within a name: the next word."""
ENDS = r"(?![a-z0-9\\])"
"""What a name does not go on with: before a backslash stands a namespace, which the new file's folder tells."""


class Renaming(NamedTuple):
    """From one stem to another, in every case style and in singular and plural.

    Attributes:
        old: stem of the file that the line names.
        new: stem of the new file.
        role: words of the role, which names in a line may leave out (`users_controller` is `:users` in a list of routes).
        extension: of the file that holds the line.
    """

    old: str
    new: str
    role: tuple[str, ...] = ()
    extension: str = ""

    def apply(self, line: str) -> str:
        """The line for the new file; the line itself where it does not name the old one."""
        forms = _forms(self)
        if not any(text in line for text in forms):
            return line
        texts = sorted(forms, key=lambda text: (-len(text), text))
        pattern = re.compile("|".join(f"{_boundary(text)}{re.escape(text)}{ENDS}" for text in texts))
        return pattern.sub(lambda found: self._written(found, forms, line), line)

    def names(self, line: str) -> bool:
        """The line names the old file."""
        return self.apply(line) != line

    def is_whole(self, name: str) -> bool:
        """The name says the old file's, in some style, and nothing else."""
        return name in _forms(self)

    def _written(self, found: re.Match[str], forms: dict[str, str], line: str) -> str:
        text, before = found[0], line[max(0, found.start() - 1) : found.start()]
        parted = before in {"/", ".", '"', "'", "\\"} or line[found.end() : found.end() + 1] == "."
        whole = text == self.old and parted
        if whole and not text[:1].isupper():
            return self.new
        if text.isupper() and ACRONYM_ENDS.match(line, found.end()):
            return "".join(word.capitalize() for word in forms[text].split("_"))  # `LRUStrategy` holds no constant
        return forms[text]

    def forms(self) -> dict[str, str]:
        """Every way to write the old stem → the same way to write the new one."""
        found: dict[str, str] = {}
        for old, new in self._pairs():
            several = "camelCase" if self.extension in LOWER_CAMEL else "snake_case"
            for style in STYLES:
                text = in_style(old, style)
                lower_word = len(old) == 1 and not text[:1].isupper()
                found.setdefault(text, in_style(new, several if lower_word else style))
            constant = "_".join(old).upper()
            found.setdefault(constant, "_".join(new).upper())
        found.setdefault(self.old, self.new)
        return {text: new for text, new in found.items() if len(text) >= SHORTEST and text != new}

    def _pairs(self) -> list[tuple[list[str], list[str]]]:
        """Old and new words: whole, without the role, and both in the singular."""
        old, new = split_words(self.old), split_words(self.new)
        pairs = [(old, new)]
        if self.role and ends_in(old, self.role) and ends_in(new, self.role):
            pairs.append((old[: -len(self.role)], new[: -len(self.role)]))
        pairs += [(_single(before), _single(after)) for before, after in [*pairs] if _single(before) != before]
        return [(before, after) for before, after in pairs if before and after]


@lru_cache(maxsize=256)
def _forms(renaming: Renaming) -> dict[str, str]:
    """The forms of a renaming, which is tried on line after line."""
    return renaming.forms()


def _single(words: Sequence[str]) -> list[str]:
    """The words with the last in the singular, in its own case."""
    if not words:
        return []
    last = words[-1]
    short = singular(last)
    return [*words[:-1], short if last.islower() else last[: len(short)]]


def _boundary(text: str) -> str:
    """A capital may follow a small letter (`useUsers`); a small letter begins a word."""
    return "" if text[:1].isupper() else "(?<![A-Za-z0-9])"
