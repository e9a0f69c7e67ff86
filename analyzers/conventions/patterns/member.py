"""A file that follows a pattern, and how surely each kind of evidence shows that."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ....indexer.index import File, Index
    from ...search.definitions import Definition

__all__ = [
    "AFFIX", "BELOW", "CALLED", "DEFINES", "DIRECT", "ENOUGH", "HELPER", "IMPORTS", "IS_KIND", "LIBRARY", "NAMED_SO",
]  # fmt: skip
__all__ += ["OTHER_WORD", "PARTED", "PROVES", "RETURNS", "SPEAKS", "WEAK", "Member", "defined"]

ENOUGH = 3
"""From so many sure members on, those that only use the idiom's names are left out, and from so many files of a word, its synonyms."""
CALLED, AFFIX, DIRECT, PARTED, BELOW, HELPER = 1.1, 1.0, 0.9, 0.93, 0.85, 0.75
"""How surely a file is of a role that is called as it, ends in it, stands in its folder, below one that is parted, below any,
and beside those that end in it."""
PROVES, NAMED_SO, IS_KIND, IMPORTS, LIBRARY = 0.97, 0.95, 0.86, 0.87, 0.92
DEFINES, RETURNS, SPEAKS, WEAK = 0.93, 0.97, 0.84, 0.8
"""How surely a file follows a pattern that has its base or decorator, a class named so, a definition of its kind, its library (and
that of a cross-cutting one), defines one of its names, returns its type, speaks of it in its name, and has a decorator that may
mean something else."""
HALF = 0.5
"""A file is about a pattern whose definitions take so much of its code."""
OTHER_WORD = 0.15
"""What evidence loses that shows by another word, where the pattern's own word has enough."""


class Member(NamedTuple):
    """A file of the population.

    Attributes:
        symbol: the definition that shows the pattern.
        why: the file counts.
        weight: how surely, 0 to 1.
        names: of the pattern that the file uses.
        lines: of the definitions that show it; 0 where none does.
        named: the file's own name says it.
    """

    file: File
    symbol: Definition | None
    why: str
    weight: float
    names: tuple[str, ...] = ()
    lines: int = 0
    named: bool = False

    @property
    def about(self) -> float:
        """How far the file is about the pattern: its name says so, or the definitions that show it take much of its code."""
        if self.named or not self.lines:
            return 1.0
        return min(1.0, self.lines / max(1.0, HALF * self.file.code_lines))


def defined(index: Index, symbol: Definition, why: str, weight: float) -> Member:
    """The file of a definition that shows the pattern."""
    return Member(index.files[symbol.path], symbol, why, weight, lines=symbol.end_line - symbol.start_line + 1)
