"""Tests that stand inside of the files that they test, as Rust has them: which definitions, and which pieces of a file."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from ....indexer.fingerprints.fingerprint import Unit
    from .definitions import Definition

__all__ = ["TESTED_INSIDE", "is_among", "test_ranges"]

TESTED_INSIDE = frozenset({"Rust"})
"""Languages with such tests."""

MARK = re.compile(r"(?:^|\n)(?:(?:\w+::)*test\b|cfg\((?:all\((?:[^\n]*,\s*)?)?test\b)")
"""What marks them, one decorator a line: `#[cfg(test)]` on a module, `#[test]` and `#[tokio::test]` on a function."""


def test_ranges(units: Iterable[Unit], definitions: Mapping[int, Definition]) -> list[tuple[int, int]]:
    """Where in bytes the functions stand that are such tests or parts of them, ascending, none inside another one."""
    found: list[tuple[int, int]] = []
    named = {unit.seq: unit for unit in units}
    for seq, test in definitions.items():
        if MARK.search(test.decorators):
            last = max(at for at, other in definitions.items() if other.start_line <= test.end_line)
            inside = [named[at] for at in range(seq, last + 1) if at in named]
            if inside and not (found and inside[0].start < found[-1][1]):
                found.append((min(unit.start for unit in inside), max(unit.end for unit in inside)))
    return found


def is_among(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the middle of a range of bytes is in one of several."""
    middle = (start + end) // 2
    at = bisect_right(ranges, (middle, middle)) - 1
    return at >= 0 and middle < ranges[at][1]
