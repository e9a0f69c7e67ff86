"""Which columns of a table a window has room for, and what stands below its rows instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["BETWEEN", "LAST_COLUMNS", "OF_LINES", "Layout", "fitted", "width_of"]

BETWEEN = 3
"""Blanks between two columns."""
LAST_COLUMNS = ("evidence", "via", "reasons", "hint", "snippet")
"""Columns that matter least stand last, and leave the table first."""
OF_LINES = "snippet"
"""The column that shows code as it stands."""
WHOLE_COLUMNS = frozenset({"path", "manifest", "source", "target", "name", "of", OF_LINES})
"""Columns that are never folded: paths and names are copied and searched for."""
FOLDED = 28
"""Narrower than this no column of words is read with pleasure."""
SEVERAL = 3
"""From so many rows on, what all of them say is said once."""


class Layout(NamedTuple):
    """A table's shape.

    Attributes:
        widths: of the columns that stay, in their order; the last of them that is narrower than its texts is folded.
        below: columns whose texts stand under their row.
        same: what every row says, by column.
    """

    widths: dict[str, int]
    below: tuple[str, ...]
    same: dict[str, str]


def fitted(cells: Mapping[str, Sequence[str]], window: int) -> Layout:
    """The columns of a table as its window takes them: equal ones are said once, a wide one is folded or goes below.

    The first column always stays. What is wider than the window by itself is left to the terminal, which cuts nothing.
    """
    widths = {key: max(width_of(key), *map(width_of, texts)) for key, texts in cells.items()}
    room = window - 2
    if _together(widths) <= room:
        return Layout(widths, (), {})
    first = next(iter(cells))
    same = {
        key: texts[0]
        for key, texts in cells.items()
        if key != first and len(texts) >= SEVERAL and texts[0] and len(set(texts)) == 1
    }
    widths = {key: width for key, width in widths.items() if key not in same}
    below = []
    while _together(widths) > room and len(widths) > 1:
        going = _leaving(widths, first)
        spare = room - _together(widths) + widths[going]
        if going not in WHOLE_COLUMNS and spare >= FOLDED:
            widths[going] = spare
        else:
            below.append(going)
            del widths[going]
    return Layout(widths, tuple(key for key in cells if key in below), same)


def _leaving(widths: Mapping[str, int], first: str) -> str:
    """The column that goes next: of those that matter least, else the widest."""
    return max((key for key in widths if key != first), key=lambda key: (key in LAST_COLUMNS, widths[key]))


def _together(widths: Mapping[str, int]) -> int:
    return sum(widths.values()) + BETWEEN * (len(widths) - 1)


def width_of(text: str) -> int:
    """How many places of a terminal the longest line of a text takes."""
    from rich.cells import cell_len

    return max(map(cell_len, text.split("\n")))
