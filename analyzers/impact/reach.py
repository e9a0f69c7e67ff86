"""What a change can reach: backwards from the changed definitions to everything that can run them, and to the tests.

Steps are followed definition by definition (callers.py). For each definition on the way a bit set says which tests reach
it; guarded steps let through only the tests that reach the guard too; the sets grow until nothing changes. How likely a
test runs the change is told by all its ways to it (chances.py). Where the
search would become too wide, and where a file can't be read definition by definition, the import closure of the files
stands in, and the result says so.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from .callers import Callers
from .chances import LEAST_LIKELY, Chain, chains, cost_of, odds_of
from .django_settings import settings_files
from .fixtures import fixture_users
from .framework_strings import strings_of
from .names import OUTSIDE
from .odds import IMPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from .program import Definition, Program
    from .steps import Step
    from .test_files import TestFiles

__all__ = ["Chain", "Reach", "Reached", "importers"]

MOST_SITES = 60_000
MOST_SITES_LARGE = 1_500
LARGE = 1_500
"""Occurrences looked at before the search goes on by files; fewer in a workspace of more than `LARGE` parsed files, where
a search that wide reaches nearly everything, and the answer has to come quickly."""

AT_IMPORT = "what stands at a file's top level runs when the file is imported"
FEW = 8


class Reached(NamedTuple):
    """What can run the changed definitions.

    Attributes:
        distance: definition → steps from the change (0 for the changed ones).
        toward: definition → the step towards the change by which it was first found.
        firm: definitions that steps on known types alone lead to.
        tests: test file → the definition where its likeliest chain of steps to the change starts (one of its own, or the
            file that it imports), and that chain.
        widened: files at which the search went on by imports, with the reason.
        guesses: steps on receivers of unknown type.
    """

    distance: dict[Definition, int]
    toward: dict[Definition, tuple[Definition, Step]]
    firm: frozenset[Definition]
    tests: dict[str, tuple[Definition, Chain]]
    widened: dict[str, str]
    guesses: int

    @property
    def direct(self) -> frozenset[str]:
        """The files that surely use a changed definition themselves."""
        return frozenset(path for path, name in self.firm if self.distance[path, name] == 1)


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
        tests = self._tests(distance, widened)
        guesses = sum(1 for node in distance for step in self._steps.get(node, ()) if not step.sure)
        return Reached(distance, toward, self._firm(distance), tests, widened, guesses)

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

    def _reaching(self, distance: Mapping[Definition, int], widened: Mapping[str, str]) -> dict[Definition, int]:
        """Definition → the tests that reach it, as a bit set that grows until it stays the same."""
        users: dict[Definition, list[Definition]] = {}
        for node, steps in self._steps.items():
            for step in steps:
                users.setdefault(step.user, []).append(node)
                if step.guard is not None:
                    users.setdefault(step.guard, []).append(node)
        own = {node: self._own(node, widened) for node in {*self._steps, *users, *distance}}
        bits = {node: found for node, found in own.items() if found}
        todo = deque(sorted({node for start in bits for node in users.get(start, ())}))
        waiting = set(todo)
        while todo:
            node = todo.popleft()
            waiting.discard(node)
            found = self._through(node, bits)
            if found != bits.get(node, 0):
                bits[node] = found
                for other in users.get(node, ()):
                    if other not in waiting:
                        waiting.add(other)
                        todo.append(other)
        return bits

    def _through(self, node: Definition, bits: Mapping[Definition, int]) -> int:
        """The tests that reach a definition, as far as those that reach its users and their guards are known."""
        found = bits.get(node, 0)
        for step in self._steps.get(node, ()):
            reaching = bits.get(step.user, 0)
            if reaching and step.guard is not None:
                reaching &= bits.get(step.guard, 0)
            found |= reaching
        return found

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
        """The tests that import a file, directly, through others or by its name in a string, as a bit set."""
        if path not in self._closures:
            found = self._closures[path] = self._importing(path)
            for item in strings_of(self.program, (path, "")):
                found |= self.closure(item.path)
            folder = fixture_users((path, ""))
            if folder is not None:
                prefix = f"{folder}/" if folder else ""
                for other, number in self.tests.numbers.items():
                    if other.startswith(prefix):
                        found |= 1 << number
            if path in settings_files(self.program.index):
                found |= self.tests.using_django
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
        self, distance: Mapping[Definition, int], widened: Mapping[str, str]
    ) -> dict[str, tuple[Definition, Chain]]:
        """Test → where its likeliest chain to the change starts, and its ways from there, with the cost of all together."""
        seeds = [node for node, steps in distance.items() if steps == 0 and node[0]]
        bits = self._reaching(distance, widened)
        left = 0
        for node in seeds:
            left |= bits.get(node, 0)
        starts = []
        missing: dict[str, float] = {}
        for node, chain in chains(seeds, self._steps, self.tests.numbers).items():
            number = self.tests.numbers.get(node[0])
            if number is not None:
                starts.append((chain.cost, chain.steps, node, chain, 1 << number))
                missing[node[0]] = missing.get(node[0], 1.0) * chain.missing
            starts.append((chain.cost + IMPORTED, chain.steps, node, chain, self._own(node, widened)))
        found: dict[str, tuple[Definition, Chain]] = {}
        for _, _, node, chain, bits_there in sorted(starts, key=lambda item: item[:3]):
            by_import = 1 - (1 - chain.missing) * odds_of(IMPORTED)
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
