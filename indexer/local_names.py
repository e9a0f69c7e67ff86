"""Which names of a file are its own wherever they stand bare: locals of functions, and labels of fields and methods.

A language says where names are bound and where they are labels; here that is held against the tokens of the file. Such
a name can't mean another file's top-level definition, so the index keeps it with the members, which follow a dot.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from .facts import Place, Scopes

__all__ = ["local_names"]

NONE: Counter[bytes] = Counter()
END = 1 << 60
"""After every line."""


def local_names(tokens: Sequence[bytes], scopes: Scopes) -> set[bytes]:
    """The names that are the file's own at each place where they stand bare.

    In a function that holds for a name whose first occurrence binds it. Where a block ends is not minded: a name bound
    in one block of a function and meant as the package's in a later one is taken for bound.
    """
    if not (scopes.bound or scopes.labels):
        return set(scopes.own)
    lines = list(accumulate(map(b"\n".__eq__, tokens), initial=1))[:-1]
    names = {name for _, name in (*scopes.bound, *scopes.labels)}
    bare = {form: name for name in names for form in (name, name + b"(")}
    free: set[bytes] = set()
    for part in _parts(lines, scopes):
        found = tokens[part.start : part.end]
        first = dict(zip(reversed(found), reversed(lines[part.start : part.end]), strict=True))
        times = Counter(found) if part.labels else NONE
        for name in {bare[form] for form in first.keys() & bare.keys()} - free:
            if not part.owns(name, first, times):
                free.add(name)
    return names - free | scopes.own


class _Part(NamedTuple):
    """A function, or what stands between two of them: its range of tokens, and lines of names that are bound or labels."""

    start: int
    end: int
    bound: dict[bytes, set[int]]
    labels: dict[bytes, int]

    def owns(self, name: bytes, first: Mapping[bytes, int], times: Counter[bytes]) -> bool:
        """Whether the name stands for something of the part's own each time.

        Args:
            name: occurs in the part.
            first: token → its first line.
            times: token → how often it stands in the part.
        """
        called = name + b"("
        if min(first.get(name, END), first.get(called, END)) in self.bound.get(name, ()):
            return True
        return name in self.labels and times[name] + times[called] <= self.labels[name]


def _parts(lines: Sequence[int], scopes: Scopes) -> Iterator[_Part]:
    """The functions of a file and the stretches between them; outside of functions a bound name is no more than a label."""
    bound, labels = sorted(scopes.bound), sorted(scopes.labels)
    either = sorted(bound + labels)
    done = 0
    for start, end in sorted(scopes.functions):
        if start > done + 1:
            yield _part(lines, (done + 1, start - 1), [], either)
        yield _part(lines, (start, end), bound, labels)
        done = max(done, end)
    yield _part(lines, (done + 1, END), [], either)


def _part(lines: Sequence[int], span: tuple[int, int], bound: Sequence[Place], labels: Sequence[Place]) -> _Part:
    start, end = span
    bound_on: dict[bytes, set[int]] = {}
    for line, name in bound[bisect_left(bound, (start, b"")) : bisect_left(bound, (end + 1, b""))]:
        bound_on.setdefault(name, set()).add(line)
    times: dict[bytes, int] = {}
    for _, name in labels[bisect_left(labels, (start, b"")) : bisect_left(labels, (end + 1, b""))]:
        times[name] = times.get(name, 0) + 1
    return _Part(bisect_left(lines, start), bisect_right(lines, end), bound_on, times)
