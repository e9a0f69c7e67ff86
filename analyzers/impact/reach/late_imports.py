"""Tests inside which files are imported for the first time: their top level runs while the test does.

Python runs a module once, when it is first imported. What a test file or its `conftest.py` imports has run before the first
test; what is imported in the body of a test (`def test_x(): from shop import prices`) runs in it, with all that it
imports in its turn and the packages around it. To patch something by its dotted name imports its module, too.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from ...per_index import per_index
from ...workspace.test_files import test_files
from ..called import enclosing
from ..meaning.fixtures import CONFTEST, conftests
from ..strings.dotted_strings import files_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ....indexer.index import Index
    from ..strings.dotted_strings import NamingString

__all__ = ["late_importers"]

EARLY = ("static", "reexport", "conditional")
LATE = "lazy"


@per_index
def late_importers(index: Index) -> Mapping[str, int]:
    """File → the tests inside which it may run for the first time, as a bit set of their positions among the test files."""
    numbers = test_files(index).numbers
    early: dict[str, list[str]] = {}
    late = [(test, target) for item, target in files_named(index, "test") for test in _running(index, item, numbers)]
    rows = index.iterate(
        "SELECT source.path, target.path, kind FROM links JOIN files AS source ON source.id = source_id"
        " JOIN files AS target ON target.id = target_id WHERE source.language = 'Python'"
    )
    for source, target, kind in rows:
        if kind in EARLY:
            early.setdefault(source, []).append(target)
        elif kind == LATE and source in numbers:
            late.append((source, target))
    tests = {source for source, _ in late}
    starts = [(file, 1 << numbers[test]) for test in tests for file in (test, *conftests(index, test))]
    before = _spread(index, early, starts)
    inside = _spread(index, early, ((target, 1 << numbers[test]) for test, target in late))
    return {path: left for path, bits in inside.items() if (left := bits & ~before.get(path, 0))}


def _running(index: Index, item: NamingString, numbers: Mapping[str, int]) -> list[str]:
    """The tests in which a string of a test or of a fixture in a `conftest.py` is looked up."""
    folder, _, name = item.path.rpartition("/")
    if name != CONFTEST:
        return [item.path] if item.path in numbers else []
    fixture = enclosing(index, item.path, item.line)
    using = index.files_using(fixture) if fixture else ()
    return [path for path in using if path in numbers and (not folder or path.startswith(f"{folder}/"))]


def _spread(index: Index, early: Mapping[str, Iterable[str]], starts: Iterable[tuple[str, int]]) -> dict[str, int]:
    """File → the tests that run it, by carrying their bits along the imports until nothing changes; those that come to a file
    while it waits go on together."""
    found: dict[str, int] = {}
    waiting: dict[str, int] = {}
    for path, bits in starts:
        waiting[path] = waiting.get(path, 0) | bits
    queue = deque(waiting)
    while queue:
        path = queue.popleft()
        known = found.get(path, 0)
        new = waiting.pop(path) & ~known
        found[path] = known | new
        for target in (*_packages(index, path), *early.get(path, ())) if new else ():
            if new & ~found.get(target, 0):
                if target not in waiting:
                    queue.append(target)
                waiting[target] = waiting.get(target, 0) | new
    return found


def _packages(index: Index, path: str) -> Iterator[str]:
    """The `__init__.py` files that Python runs before a module."""
    folder = path.rpartition("/")[0]
    while folder and (package := f"{folder}/__init__.py") in index.files:
        if package != path:
            yield package
        folder = folder.rpartition("/")[0]
