"""Tests that stand inside of the files that they test, as Rust has them: which definitions, and which pieces of a file."""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from ....indexer.facts import Symbol
    from ....indexer.fingerprints.fingerprint import Unit
    from ....indexer.index import Index

__all__ = ["TESTED_INSIDE", "inner_tests", "is_among", "stored_inner_tests", "test_ranges"]

TESTED_INSIDE = frozenset({"Rust"})
"""Languages with such tests."""

MARK = re.compile(r"(?:^|\n)(?:(?:\w+::)*test\b|cfg\((?:all\((?:[^\n]*,\s*)?)?test\b)")
"""What marks them, one decorator a line: `#[cfg(test)]` on a module, `#[test]` and `#[tokio::test]` on a function."""

FILE_SHIFT = 20
"""The id of a stored definition is its file's, shifted by so many bits, and its position in the file."""


def stored_inner_tests(index: Index, file_ids: Collection[int]) -> Mapping[int, list[range]]:
    """Id of each file of the index with such tests → the positions of the definitions of each."""
    query = (
        "SELECT file_id, id, (SELECT max(id) FROM symbols AS inside WHERE inside.file_id = symbols.file_id "
        "AND inside.start_line <= symbols.end_line), decorators FROM symbols "
        "WHERE file_id IN (SELECT value FROM json_each(?)) AND decorators LIKE '%test%' ORDER BY id"
    )
    found: dict[int, list[range]] = {}
    for file_id, first, last, decorators in index.rows(query, (json.dumps(sorted(file_ids)),)) if file_ids else ():
        if MARK.search(decorators):
            before = file_id << FILE_SHIFT
            found.setdefault(file_id, []).append(range(first - before, last - before + 1))
    return found


def inner_tests(symbols: Sequence[Symbol]) -> list[range]:
    """The positions of the definitions of each such test of a file that was just read."""
    return [
        range(seq, max(at for at, other in enumerate(symbols) if other.start_line <= item.end_line) + 1)
        for seq, item in enumerate(symbols)
        if MARK.search("\n".join(item.decorators))
    ]


def test_ranges(units: Iterable[Unit], inner: Sequence[range]) -> list[tuple[int, int]]:
    """Where in bytes the functions stand that are such tests or parts of them, ascending, none inside another one."""
    found: list[tuple[int, int]] = []
    named = {unit.seq: unit for unit in units} if inner else {}
    for test in inner:
        inside = [named[seq] for seq in test if seq in named]
        if inside and not (found and inside[0].start < found[-1][1]):
            found.append((min(unit.start for unit in inside), max(unit.end for unit in inside)))
    return found


def is_among(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the middle of a range of bytes is in one of several."""
    middle = (start + end) // 2
    at = bisect_right(ranges, (middle, middle)) - 1
    return at >= 0 and middle < ranges[at][1]
