"""Functions that are clones of each other: candidates by their fingerprints, each compared token by token."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from heapq import nlargest
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.fingerprint import UNNAMED
from .clone_corpus import COMMON, LEAST_BYTES
from .clone_nearest import NEAREST, Nearest, rarest
from .clone_tokens import SAME_TEXTS, renaming, runs, same_texts, shared_in_order, shared_runs, similarity

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ...indexer.fingerprint import Unit
    from .clone_corpus import ClonedFile
    from .clone_runs import Stretch
    from .clone_tokens import Tokens

__all__ = ["UnitMatch", "unit_matches"]

SIMILAR = 0.545
"""Least share of token runs in the same order for type 3; `_score` maps it to 0.7, the default threshold."""

CONSISTENT = 0.6
"""Functions equal in shape alone are clones where their names map one to one this often."""

RENAMED_SCORE = 0.95
LARGEST_GROUP = 60
LARGEST_CROWD = 300
FEW = 12
SHORTER = 0.8
"""One side of a pair may be this much smaller than the least size: the copy that lost a statement."""
MOST_TWINS = 30
LIKEST = 2
LOOKED_AT = 16
CROWD = 100
"""In the report of a whole workspace, a chunk of more functions than this brings no candidates."""

Key = tuple[int, int]


class UnitMatch(NamedTuple):
    """Two functions, each as (file number, unit number), `one` before `other`; `match` is `exact | renamed | similar`."""

    one: Key
    other: Key
    match: str
    score: float


def unit_matches(
    files: Sequence[ClonedFile],
    stretches: Iterable[tuple[Stretch, Stretch]],
    *,
    focus: Collection[int] | None,
    min_tokens: int,
    threshold: float,
) -> list[UnitMatch]:
    """All pairs of functions that are clones; in a crowd of equal ones, each paired with the first and the likest.

    Args:
        files: where to look.
        stretches: places where the files have the same lines: the functions that these fill are compared too.
        focus: numbers of the files of which one side of a pair has to be; None for all.
        min_tokens: smaller functions are left out.
        threshold: lowest score.
    """
    finder = _Finder(files, focus, min_tokens, threshold)
    found = {*finder.equal(), *finder.similar(), *finder.filled(stretches)}
    return sorted(found.union(chain.from_iterable(map(finder.of_twins, found))))


class _Finder:
    def __init__(
        self, files: Sequence[ClonedFile], focus: Collection[int] | None, min_tokens: int, threshold: float
    ) -> None:
        self.files = files
        self.focus = focus
        self.min_tokens = min_tokens
        self.threshold = threshold
        smallest = int(LEAST_BYTES * min_tokens)
        self.units = [
            (number, position)
            for number, file in enumerate(files)
            for position, unit in enumerate(file.fingerprint.units)
            if unit.end - unit.start >= smallest
        ]
        self.paired: set[tuple[Key, Key]] = set()
        self.twins: dict[Key, list[Key]] = {}
        self.copies: set[Key] = set()
        self.compared: set[tuple[Key, Key]] = set()
        self.runs: dict[Key, frozenset[int]] = {}

    # ---- types 1 and 2

    def equal(self) -> Iterator[UnitMatch]:
        """Pairs of equal shape."""
        shapes: dict[int, list[Key]] = {}
        for key in self.units:
            shapes.setdefault(self._shape(key), []).append(key)
        for group in shapes.values():
            if len(group) > 1 and self._in_focus(*group):
                for alike in [group] if group[0][0] != group[-1][0] else self._same_in_tests(group):
                    yield from self._equal_in(alike)

    def _same_in_tests(self, group: list[Key]) -> list[list[Key]]:
        """Of functions of one file: all, or where it is one of tests those that may be the same."""
        if self.files[group[0][0]].zone != "test":
            return [group]
        found: dict[tuple[int, ...], list[Key]] = {}
        for key in group:
            found.setdefault(tuple(self._chunks(key)), []).append(key)
        return [alike for alike in found.values() if len(alike) > 1]

    def _equal_in(self, group: list[Key]) -> Iterator[UnitMatch]:
        classes: dict[bytes, list[Key]] = {}
        for key in group:
            found = self._tokens(key)
            if not found.is_smaller(self.min_tokens):
                classes.setdefault(found.shape_key, []).append(key)
        for members in classes.values():
            for one, other in self._pairs(members):
                match = self._compare_equal(one, other)
                if match is not None:
                    yield match

    def _pairs(self, members: list[Key]) -> Iterator[tuple[Key, Key]]:
        """Equal ones with the first of them; the different ones with each other while they are few, then with the likest."""
        equal = self._grouped(members, lambda found: found.exact_key)
        for group in equal:
            yield from self._equal_to_first(group)
        different = [group[0] for group in equal]
        if len(different) <= FEW:
            yield from combinations(different, 2)
            return
        groups = self._grouped(different, lambda found: b"\0".join(found.semi))
        for group in groups:
            yield from ((group[0], other) for other in group[1:])
            yield from self._sharing(group)
        firsts = [group[0] for group in groups]
        yield from combinations(firsts, 2) if len(firsts) <= LARGEST_GROUP else self._likest(firsts[:LARGEST_CROWD])

    def _likest(self, members: list[Key]) -> Iterator[tuple[Key, Key]]:
        """Each with those whose text is most like its own."""
        found = {key: self._runs(key) for key in members}
        for key, mine in found.items():
            ranked = sorted((-shared_runs(mine, theirs), other) for other, theirs in found.items() if other != key)
            yield from ((min(key, other), max(key, other)) for _, other in ranked[:NEAREST])

    def _equal_to_first(self, group: list[Key]) -> Iterator[tuple[Key, Key]]:
        """The first, one in focus if there is any, stands for all others from here on."""
        first = next(filter(self._in_focus, group), group[0])
        others = [key for key in group if key != first]
        self.copies.update(others)
        self.twins[first] = others[:MOST_TWINS]
        yield from ((min(first, other), max(first, other)) for other in others)

    def of_twins(self, match: UnitMatch) -> Iterator[UnitMatch]:
        """What holds for one of several functions that are the same holds for each of them."""
        mine, theirs = ([key, *self.twins.get(key, ())] for key in (match.one, match.other))
        pairs = combinations([*mine, *theirs], 2) if match.match == "exact" else product(mine, theirs)
        for one, other in ((min(pair), max(pair)) for pair in pairs):
            if (one, other) not in self.paired and self._may_pair(one, other):
                self.paired.add((one, other))
                yield match._replace(one=one, other=other)

    def _sharing(self, group: list[Key]) -> Iterator[tuple[Key, Key]]:
        """Of functions that differ in the names of locals and in literals, each with those that share most of these."""
        words = {key: frozenset(self._tokens(key).raw) for key in group}
        holders: dict[bytes, list[Key]] = {}
        for key, mine in words.items():
            for word in mine:
                holders.setdefault(word, []).append(key)
        for key, mine in words.items():
            hits = Counter(chain.from_iterable(held for word in mine if 1 < len(held := holders[word]) <= FEW))
            del hits[key]
            yield from ((min(key, other), max(key, other)) for other in nlargest(LIKEST, hits, key=hits.__getitem__))

    def _grouped(self, members: list[Key], key_of: Callable[[Tokens], bytes]) -> list[list[Key]]:
        groups: dict[bytes, list[Key]] = {}
        for key in members:
            groups.setdefault(key_of(self._tokens(key)), []).append(key)
        return list(groups.values())

    def _compare_equal(self, one: Key, other: Key) -> UnitMatch | None:
        if not self._may_pair(one, other):
            return None
        first, second = self._tokens(one), self._tokens(other)
        if first.exact_key == second.exact_key:
            return self._match(one, other, "exact", 1.0)
        if self._are_rows(one, other):
            return None
        if same_texts(first, second) < SAME_TEXTS:
            return None
        if first.semi == second.semi:
            return self._match(one, other, "renamed", RENAMED_SCORE)
        consistent = renaming(first, second)
        if consistent < CONSISTENT:
            return None
        same = similarity(first, second)
        return self._match(one, other, "renamed", 0.7 + 0.2 * consistent * max(same, 0.2))

    # ---- type 3

    def similar(self) -> Iterator[UnitMatch]:
        """Pairs that share enough chunks and are alike enough token by token."""
        units = [key for key in self.units if key not in self.copies]
        chunks = [frozenset(self._chunks(key)) for key in units]
        spread = Counter(chain.from_iterable(chunks))
        most = COMMON if self.focus else CROWD
        asked = [number for number, key in enumerate(units) if self._in_focus(key)]
        rare = {number: rarest(chunks[number], spread, most) for number in asked}
        wanted = set(chain.from_iterable(rare.values()))
        holders: dict[int, list[int]] = {}
        for number, found in enumerate(chunks):
            for value in rare[number] if number in rare else found & wanted:
                holders.setdefault(value, []).append(number)
        rows = _ranges(units)
        nearest = Nearest(chunks, [self._size(key) for key in units])
        for number, values in rare.items():
            key = units[number]
            hits = Counter(chain.from_iterable([holders[value] for value in values]))
            if len(hits) < 2:
                continue
            low, high = rows[key[0]] if self.files[key[0]].zone == "test" else (number, number + 1)
            others = [other for other in hits if other < low or other >= high]
            if len(others) > LOOKED_AT:
                others = nlargest(LOOKED_AT, others, key=hits.__getitem__)
            for other in nearest.of(number, others):
                match = self._compare_similar(min(key, units[other]), max(key, units[other]))
                if match is not None:
                    yield match

    def filled(self, stretches: Iterable[tuple[Stretch, Stretch]]) -> Iterator[UnitMatch]:
        """Pairs of functions most of which is in two stretches of equal lines, those inside long literals too."""
        middles: dict[int, list[tuple[int, Key]]] = {}
        for key in self.units:
            unit = self._unit(key)
            middles.setdefault(key[0], []).append(((unit.start + unit.end) // 2, key))
        for held in middles.values():
            held.sort()
        for here, there in stretches:
            for one in self._filled_by(here, middles):
                for other in self._filled_by(there, middles):
                    match = self._compare_similar(min(one, other), max(one, other))
                    if match is not None:
                        yield match

    def _filled_by(self, stretch: Stretch, middles: Mapping[int, Sequence[tuple[int, Key]]]) -> list[Key]:
        """The functions half of which or more is in a stretch: their middles are in it."""
        number, start, end = stretch
        held = middles.get(number, ())
        inside = held[bisect_left(held, (start, ())) : bisect_right(held, (end, (number + 1, 0)))]
        return [key for _, key in inside if 2 * self._overlap(key, start, end) >= self._size(key)]

    def _overlap(self, key: Key, start: int, end: int) -> int:
        unit = self._unit(key)
        return min(end, unit.end) - max(start, unit.start)

    def _compare_similar(self, one: Key, other: Key) -> UnitMatch | None:
        if (one, other) in self.compared or (one, other) in self.paired or not self._may_pair(one, other):
            return None
        self.compared.add((one, other))
        if self._are_rows(one, other):
            return None
        first, second = self._tokens(one), self._tokens(other)
        least = self.min_tokens
        if first.is_smaller(least) and second.is_smaller(least):
            return None
        if first.is_smaller(int(SHORTER * least)) or second.is_smaller(int(SHORTER * least)):
            return None
        if (
            min(len(first.raw), len(second.raw)) < SIMILAR * max(len(first.raw), len(second.raw))
            and self.threshold >= 0.7
        ):
            return None
        if (
            _score(shared_runs(self._runs(one), self._runs(other))) < self.threshold
            or first.shape_key == second.shape_key
        ):
            return None
        return self._match(one, other, "similar", _score(shared_in_order(first, second)))

    # ---- shared

    def _match(self, one: Key, other: Key, match: str, score: float) -> UnitMatch | None:
        if score < self.threshold or (one, other) in self.paired:
            return None
        self.paired.add((one, other))
        return UnitMatch(one, other, match, round(score, 3))

    def _may_pair(self, one: Key, other: Key) -> bool:
        """Not one inside the other, of the same family of languages, and in focus."""
        if not self._in_focus(one, other) or self.files[one[0]].language != self.files[other[0]].language:
            return False
        a, b = self._unit(one), self._unit(other)
        return one[0] != other[0] or a.end <= b.start or b.end <= a.start

    def _are_rows(self, one: Key, other: Key) -> bool:
        """Whether both are cases of one thing, alike by their nature unless they are the same: of one file of tests, or
        callbacks of one function."""
        if one[0] != other[0] or self.files[one[0]].zone == "test":
            return one[0] == other[0]
        first, last = self._unit(one), self._unit(other)
        return first.seq == last.seq == UNNAMED and any(
            unit.start < first.start and last.end < unit.end for unit in self.files[one[0]].fingerprint.units
        )

    def _in_focus(self, *keys: Key) -> bool:
        return self.focus is None or any(key[0] in self.focus for key in keys)

    def _unit(self, key: Key) -> Unit:
        return self.files[key[0]].fingerprint.units[key[1]]

    def _shape(self, key: Key) -> int:
        return int(self._unit(key).shape)

    def _size(self, key: Key) -> int:
        unit = self._unit(key)
        return unit.end - unit.start

    def _runs(self, key: Key) -> frozenset[int]:
        found = self.runs.get(key)
        if found is None:
            found = self.runs[key] = runs(self._tokens(key))
        return found

    def _chunks(self, key: Key) -> Sequence[int]:
        unit = self._unit(key)
        return self.files[key[0]].fingerprint.chunks[unit.first : unit.last]

    def _tokens(self, key: Key) -> Tokens:
        return self.files[key[0]].unit_tokens(key[1])


def _ranges(units: Sequence[Key]) -> dict[int, tuple[int, int]]:
    """File number → where its functions stand in a list by file."""
    found: dict[int, tuple[int, int]] = {}
    for number, (file, _) in enumerate(units):
        found[file] = (found.get(file, (number, 0))[0], number + 1)
    return found


def _score(share: float) -> float:
    """The share of equal token runs as an estimate of the share of equal tokens: a changed token breaks several runs."""
    return 0.7 + 0.25 * (share - SIMILAR) / (1 - SIMILAR) if share >= SIMILAR else 0.7 * share / SIMILAR
