"""Which changed definitions run, and when: a type of TypeScript never does, and what holds a value only when its file is imported."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ..odds import AT_IMPORT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..meaning.program import Definition, Program
    from ..sites.tables import Table

__all__ = ["running"]

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
    by_path: dict[str, set[str]] = {}
    for path, qualname in definitions:
        by_path.setdefault(path, set()).add(qualname)
    for path, names in by_path.items():
        table = program.table(path)
        code = {*table.functions, *table.classes}
        if code and code <= names:
            held = names.intersection(table.bound) - code
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
