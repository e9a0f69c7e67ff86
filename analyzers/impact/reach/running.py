"""Which changed definitions run, and when: a type of TypeScript never does, and what holds a value, or stands at the top level of a file,
only when the file is first imported."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ....indexer.workspace_paths import prefix_of
from ...per_index import per_index
from ...workspace.test_files import carried, test_files
from ..called import enclosing
from ..meaning.fixtures import CONFTEST, NAMED, conftests
from ..odds import AT_IMPORT
from ..strings.dotted_strings import files_named

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ....indexer.index import Index
    from ..meaning.program import Definition, Program
    from ..sites.tables import Table

__all__ = ["late_importers", "running"]

TYPES: Final = frozenset({"interface", "type"})
"""Kinds of symbols that only a type checker reads, in languages whose readers are those of JavaScript."""
LITERAL: Final = ["!"]
WORD: Final = re.compile(rb"[^\W\d]\w*")
CODE: Final = re.compile(rb"\blambda\b|=>|\bfunction\b|\([^()]*\)\s*\{")
"""A function inside of what a variable is given: it runs when that is called."""


def running(program: Program, definitions: Iterable[Definition]) -> dict[Definition, int]:
    """Those of some definitions that run → how unlikely it is that they do when they are used (odds.py).

    Of a file that is changed as a whole nothing tells which part of it is. To read a constant or an attribute runs none of its
    code, so who does no more is less concerned than who calls a function. Where no definition runs, all count alike, for
    then nothing else tells who is concerned.
    """
    some = list(definitions)
    types = cache(partial(_types, program))
    run = dict.fromkeys([item for item in some if item[1].partition(".")[0] not in types(item[0])] or some, 0)
    run.update(dict.fromkeys(_only_read(program, run), AT_IMPORT))
    return run


def _only_read(program: Program, definitions: Iterable[Definition]) -> Iterator[Definition]:
    """Variables and attributes that hold values, in files of which every function and class is changed."""
    for path, named in by_key(definitions).items():
        table = program.table(path)
        code = {*table.functions, *table.classes}
        if code and code.issubset(named):
            held = set(named).intersection(table.bound) - code
            yield from ((path, name) for name in sorted(held - _leading_to_code(program, path, table)))


def _leading_to_code(program: Program, path: str, table: Table) -> set[str]:
    """The variables of a file that have a function in them or say what does: `get = registry.get`, `TABLE = {"a": make}`."""
    lines = program.index.read(path).split(b"\n")
    symbols = {symbol.qualname: symbol for symbol in program.symbols(path)}
    leading = {name.rpartition(".")[2].encode() for name in (*table.functions, *table.classes)}
    found = {name for name, value in table.bound.items() if name not in symbols and value != LITERAL}
    for name in sorted(symbols.keys() & table.bound.keys(), key=lambda name: symbols[name].start_line):
        said = b"\n".join(lines[symbols[name].start_line - 1 : symbols[name].end_line])
        if CODE.search(said) or not leading.isdisjoint(WORD.findall(said)):
            leading.add(symbols[name].name.encode())
            found.add(name)
    return found


def _types(program: Program, path: str) -> set[str]:
    """The interfaces and type aliases of a file; what shares its name with a class or function runs."""
    if not path or path.endswith(".py") or not program.has_table(path):
        return set()
    symbols = program.symbols(path)
    return {symbol.qualname for symbol in symbols if symbol.kind in TYPES} - {
        symbol.qualname for symbol in symbols if symbol.kind not in TYPES
    }


# ---- Tests inside which files are imported for the first time: their top level runs while the test does
# Python runs a module once, when it is first imported. What a test file or its `conftest.py` imports has run before the first
# test; what is imported in the body of a test (`def test_x(): from shop import prices`) runs in it, with all that it
# imports in its turn and the packages around it. To patch something by its dotted name imports its module, too.

EARLY = ("static", "reexport", "conditional")
LATE = "lazy"


@per_index
def late_importers(index: Index) -> Mapping[str, int]:
    """File → the tests inside which it may run for the first time, as a bit set of their positions among the test files."""
    numbers = test_files(index).numbers
    early: dict[str, list[str]] = {}
    named = [(item.path, target, item.line) for item, target in files_named(index, "test")]
    rows = index.iterate(
        "SELECT source.path, target.path, kind, line FROM links JOIN files AS source ON source.id = source_id"
        " JOIN files AS target ON target.id = target_id WHERE source.language = 'Python'"
    )
    for source, target, kind, line in rows:
        if kind in EARLY:
            early.setdefault(source, []).append(target)
        elif kind == LATE:
            named.append((source, target, line))

    def onwards(path: str) -> Iterator[str]:
        yield from (*_packages(index, path), *early.get(path, ()))

    late = [(test, target) for path, target, line in named for test in _running(index, path, line, numbers)]
    tests = {source for source, _ in late}
    starts = [(file, 1 << numbers[test]) for test in tests for file in (test, *conftests(index, test))]
    before = carried(starts, onwards)
    inside = carried(((target, 1 << numbers[test]) for test, target in late), onwards)
    return {path: left for path, bits in inside.items() if (left := bits & ~before.get(path, 0))}


def _running(index: Index, path: str, line: int, numbers: Mapping[str, int]) -> Collection[str]:
    """The tests that run a line of themselves, or of a fixture that they ask for, or that a fixture asks for which they do."""
    if path in numbers:
        return [path]
    folder, _, name = path.rpartition("/")
    fixtures, found = _fixtures(index), set()
    asked = [item for item in (enclosing(index, path, line),) if item in fixtures]
    for function in asked:  # which grows
        known, _ = fixtures[function]
        found |= numbers.keys() & index.files_using(known)
        asking = re.compile(rf"[(,]\s*{known}\b")
        asked += [other for other, (_, said) in fixtures.items() if other not in asked and asking.search(said)]
    return [test for test in sorted(found) if name != CONFTEST or test.startswith(prefix_of(folder))]


@per_index
def _fixtures(index: Index) -> dict[str, tuple[str, str]]:
    """Function → the name that the fixture is asked for by, and its signature."""
    symbols = (symbol for path in index.files_using("fixture") for symbol in index.symbols(path))
    marked = ((symbol, mark) for symbol in symbols if "fixture" in (mark := " ".join(symbol.decorators)))
    return {it.name: (found[1] if (found := NAMED.search(mark)) else it.name, it.signature) for it, mark in marked}


def _packages(index: Index, path: str) -> Iterator[str]:
    """The `__init__.py` files that Python runs before a module."""
    folder = path.rpartition("/")[0]
    while folder and (package := f"{folder}/__init__.py") in index.files:
        if package != path:
            yield package
        folder = folder.rpartition("/")[0]
