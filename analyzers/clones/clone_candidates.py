"""Which functions are worth comparing: for each one in question those that share most of its rarest chunks and are nearest to it."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from .clone_corpus import COMMON
from .clone_nearest import FEWEST, Nearest, rarest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .clone_pairs import Key, Pairs

__all__ = ["candidates"]

LOOKED_AT = 16

CROWD = 100
"""In the report of a whole workspace, a chunk of more functions than this brings no candidates."""

NEAREST = 5
NEAREST_BEFORE = 8
"""So many candidates of each function are compared with it: of all, or of those before it, which then find it less often."""

Candidates = tuple[int, list[int]]
"""Number of a function among some, and of those to compare with it."""


def candidates(pairs: Pairs, units: Sequence[Key]) -> list[Candidates]:
    """The functions in question that have candidates, and these: with a focus among all others, else among those before it.

    Args:
        pairs: what is compared.
        units: functions by file, one of each kind.
    """
    return _in_workspace(pairs, units) if pairs.focus is None else _in_focus(pairs, units, pairs.focus)


def _in_workspace(pairs: Pairs, units: Sequence[Key]) -> list[Candidates]:
    chunks = [frozenset(pairs.chunks(key)) for key in units]
    spread = Counter(chain.from_iterable(chunks))
    rare = {number: rarest(held, spread, CROWD) for number, held in enumerate(chunks)}
    _add_rare_neighbours(pairs, units, rare)
    sizes = [pairs.size(key) for key in units]
    nearest = Nearest(chunks.__getitem__, sizes.__getitem__)
    likely = _likely(rare, {}, _own_tests(pairs, units, rare), grows=True)
    found = ((number, nearest.of(number, others, NEAREST_BEFORE)) for number, others in likely)
    return [item for item in found if item[1]]


def _in_focus(pairs: Pairs, units: Sequence[Key], focus: Iterable[int]) -> list[Candidates]:
    """Of the functions outside the focus only the chunks count that one inside has too."""
    files = frozenset(focus)
    asked = {number: frozenset(pairs.chunks(key)) for number, key in enumerate(units) if key[0] in files}
    wanted = frozenset(chain.from_iterable(asked.values()))
    held = {
        number: shared
        for number, key in enumerate(units)
        if (shared := asked.get(number) or wanted.intersection(pairs.chunks(key)))
    }
    spread = Counter(chain.from_iterable(held.values()))
    rare = {number: rarest(chunks, spread, COMMON) for number, chunks in asked.items()}
    worth = frozenset(chain.from_iterable(rare.values()))
    holders: dict[int, list[int]] = {}
    for number, shared in held.items():
        for value in rare[number] if number in rare else shared & worth:
            holders.setdefault(value, []).append(number)
    nearest = Nearest(lambda number: frozenset(pairs.chunks(units[number])), lambda number: pairs.size(units[number]))
    likely = _likely(rare, holders, _own_tests(pairs, units, asked), grows=False)
    found = ((number, nearest.of(number, others, NEAREST)) for number, others in likely)
    return [item for item in found if item[1]]


def _add_rare_neighbours(pairs: Pairs, units: Sequence[Key], rare: dict[int, list[int]]) -> None:
    """Gives functions of common chunks alone (`assertEqual(`) what tells them: two of these in a row."""
    plain = [number for number, values in rare.items() if len(values) < FEWEST]
    neighbours = {number: frozenset(map(hash, pairwise(pairs.chunks(units[number])))) for number in plain}
    spread = Counter(chain.from_iterable(neighbours.values()))
    for number, found in neighbours.items():
        rare[number] = [*rare[number], *rarest(found, spread, CROWD)]


def _likely(
    rare: Mapping[int, Sequence[int]],
    holders: dict[int, list[int]],
    own_tests: Mapping[int, tuple[int, int]],
    *,
    grows: bool,
) -> Iterator[Candidates]:
    """Number of each function asked for, and those of the others that share most of its rare chunks.

    Args:
        rare: the rare chunks of each function asked for.
        holders: the functions that hold a chunk.
        own_tests: of a function in a file of tests the range of those beside it, which are cases of one thing.
        grows: whether each function becomes a holder once it was asked for.
    """
    for number, values in rare.items():
        hits = Counter(chain.from_iterable([holders.get(value, ()) for value in values]))
        if grows:
            for value in values:
                holders.setdefault(value, []).append(number)
        low, high = own_tests.get(number, (number, number + 1))
        others = [other for other in hits if other < low or other >= high]
        if others:
            yield number, sorted(others, key=hits.__getitem__, reverse=True)[:LOOKED_AT]


def _own_tests(pairs: Pairs, units: Sequence[Key], asked: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Number of each function asked for that is in a file of tests → where the functions of that file stand."""
    mine = {number: units[number][0] for number in asked if pairs.files[units[number][0]].zone == "test"}
    wanted = set(mine.values())
    ranges: dict[int, tuple[int, int]] = {}
    for number, (file, _) in enumerate(units):
        if file in wanted:
            ranges[file] = (ranges.get(file, (number, 0))[0], number + 1)
    return {number: ranges[file] for number, file in mine.items()}
