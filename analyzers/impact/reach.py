"""What a change can reach: backwards from the changed definitions to everything that can run them, and to the tests.

Steps are followed definition by definition (callers.py). For each definition on the way a bit set says which tests reach
it; guarded steps let through only the tests that reach the guard too; the sets grow until nothing changes. Where the
search would become too wide, and where a file can't be read definition by definition, the import closure of the files
stands in, and the result says so.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from .callers import Callers, Step
from .fixtures import fixture_users

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .program import Definition, Program
    from .test_files import TestFiles

__all__ = ["Reach", "Reached", "importers"]

MOST_SITES = 60_000
MOST_SITES_LARGE = 1_500
LARGE = 1_500
"""Occurrences looked at before the search goes on by files; fewer in a workspace of more than `LARGE` parsed files, where
a search that wide reaches nearly everything, and the answer has to come quickly."""

AT_IMPORT = "what stands at a file's top level runs when the file is imported"
NEAR = 1_000_000
MOST_COST = 9
FEW = 8


class Reached(NamedTuple):
    """What can run the changed definitions.

    Attributes:
        distance: definition → steps from the change (0 for the changed ones).
        toward: definition → the step towards the change by which it was first found.
        costs: test file → how many decisions have to fall for it to run the change; `MOST_COST + 1` for more.
        firm: definitions that steps on known types alone lead to.
        tests: test file → distance.
        weights: test file → how many of its definitions are that near.
        widened: files at which the search went on by imports, with the reason.
        guesses: steps on receivers of unknown type.
    """

    distance: dict[Definition, int]
    toward: dict[Definition, tuple[Definition, Step]]
    firm: frozenset[Definition]
    costs: dict[str, int]
    tests: dict[str, int]
    weights: dict[str, int]
    widened: dict[str, str]
    guesses: int


class Reach:
    """One search in one workspace."""

    def __init__(
        self, program: Program, tests: TestFiles, most_sites: int | None = None, callers: Callers | None = None
    ) -> None:
        self.program = program
        self.tests = tests
        self.callers = callers or Callers(program)
        self.callers.begin()
        size = sum(1 for file in program.index.files.values() if file.parsed)
        self.most_sites = most_sites or (MOST_SITES_LARGE if size > LARGE else MOST_SITES)
        self._steps: dict[Definition, list[Step]] = {}
        self._closures = tests.closures

    def search(self, seeds: Iterable[Definition], depth: int | None = None) -> Reached:
        """Everything that can run one of the definitions, within `depth` steps (None for all)."""
        distance: dict[Definition, int] = dict.fromkeys(seeds, 0)
        toward: dict[Definition, tuple[Definition, Step]] = {}
        widened = {path: AT_IMPORT for path, qualname in distance if path and not qualname}
        self._walk(distance, toward, widened, depth)
        bits = self._bits(distance, widened)
        costs, tests, weights = self._tests(distance, bits)
        guesses = sum(1 for node in distance for step in self._steps.get(node, ()) if not step.sure)
        return Reached(distance, toward, self._firm(distance), costs, tests, weights, widened, guesses)

    def _walk(
        self,
        distance: dict[Definition, int],
        toward: dict[Definition, tuple[Definition, Step]],
        widened: dict[str, str],
        depth: int | None,
    ) -> None:
        """Breadth first over steps and guards; guards are searched too, but are not themselves reached."""
        queue = deque(distance)
        guards: deque[Definition] = deque()
        known = set(distance)
        while queue or guards:
            node = queue.popleft() if queue else guards.popleft()
            if self.callers.sites > self.most_sites:
                if node[0]:
                    widened.setdefault(node[0], "the search became too wide")
                continue
            steps = self._steps_into(node, widened)
            within = node in distance and (depth is None or distance[node] < depth)
            for step in steps:
                if within and step.user not in distance:
                    distance[step.user] = distance[node] + (1 if step.user[0] else 0)
                    toward[step.user] = (node, step)
                    if step.user not in known:
                        queue.append(step.user)
                        known.add(step.user)
                elif step.user not in known and depth is None:
                    guards.append(step.user)
                    known.add(step.user)
                if step.guard is not None and step.guard not in known:
                    guards.append(step.guard)
                    known.add(step.guard)

    def _firm(self, distance: Mapping[Definition, int]) -> frozenset[Definition]:
        """What is reached without a guess: the receiver's type is known at every step."""
        found = {node for node, steps in distance.items() if not steps and node[0]}
        todo = list(found)
        while todo:
            for step in self._steps.get(todo.pop(), ()):
                if step.sure and step.user in distance and step.user not in found:
                    found.add(step.user)
                    todo.append(step.user)
        return frozenset(found)

    def _steps_into(self, node: Definition, widened: dict[str, str]) -> list[Step]:
        if node not in self._steps:
            file = self.program.index.files.get(node[0])
            if node[0] and node[1] and (file is None or not file.parsed):
                widened.setdefault(node[0], "its language is not parsed")
                self._steps[node] = []
            else:
                self._steps[node] = self.callers.of(node)
        return self._steps[node]

    # ---- tests

    def _bits(self, distance: Mapping[Definition, int], widened: Mapping[str, str]) -> list[dict[Definition, int]]:
        """For each cost up to `MOST_COST`: definition → the tests that reach it at that cost, as a bit set.

        The last set has no bound. Each grows until it stays the same.
        """
        users: dict[Definition, list[Definition]] = {}
        for node, steps in self._steps.items():
            for step in steps:
                users.setdefault(step.user, []).append(node)
                if step.guard is not None:
                    users.setdefault(step.guard, []).append(node)
        own = {node: self._own(node, widened) for node in {*self._steps, *users, *distance}}
        start = {node: bits for node, bits in own.items() if bits}
        levels: list[dict[Definition, int]] = []
        for cost in range(MOST_COST + 1):
            levels.append(self._level(start, users, levels, cost))
        levels.append(self._level(levels[-1], users, None, 0))
        return levels

    def _level(
        self,
        start: Mapping[Definition, int],
        users: Mapping[Definition, list[Definition]],
        lower: list[dict[Definition, int]] | None,
        cost: int,
    ) -> dict[Definition, int]:
        bits = dict(lower[-1] if lower else start)
        nodes = self._steps if lower else list(start)
        todo = deque(sorted(nodes))
        waiting = set(todo)
        if not lower:
            todo = deque(sorted({node for changed in start for node in users.get(changed, ())}))
            waiting = set(todo)
        while todo:
            node = todo.popleft()
            waiting.discard(node)
            found = before = bits.get(node, 0)
            for step in self._steps.get(node, ()):
                price = 0 if lower is None else step.cost
                if price > cost and lower is not None:
                    continue
                source = bits if price == 0 else lower[cost - price]  # type: ignore[index]
                reaching = source.get(step.user, 0)
                if reaching and step.guard is not None:
                    reaching &= source.get(step.guard, 0)
                found |= reaching
            if found != before:
                bits[node] = found
                for other in users.get(node, ()):
                    if other not in waiting:
                        waiting.add(other)
                        todo.append(other)
        return bits

    def _own(self, node: Definition, widened: Mapping[str, str]) -> int:
        """The tests that reach a definition by being it, by importing its file, or by pytest's own rules."""
        path, qualname = node
        number = self.tests.numbers.get(path)
        own = 1 << number if number is not None else 0
        if not path:  # what stands for receivers of unknown type: where nobody looked, any test may hold one
            return 0 if node in self._steps else (1 << len(self.tests.paths)) - 1
        if not qualname or (path in widened and not self._steps.get(node)):
            own |= self.closure(path)
        return own

    def closure(self, path: str) -> int:
        """The tests that import a file, directly or through others, as a bit set."""
        if path not in self._closures:
            found = self._importing(path)
            folder = fixture_users((path, ""))
            if folder is not None:
                prefix = f"{folder}/" if folder else ""
                for other, number in self.tests.numbers.items():
                    if other.startswith(prefix):
                        found |= 1 << number
            self._closures[path] = found
        return self._closures[path]

    def _importing(self, path: str) -> int:
        """Tests that import a file: searched for the first few files, then worked out for all at once."""
        if len(self._closures) >= FEW:
            return self.tests.importing.get(path, 0)
        found = 0
        for other in importers(self.program.index.adjacency[1], [path]):
            number = self.tests.numbers.get(other)
            if number is not None:
                found |= 1 << number
        return found

    def _tests(
        self, distance: Mapping[Definition, int], levels: list[dict[Definition, int]]
    ) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
        """Test → cost, test → distance, and how many of its definitions are that near."""
        seeds = [node for node, steps in distance.items() if steps == 0 and node[0]]
        costs: dict[str, int] = {}
        for cost, bits in enumerate(levels):
            selected = 0
            for node in seeds:
                selected |= bits.get(node, 0)
            for path, number in self.tests.numbers.items():
                if selected >> number & 1:
                    costs.setdefault(path, cost)
        near: dict[str, int] = {}
        weights: dict[str, int] = {}
        for node, steps in distance.items():
            if node[0] in costs:
                known = near.get(node[0], NEAR)
                near[node[0]] = min(known, steps)
                weights[node[0]] = 1 if steps < known else weights[node[0]] + (steps == known)
        return costs, {path: near.get(path, NEAR) for path in costs}, {path: weights.get(path, 0) for path in costs}


def importers(backward: Mapping[str, Iterable[str]], paths: Iterable[str]) -> dict[str, int]:
    """Every file that imports one of these, directly or not → steps, nearest first."""
    found = dict.fromkeys(paths, 0)
    queue = deque(found)
    while queue:
        node = queue.popleft()
        for other in backward.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found
