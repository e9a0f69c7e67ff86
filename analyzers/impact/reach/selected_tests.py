"""The tests to run for a change: which, in which order, which of them hardly, and the command that runs just those."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...lists import counted
from ...per_index import per_index, read_once
from ...workspace.test_files import test_files
from ..implied.started_programs import STARTS
from ..odds import A_STEP, FARTHEST, FARTHEST_TEST
from ..testing.program_start import runs_at_start
from .silent_tests import not_looking_up, silent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ....answers import TestToRun
    from ....indexer.index import Index, IndexedSymbol
    from ..meaning.program import Definition, Program
    from .reach import Reached
    from .ways import Chain

__all__ = ["Selected", "Selection", "seeds_of"]

WINDOW = 20
"""A test that costs only so much more than the nearest is never unlikely: where all are far, the nearest of them are run."""
SCALE = 4
"""Cost, and steps, that weigh as much as one unit of likeness in the order of the tests."""

WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
SHORTEST_WORD = 3
MOST_SEEDS = 50
FEW_SEEDS = 8
OF_MANY = 0.1
"""For a few changed definitions the whole text of the tests counts; the words of many are found in any text, and only decide
between tests that are as near."""
MOST_READ = 200
"""Beyond so many tests only their names are compared, which the index has."""


class Selected(NamedTuple):
    """Tests chosen for a change.

    Attributes:
        rows: the tests to run, best first.
        unlikely: tests that reach the change too, but only behind many more conditions, best first.
    """

    rows: list[TestToRun]
    unlikely: list[str]


def seeds_of(program: Program, path: str, qualname: str | None = None) -> list[Definition]:
    """The definitions that a change to a file, or to one symbol of it, changes.

    A class stands for its members; a namespace that other files open too stays. The file itself is added where it defines
    nothing that others could use by name, or where others use a name that a syntax error keeps from being read.
    """
    table = program.table(path)
    if qualname is not None:
        inside = [name for name in table.functions if name.startswith(f"{qualname}.")]
        return [(path, qualname), *((path, name) for name in inside)]
    if not program.has_table(path):
        symbols = (item for item in program.index.symbols(path) if not is_shared_namespace(program.index, item))
        return [(path, symbol.qualname) for symbol in symbols] or [(path, "")]
    found = [(path, name) for name in (*table.functions, *table.classes, *table.bound)]
    return found if found and not program.is_half_read(path) else [*found, (path, "")]


class Selection:
    """Ranks and cuts the tests of one search."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self.tests = test_files(index)

    def choose(self, reached: Reached, seeds: Sequence[Definition], changed: Iterable[str] = ()) -> Selected:
        """The tests to run.

        Args:
            reached: what the search found.
            seeds: the changed definitions.
            changed: changed files; those that are tests themselves come first.
        """
        own = [path for path in changed if path in self.tests.numbers]
        direct = reached.direct
        costs = {path: chain.cost for path, (_, chain) in reached.tests.items() if path not in own}
        likeness = self._likeness(seeds, costs)
        far = {path: _how_far(reached.tests[path][1]) for path in costs}
        ranked = sorted(costs, key=lambda path: (far[path] / SCALE - likeness[path], path))
        near = min(costs.values(), default=0) + WINDOW
        likely = {
            path
            for path, cost in costs.items()
            if cost <= near or _is_likely(path, *reached.tests[path], alone=len(seeds) == 1)
        } - silent(self.index, seeds, costs)
        likely = likely - not_looking_up(self.index, seeds, costs, reached.steps) or likely
        rows: list[TestToRun] = [{"path": path, "distance": 0, "reason": "is changed itself"} for path in own]
        rows += [self._row(path, *reached.tests[path], direct=path in direct) for path in ranked if path in likely]
        return Selected(rows, [path for path in ranked if path not in likely])

    def _row(self, path: str, start: Definition, chain: Chain, *, direct: bool) -> TestToRun:
        """A test with the way it takes to the change."""
        if direct and chain.steps != 1:
            return {"path": path, "distance": 1, "reason": "uses it directly"}
        if start[0] != path:
            return {
                "path": path,
                "distance": chain.steps + 1,
                "reason": f"is built with {start[0]}, which runs {_what(chain)} at the start"
                if runs_at_start(self.index, start, changed=not chain.steps)
                else _by_import(start, chain, runs=_runs_when_imported(self.index, start[0])),
            }
        reason = (
            "changed code stands in it"
            if not chain.steps
            else (BY_FRAMEWORK.get(chain.first.why) if chain.first else None) or "uses it directly"
            if chain.steps == 1
            else f"reaches it in {chain.steps} steps"
        )
        if chain.first and chain.first.why == STARTS:
            reason = f"{STARTS}, which {'is changed' if chain.steps == 1 else reason}"
        behind = f", behind {counted(chain.conditions, 'condition')}" if chain.conditions else ""
        return {"path": path, "distance": chain.steps, "reason": reason + behind}

    def _likeness(self, seeds: Iterable[Definition], paths: Iterable[str]) -> dict[str, float]:
        """How much of the changed names' wording a test shares: rare words weigh more, those of its file name most."""
        some = list(seeds)[:MOST_SEEDS]
        wanted = {word for path, name in some for word in _words(f"{name} {path.rpartition('/')[2]}")}
        read = list(paths)
        sharing = self._sharing(sorted(wanted), read, whole=len(some) <= FEW_SEEDS)
        weights = {word: math.log(1 + len(read) / len(holders)) for word, holders in sharing.items() if holders}
        found = dict.fromkeys(read, 0.0)
        for word, weight in weights.items():
            for path in sharing[word]:
                found[path] += weight
        for path in read:
            title = _words(path.rpartition("/")[2])
            named = sum(1 for word in title if word in wanted or f"{word}s" in wanted or word.rstrip("s") in wanted)
            found[path] += 2 * named
        return found if len(some) <= FEW_SEEDS else {path: OF_MANY * value for path, value in found.items()}

    def _sharing(self, wanted: Sequence[str], paths: Sequence[str], *, whole: bool) -> dict[str, set[str]]:
        """Word → the tests that say it: in their whole text (templates and commands name things too), or only in a name."""
        if not whole or len(paths) > MOST_READ:
            return {word: _naming(self.index, word).intersection(paths) for word in wanted}
        texts = {path: f"{path}\n{self.index.text(path)}".lower() for path in paths}
        return {word: {path for path, text in texts.items() if word in text} for word in wanted}


@read_once
def _naming(index: Index, word: str) -> set[str]:
    """The tests that have a word in a name, remembered: the questions about one state of the index ask for the same ones."""
    return {path for path, text in _names(index).items() if word in text}


@per_index
def _names(index: Index) -> dict[str, str]:
    """Test file → its name and all names in it, in lower case."""
    rows = index.iterate("SELECT path, names || char(10) || members FROM uses JOIN files ON files.id = file_id")
    names = dict.fromkeys(test_files(index).numbers, "")
    names.update((path, found) for path, found in rows if path in names)
    return {path: f"{path}\n{found}".lower() for path, found in names.items()}


def _how_far(chain: Chain) -> int:
    """Among tests behind the same conditions, one that reaches the change in fewer steps runs it more often."""
    return chain.cost + A_STEP * chain.steps


def _is_likely(path: str, start: Definition, chain: Chain, *, alone: bool) -> bool:
    """Conditions count less, and steps more, where the test's own code leads to a definition that is changed alone."""
    if alone and start[0] == path:
        return _how_far(chain) <= FARTHEST_TEST
    return chain.cost <= FARTHEST


def _runs_when_imported(index: Index, path: str) -> bool:
    """To import a file runs what stands at its top level."""
    file = index.files.get(path)
    return file is None or file.language not in ONLY_DECLARED


def _by_import(start: Definition, chain: Chain, *, runs: bool) -> str:
    """Why a test that none of the steps starts in is selected: a file that it imports does something when imported.

    Args:
        runs: to import that file runs it; else it only names what the step leads to.
    """
    if not start[0]:
        return f"may call {start[1]}, by name alone" if start[1] else "may reach it"
    if chain.first is None:
        return f"imports {start[0]}, directly or through other files"
    if chain.first.why == "loaded by Django":
        return f"loads {start[0]} with Django"
    if not runs:
        does = DOES_WITHOUT_RUNNING.get(chain.first.why, "uses")
        return f"imports {start[0]}, which {does} {_what(chain)}"
    known = DOES_AT_IMPORT.get(chain.first.why)
    does = f"{known} {_what(chain)}" if known else "runs code that leads to it"
    return f"imports {start[0]}, which {does} when it is imported"


def _what(chain: Chain) -> str:
    return "it" if chain.steps <= 1 else "what leads to it"


BY_FRAMEWORK = {"sends a request through Django": "sends a request through Django, which calls it"}
DOES_AT_IMPORT = {"registered by a decorator": "registers", "automatic fixture": "has as an automatic fixture"}
DOES_WITHOUT_RUNNING = {"annotated: a framework may call it": "annotates"}
ONLY_DECLARED = frozenset({"C", "C#", "C++", "Go", "Java", "Kotlin", "Rust", "Scala", "Swift"})
"""Languages in which an import makes names known, and runs none of the code behind them."""


def _words(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text) if len(word) >= SHORTEST_WORD and not word.isdigit()}


# ---- Namespaces that several files open: what one file holds of them can go away, the namespace itself stays

OPENED = frozenset({"namespace", "module"})
NAMES_APART = frozenset({"Rust"})
"""Languages in which modules of one name in two files are two modules."""
ONLY_HOLDS = OPENED | {"class"}
"""A module that holds nothing else in a file is no mixin there."""


def is_shared_namespace(index: Index, symbol: IndexedSymbol) -> bool:
    """A namespace, or a module that only holds classes, which another file opens too."""
    if symbol.kind not in OPENED or index.files[symbol.path].language in NAMES_APART:
        return False
    others = _openers(index).get((symbol.kind, symbol.qualname), set()) - {symbol.path}
    return bool(others) and (symbol.kind != "module" or _only_holds(index, symbol))


def _only_holds(index: Index, symbol: IndexedSymbol) -> bool:
    inside = [item for item in index.symbols(symbol.path) if item.qualname.rpartition(".")[0] == symbol.qualname]
    return all(item.kind in ONLY_HOLDS for item in inside)


@per_index
def _openers(index: Index) -> dict[tuple[str, str], set[str]]:
    """Kind and qualified name → the files that open it, themselves or on the way to one inside it (`namespace a::b`)."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = index.rows(
        "SELECT kind, qualname, path FROM symbols JOIN files ON files.id = file_id WHERE kind IN ('namespace', 'module')"
    )
    for kind, qualname, path in rows:
        while qualname and path not in (paths := found.setdefault((kind, qualname), set())):
            paths.add(path)
            qualname = qualname.rpartition(".")[0]
    return found
