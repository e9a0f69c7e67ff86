"""What `safe_location` is asked about, and a folder that it may answer with."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..roles.role_words import is_of_tests, role_words

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["PLAIN", "Candidate", "Subject"]


PLAIN = frozenset({("module",), ("class",), ("file",), ("source",), ("object",), ("struct",)})
"""What is asked for where the file has no role."""


class Subject(NamedTuple):
    """What is asked about.

    Attributes:
        role: as given (`service`, `test`, `module`).
        words: of the name, as written.
        languages: that the file may be in.
        package: directory that it belongs below; None for anywhere.
        description: free words.
    """

    role: str
    words: tuple[str, ...]
    languages: frozenset[str]
    package: str | None = None
    description: str = ""
    is_unknown: bool = False
    """No file of the workspace shows the role: it places nothing, and only names the file."""
    modules_are_named: bool = False
    """Files of the workspace are called modules (`orders.module.ts`), so that a module is a role."""

    @property
    def is_test(self) -> bool:
        """It is a test."""
        return is_of_tests(self.role)

    @property
    def is_module(self) -> bool:
        """It has no role that places or names it."""
        words = role_words(self.role)
        return words in PLAIN and not (self.modules_are_named and words == ("module",))

    @property
    def lower(self) -> tuple[str, ...]:
        """The name's words, lower case."""
        return tuple(word.lower() for word in self.words)


class Candidate:
    """A folder with its score, the reasons for it, and the stem that an import asks for ("" where none does) and the
    extension that all files of a layout have there ("" where the siblings tell it)."""

    def __init__(self, folder: str, score: float = 0.0, reasons: Iterable[str] = (), stem: str = "") -> None:
        self.folder, self.score, self.stem, self.extension = folder, score, stem, ""
        self.reasons = list(reasons)

    def add(self, score: float, reason: str) -> None:
        """Counts a piece of evidence."""
        self.score += score
        if reason:
            self.reasons.append(reason)
