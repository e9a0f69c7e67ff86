"""Functions that are clones of each other: candidates by their fingerprints, each compared token by token."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from .equal import Equal
from .pairs import Pairs, UnitMatch
from .similar import Similar

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from ..comparing.runs import EqualRows
    from ..comparing.verdicts import Verdicts
    from ..reading.corpus import ClonedFile

__all__ = ["UnitMatch", "unit_matches"]


def unit_matches(
    files: Sequence[ClonedFile],
    rows: EqualRows,
    verdicts: Verdicts,
    *,
    focus: Collection[int] | None,
    min_tokens: int,
    threshold: float,
) -> list[UnitMatch]:
    """All pairs of functions that are clones; in a crowd of equal ones, each paired with the first and the likest.

    Args:
        files: where to look.
        rows: places where the files have the same lines: the functions that these fill are compared too.
        verdicts: what is known of pieces of these files.
        focus: numbers of the files of which one side of a pair has to be; None for all.
        min_tokens: smaller functions are left out.
        threshold: lowest score.
    """
    pairs = Pairs(files, focus, min_tokens, threshold)
    equal = Equal(pairs, verdicts)
    found = set(equal.matches())
    similar = Similar(pairs, verdicts, equal.copies)
    found.update(similar.matches())
    found.update(similar.filled(rows))
    return sorted(found.union(chain.from_iterable(map(equal.of_twins, found))))
