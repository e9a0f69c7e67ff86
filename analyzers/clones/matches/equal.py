"""Functions of equal shape, clones of types 1 and 2: in a crowd of them, each paired with the first and the likest."""

from __future__ import annotations

from collections import Counter
from heapq import nsmallest
from itertools import chain, combinations, product
from typing import TYPE_CHECKING, Any

from ....indexer.gathering import by_key
from ..comparing.likeness import SAME_TEXTS, renaming, runs, same_texts, shared_runs, similarity
from .pairs import UnitMatch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..comparing.verdicts import Verdicts
    from ..reading.tokens import Tokens
    from .pairs import Key, Pairs

__all__ = ["Equal"]

CONSISTENT = 0.6
"""Functions equal in shape alone are clones where their names map one to one this often."""

RENAMED_SCORE = 0.95
LARGEST_GROUP = 60
LARGEST_CROWD = 300
FEW = 12
MOST_TWINS = 30
LIKEST = 2
NEAREST = 5


class Equal:
    """The pairs of functions that are equal in shape.

    Attributes:
        copies: functions for which the first one of their kind stands.
    """

    def __init__(self, pairs: Pairs, verdicts: Verdicts) -> None:
        self.copies: set[Key] = set()
        self._pairs = pairs
        self._verdicts = verdicts
        self._twins: dict[Key, list[Key]] = {}

    def matches(self) -> Iterator[UnitMatch]:
        """Pairs of equal shape."""
        groups = [
            alike
            for group in self._shapes().values()
            if len(group) > 1
            for alike in ([group] if group[0][0] != group[-1][0] else self._same_in_tests(group))
        ]
        verdicts = self._verdicts
        told = verdicts.of(
            groups,
            lambda group: (group[0][0], group[-1][0], verdicts.about(group)),
            self._told,
        )
        return chain.from_iterable(self._noted(*item) for item in told)

    def _shapes(self) -> dict[int, list[Key]]:
        """The functions of each shape that one in focus has."""
        pairs = self._pairs
        asked = None if pairs.focus is None else {pairs.unit(key).shape for key in pairs.units if key[0] in pairs.focus}
        units = [file.fingerprint.units for file in pairs.files]
        shaped = ((units[key[0]][key[1]].shape, key) for key in pairs.units)
        return by_key((shape, key) for shape, key in shaped if asked is None or shape in asked)

    def of_twins(self, match: UnitMatch) -> Iterator[UnitMatch]:
        """What holds for one of several functions that are the same holds for each of them."""
        pairs = self._pairs
        mine, theirs = ([key, *self._twins.get(key, ())] for key in (match.one, match.other))
        found = combinations([*mine, *theirs], 2) if match.match == "exact" else product(mine, theirs)
        for one, other in ((min(pair), max(pair)) for pair in found):
            if (one, other) not in pairs.paired and pairs.may_pair(one, other):
                pairs.paired.add((one, other))
                yield match._replace(one=one, other=other)

    def _same_in_tests(self, group: list[Key]) -> list[list[Key]]:
        """Of functions of one file: all, or where it is one of tests those that may be the same."""
        if not all(map(self._pairs.is_test, group)):
            return [group]
        found = by_key((tuple(self._pairs.chunks(key)), key) for key in group)
        return [alike for alike in found.values() if len(alike) > 1]

    def _noted(self, group: list[Key], told: list[Any]) -> list[UnitMatch]:
        """The pairs of a group, which are known from here on."""
        found = [UnitMatch(group[one], group[other], match, score) for one, other, match, score in told[0]]
        self.copies.update(group[number] for number in told[1])
        self._twins.update({group[number]: [group[twin] for twin in others] for number, others in told[2]})
        self._pairs.paired.update((match.one, match.other) for match in found)
        return found

    def _told(self, group: Sequence[Key]) -> list[Any]:
        """The clones among the functions of one shape, the copies for which the first of their kind stands, and that one with some
        of them, all by their places in the group."""
        pairs, place = self._pairs, {key: number for number, key in enumerate(group)}
        large = (key for key in group if not pairs.is_smaller(key, pairs.min_tokens))
        found = ((key, pairs.tokens(key)) for key in large)
        classes = by_key((tokens.shape_key, key) for key, tokens in found if not tokens.is_smaller(pairs.min_tokens))
        equal = [
            list(map(self._led, self._grouped(members, lambda found: found.exact_key))) for members in classes.values()
        ]
        matches = [self._compare(*pair) for groups in equal for pair in self._chosen(groups)]
        kinds = [
            (place[first], [place[key] for key in others]) for groups in equal for first, *others in groups if others
        ]
        return [
            [[place[match.one], place[match.other], match.match, match.score] for match in matches if match],
            [other for _, others in kinds for other in others],
            [[first, others[:MOST_TWINS]] for first, others in kinds],
        ]

    def _led(self, group: list[Key]) -> list[Key]:
        """Equal ones, of which the first, one in focus if there is any, stands for all others from here on."""
        first = next(filter(self._pairs.in_focus, group), group[0])
        return [first, *(key for key in group if key != first)]

    def _chosen(self, equal: list[list[Key]]) -> Iterator[tuple[Key, Key]]:
        """Equal ones with the first of them; the different ones with each other while they are few, then with the likest."""
        for first, *others in equal:
            yield from ((min(first, other), max(first, other)) for other in others)
        different = list(map(min, equal))
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
        found = {key: runs(self._pairs.tokens(key)) for key in members}
        for key, mine in found.items():
            ranked = sorted((-shared_runs(mine, theirs), other) for other, theirs in found.items() if other != key)
            yield from ((min(key, other), max(key, other)) for _, other in ranked[:NEAREST])

    def _sharing(self, group: list[Key]) -> Iterator[tuple[Key, Key]]:
        """Of functions that differ in the names of locals and in literals, each with those that share most of these."""
        words = {key: frozenset(self._pairs.tokens(key).raw) for key in group}
        holders = by_key((word, key) for key, mine in words.items() for word in mine)
        for key, mine in words.items():
            hits = Counter(chain.from_iterable(held for word in mine if 1 < len(held := holders[word]) <= FEW))
            del hits[key]
            likest = nsmallest(LIKEST, hits, key=lambda other: (-hits[other], other))
            yield from ((min(key, other), max(key, other)) for other in likest)

    def _grouped(self, members: list[Key], key_of: Callable[[Tokens], bytes]) -> list[list[Key]]:
        groups = by_key((key_of(self._pairs.tokens(key)), key) for key in members)
        return list(groups.values())

    def _compare(self, one: Key, other: Key) -> UnitMatch | None:
        pairs = self._pairs
        if not pairs.may_pair(one, other):
            return None
        first, second = pairs.tokens(one), pairs.tokens(other)
        if first.exact_key == second.exact_key:
            return pairs.match(one, other, "exact", 1.0)
        if pairs.are_rows(one, other):
            return None
        if same_texts(first, second) < SAME_TEXTS:
            return None
        if first.semi == second.semi:
            return pairs.match(one, other, "renamed", RENAMED_SCORE)
        consistent = renaming(first, second)
        if consistent < CONSISTENT:
            return None
        same = similarity(first, second)
        return pairs.match(one, other, "renamed", 0.7 + 0.2 * consistent * max(same, 0.2))
