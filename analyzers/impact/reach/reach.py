"""What a change can reach: backwards from the changed definitions to everything that can run them, and to the tests.

Steps are followed definition by definition (callers.py). For each definition on the way a bit set says which tests reach
it; guarded steps let through only the tests that reach the guard too; the sets grow until nothing changes. How likely a
test runs the change is told by all its ways to it (ways.py). Where the
search would become too wide, and where a file can't be read definition by definition, the import closure of the files
stands in, and the result says so.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Mapping
from functools import reduce
from heapq import heapify, heappop, heappush
from operator import or_
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.workspace_paths import prefix_of
from ...graph.computed_imports import imports_computing
from .. import odds
from ..implied.django_loading import imported_with_django
from ..meaning.fixtures import fixture_users
from ..meaning.names import OUTSIDE
from ..strings.framework_strings import strings_of
from ..testing.program_start import runs_at_start, tests_starting_with
from .requests import requesting
from .running import late_importers, running
from .ways import LEAST_LIKELY, Chain, cost_of, explore, least_costs, odds_of, reaching, test_ways

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...workspace.test_files import TestFiles
    from ..meaning.program import Definition, Program
    from ..occurrences import Step
    from .callers import Callers

__all__ = ["AT_IMPORT", "Chain", "Reach", "Reached", "importers"]

MOST_SITES = 60_000
MOST_SITES_LARGE = 1_500
MOST_FIRM_LARGE = 3_000
LARGE = 1_500
"""Occurrences looked at before the search goes on by files; fewer in a workspace of more than `LARGE` parsed files, where
a search that wide reaches nearly everything, and the answer has to come quickly. What is sure and likely may take more."""

TOO_WIDE = "the search became too wide"
NOT_PARSED = "it is not parsed"
AT_IMPORT = "what stands at a file's top level runs when the file is imported"
FEW = 8


class Reached(NamedTuple):
    """What can run the changed definitions.

    Attributes:
        distance: definition → steps from the change (0 for the changed ones), over sure steps where there are any.
        toward: definition → the step towards the change by which it was first found.
        firm: definitions that steps on known types alone lead to.
        costs: definition → how unlikely its likeliest chain to the change is (odds.py).
        tests: test file → the definition where its likeliest chain of steps to the change starts (one of its own, or the
            file that it imports), and that chain.
        widened: files at which the search went on by imports, with the reason.
        left: files at which it ended, because only guesses or many conditions lead there.
        guesses: steps on receivers of unknown type.
        steps: definition → the steps into it.
    """

    distance: dict[Definition, int]
    toward: dict[Definition, tuple[Definition, Step]]
    firm: frozenset[Definition]
    costs: dict[Definition, int]
    tests: dict[str, tuple[Definition, Chain]]
    widened: dict[str, str]
    left: frozenset[str]
    guesses: int
    steps: Mapping[Definition, Sequence[Step]]

    @property
    def direct(self) -> frozenset[str]:
        """The files that surely use a changed definition themselves."""
        return frozenset(path for path, name in self.firm if self.distance[path, name] == 1)


class Reach:
    """One search in one workspace."""

    def __init__(self, program: Program, tests: TestFiles, callers: Callers) -> None:
        self.program = program
        self.tests = tests
        self.callers = callers
        self.callers.begin()
        size = sum(1 for file in program.index.files.values() if file.parsed)
        self.most = (MOST_FIRM_LARGE, MOST_SITES_LARGE) if size > LARGE else (MOST_SITES, MOST_SITES)
        self._steps: dict[Definition, list[Step]] = {}
        self._left: dict[Definition, bool] = {}
        self._changed: frozenset[Definition] = frozenset()
        self._closures = tests.closures

    def search(self, seeds: Iterable[Definition], depth: int | None = None, whole: Sequence[str] = ()) -> Reached:
        """Everything that can run one of the definitions, within `depth` steps (None for all).

        Args:
            whole: files whose top level is changed too: tests inside which they are first imported run that.
        """
        changed = list(dict.fromkeys(seeds))
        self._changed = frozenset(changed)
        self.callers.prepare(changed, self.most[0])
        self._steps, self._left = explore(self._steps_into, lambda: self.callers.sites, changed, self.most, depth)
        distance, toward, firm = distances(changed, self._steps, depth)
        return Reached(
            distance,
            toward,
            firm,
            least_costs(changed, self._steps),
            self._tests(running(self.program, changed), whole),
            self._widened(changed, distance),
            frozenset(path for (path, _), likely in self._left.items() if path and not likely),
            sum(1 for node in distance for step in self._steps.get(node, ()) if not step.sure),
            self._steps,
        )

    def _widened(self, seeds: Iterable[Definition], reached: Iterable[Definition]) -> dict[str, str]:
        """The files from which imports lead on, with the reason."""
        found = {path: AT_IMPORT for path, qualname in seeds if path and not qualname}
        for path, qualname in reached:
            if self._left.get((path, qualname)) and path:
                found.setdefault(path, TOO_WIDE)
            elif path and qualname and self._is_unread(path):
                found.setdefault(path, NOT_PARSED)
        return found

    def _steps_into(self, node: Definition) -> list[Step]:
        return [] if node[0] and node[1] and self._is_unread(node[0]) else self.callers.of(node)

    def _is_unread(self, path: str) -> bool:
        """No step can be told: the language is not parsed, or the file is gone."""
        file = self.program.index.files.get(path)
        return file is None or not file.parsed

    # ---- tests

    def _own(self, node: Definition) -> int:
        """The tests that reach a definition by being it, by importing its file, or by pytest's own rules."""
        path, qualname = node
        own = self.tests.bits((path,))
        if not path:  # what stands for receivers of unknown type: where nobody looked, any test may hold one
            asking = requesting(self.program.index, qualname)
            unseen = 0 if node in self._steps else (1 << len(self.tests.paths)) - 1
            return unseen if asking is None else self.tests.bits(asking)
        if not qualname or node not in self._steps or self._is_unread(path):
            own |= self.closure(path)
        if not qualname:
            own |= self._behind_conftests(path) | self._importing_late(path)
            own |= 0 if node in self._changed else self.tests.importing_below(path)
        if runs_at_start(self.program.index, node, changed=node in self._changed):
            own |= tests_starting_with(self.tests, path)
        return own

    def _unseen(self, guard: Definition) -> int:
        """The tests that import the file of a class, where a registry or a name in a text may make objects of it.

        Of a class without bases, subclasses and decorators nobody would: it is not used at all.
        """
        path, qualname = guard
        if not path:
            return 0
        table = self.program.table(path)
        alone = self.program.has_table(path) and not (table.classes.get(qualname) or table.functions.get(qualname))
        if alone and all(step.why != "base" for step in self._steps.get(guard, ())):
            return 0
        return self.closure(path)

    def closure(self, path: str) -> int:
        """The tests that import a file, directly, through others or by its name in a string, as a bit set."""
        if path not in self._closures:
            found = self._closures[path] = self._importing(path)
            naming = [item.path for item in strings_of(self.program, (path, ""))]
            for other in [*naming, *(item.path for item in imports_computing(self.program.index, path))]:
                found |= self.closure(other)
            found |= self._below(fixture_users((path, "")))
            if path in imported_with_django(self.program.index):
                found |= self.tests.using_django
            self._closures[path] = found
        return self._closures[path]

    def _below(self, folder: str | None) -> int:
        """The tests in a folder ("" for all) and the folders below it."""
        prefix = prefix_of(folder or "")
        below = self.tests.paths if folder is not None else ()
        return self.tests.bits(path for path in below if path.startswith(prefix))

    def _importing(self, path: str) -> int:
        """Tests that import a file: searched for the first few files, then worked out for all at once."""
        if len(self._closures) >= FEW:
            return self.tests.importing.get(path, 0)
        return self.tests.bits(importers(self.program.index.adjacency[1], [path]))

    def _importing_late(self, path: str) -> int:
        """Tests that run the top level of a file of the product, which has most often run before them."""
        late = late_importers(self.program.index).get(path, 0)
        return late if late and self.program.index.files[path].zone != "test" else 0

    def _behind_conftests(self, path: str) -> int:
        """The tests before which a `conftest.py` imports a file, whose top level runs then."""
        before = importers(self.program.index.adjacency[1], [path])
        return reduce(or_, (self._below(fixture_users((other, ""))) for other in before), 0)

    def _tests(self, seeds: Mapping[Definition, int], whole: Iterable[str]) -> dict[str, tuple[Definition, Chain]]:
        """Test → where its likeliest chain to the change starts, and its ways from there, with the cost of all together."""
        bits = reaching(self._steps, self._own, self._unseen)
        late = [(path, late_importers(self.program.index).get(path, 0)) for path in whole]
        left = reduce(or_, (*(bits.get(node, 0) for node in seeds), *(numbers for _, numbers in late)), 0)
        starts = [(odds.IMPORTED, 0, (path, ""), Chain(0, 0, 0, None), numbers) for path, numbers in late]
        missing: dict[str, float] = {}
        for node, chain, able in test_ways(seeds, self._steps, self.tests.numbers, bits):
            number = self.tests.numbers.get(node[0])
            if number is not None and able >> number & 1:
                starts.append((chain.cost, chain.steps, node, chain, 1 << number))
                missing[node[0]] = missing.get(node[0], 1.0) * chain.missing
            starts.append((chain.cost + odds.IMPORTED, chain.steps, node, chain, self._own(node) & able))
            if not node[1] and (inside := able & self._importing_late(node[0])):
                cost = max(0, chain.cost - odds.AT_IMPORT)
                then = chain._replace(cost=cost, missing=1 - odds_of(cost))
                starts.append((cost + odds.IMPORTED, chain.steps, node, then, inside))
        found: dict[str, tuple[Definition, Chain]] = {}
        for _, _, node, chain, bits_there in sorted(starts, key=lambda item: item[:3]):
            by_import = 1 - (1 - chain.missing) * odds_of(odds.IMPORTED)
            for number in _numbers(bits_there & left):
                path = self.tests.paths[number]
                missed = missing.get(path, 1.0) * (1.0 if node[0] == path else by_import)
                found[path] = (node, chain._replace(cost=cost_of(1 - missed)))
                left ^= 1 << number
        rest = Chain(LEAST_LIKELY, 0, 0, None, 1.0)
        found.update({self.tests.paths[number]: (OUTSIDE, rest) for number in _numbers(left)})
        return found


def _numbers(bits: int) -> Iterator[int]:
    """The positions of the bits that are set."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def distances(
    seeds: Iterable[Definition], steps_into: Mapping[Definition, Sequence[Step]], depth: int | None
) -> tuple[dict[Definition, int], dict[Definition, tuple[Definition, Step]], frozenset[Definition]]:
    """Definition → steps from the change, and the first of them; the definitions that sure steps lead to, which come first."""
    found = dict.fromkeys(seeds, 0)
    toward: dict[Definition, tuple[Definition, Step]] = {}
    _spread(found, toward, steps_into, depth, sure=True)
    firm = frozenset(found)
    _spread(found, toward, steps_into, depth, sure=False)
    return found, toward, frozenset(node for node in firm if node[0])


def _spread(
    found: dict[Definition, int],
    toward: dict[Definition, tuple[Definition, Step]],
    steps_into: Mapping[Definition, Sequence[Step]],
    depth: int | None,
    *,
    sure: bool,
) -> None:
    """Goes on from what is found, the nearest first; what stands for values of unknown type is no step of its own."""
    levels = [(distance, position, node) for position, (node, distance) in enumerate(found.items())]
    heapify(levels)
    while levels:
        distance, _, node = heappop(levels)
        if depth is not None and distance >= depth:
            continue
        for step in steps_into.get(node, ()):
            if step.user not in found and (step.sure or not sure):
                found[step.user] = distance + (1 if step.user[0] else 0)
                toward[step.user] = (node, step)
                heappush(levels, (found[step.user], len(found), step.user))


def importers(backward: Mapping[str, Iterable[str]], paths: Iterable[str] | Mapping[str, int]) -> dict[str, int]:
    """Every file that imports one of these, directly or not → steps, nearest first.

    Args:
        backward: file → the files that import it.
        paths: where to start; of a mapping each file is so many steps away.
    """
    found: dict[str, int] = dict(paths) if isinstance(paths, Mapping) else dict.fromkeys(paths, 0)
    queue = deque(sorted(found, key=lambda path: found[path]))
    while queue:
        node = queue.popleft()
        for other in backward.get(node, ()):
            if found[node] + 1 < found.get(other, found[node] + 2):
                found[other] = found[node] + 1
                queue.append(other)
    return found
