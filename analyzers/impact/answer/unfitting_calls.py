"""Calls that a change writes, or writes an argument of, and that fit nothing of the workspace that is called so."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ..changes.call_counts import PERHAPS_OPTIONAL
from ..changes.call_fit import Fitting
from ..references.references import BY_NAME, CONSTRUCTORS
from ..references.still_there import is_of_value
from ..values.handed_on import calls
from .change_set import ERROR, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..meaning.program import Definition, Program
    from .change_set import ChangeSet

__all__ = ["unfitting_calls"]

CALL = re.compile(rb"([A-Za-z_]\w*[?!]?)\s*[(<]")
WITHOUT_PARENTHESES = re.compile(rb"([A-Za-z_]\w*[?!]?)")
"""Ruby writes a call so."""
CALLED = ("function", "method", "constructor")
HARMLESS = frozenset({"staticmethod", "classmethod", "abstractmethod", "override", "cache", "contextmanager"})
"""Python's decorators that leave what a function takes as it is."""
MOST_NAMES = 200
MOST_NAMESAKES = 6


def unfitting_calls(program: Program, changed: ChangeSet) -> Iterator[Issue]:
    """Errors only: what surely means a definition, by more than its name where it is taken of a value, and surely does not fit."""
    for path in changed.paths:
        for name, lines in islice(_called(program.index, path, changed).items(), MOST_NAMES):
            defined = _defined(program.index, name)
            reasons = _reasons(program.index, path, name, lines, defined)
            for item in (one for definition in defined if reasons for one in calls(program, definition)):
                least = 1 if is_of_value(program, item.path, item.line, name) else BY_NAME
                if item.path == path and item.confidence >= least and (reason := reasons.pop(item.line, "")):
                    yield Issue(path, item.line, ERROR, "unfitting-call", f"calls {name}: {reason}")


def _reasons(index: Index, path: str, name: str, lines: list[int], defined: list[Definition]) -> dict[int, str]:
    """Line → why its call fits nothing that is called so, where that can be told of all."""
    reasons = dict.fromkeys(lines if len(defined) <= MOST_NAMESAKES else (), "")
    for definition in defined:
        fitting = Fitting(index, definition)
        told = {line: fitting.reasons(path, line, name) for line in reasons}
        reasons = {line: found[0] for line, found in told.items() if found and PERHAPS_OPTIONAL not in found[0]}
    return reasons if defined else {}


def _called(index: Index, path: str, changed: ChangeSet) -> dict[str, list[int]]:
    """Name → the lines on which a call may say it that the change wrote."""
    diff = changed.diffs.get(path)
    if diff is None or not diff.new_lines:
        return {}
    written = WITHOUT_PARENTHESES if index.files[path].language == "Ruby" else CALL
    lines = ((at, set(written.findall(line))) for at, line in enumerate(diff.new.split(b"\n"), 1))
    mine = ((at, names) for at, names in lines if names and changed.wrote_call(path, at))
    return by_key((name.decode(), at) for at, names in mine for name in sorted(names))


def _defined(index: Index, name: str) -> list[Definition]:
    """What a call may mean by a name: functions, and the constructors of classes; nothing where a decorator may make another of one."""
    found = index.symbols(name=name)
    inside = [(one, item) for one in found if one.kind == "class" for item in index.symbols(one.path, kinds=CALLED)]
    made = [item for one, item in inside if item.qualname in {f"{one.qualname}.{name}" for name in CONSTRUCTORS}]
    taking = [*(one for one in found if one.kind in CALLED), *made]
    decorated = any(one.path.endswith(".py") and not HARMLESS.issuperset(one.decorators) for one in taking)
    return [] if decorated else list(dict.fromkeys((one.path, one.qualname) for one in taking))
