"""Calls that a change writes, or writes an argument of, and that fit nothing of the workspace that is called so."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ..changes.call_fit import checker
from ..references.references import BY_NAME, CONSTRUCTORS
from ..references.still_there import is_of_value
from .calls import calls
from .change_set import ERROR, Issue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index, IndexedSymbol
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
    """Errors only: the call surely means the definition, and its arguments surely do not fit."""
    index = program.index
    for path in changed.paths:
        for name, lines in islice(_called(index, path, changed).items(), MOST_NAMES):
            reasons: dict[int, str] = dict.fromkeys(lines, "")
            defined = _defined(index, name)
            for definition in defined if len(defined) <= MOST_NAMESAKES else ():
                check = checker(index, *definition, name)
                told = {line: check(path, line) for line in reasons} if check is not None else {}
                reasons = {line: found[0] for line, found in told.items() if found and "nothing says" not in found[0]}
            if defined and any(reasons.values()):
                yield from _meant(program, path, defined, reasons)


def _meant(program: Program, path: str, defined: list[Definition], reasons: dict[int, str]) -> Iterator[Issue]:
    """Those of the calls that surely mean one of the definitions; its name alone is not enough on a value."""
    for definition in defined:
        for item in calls(program, definition):
            sure = item.confidence == 1 or (
                item.confidence >= BY_NAME and not is_of_value(program, path, item.line, item.name)
            )
            if item.path == path and sure and (reason := reasons.pop(item.line, "")):
                message = f"calls {definition[1]} ({definition[0]}): {reason}"
                yield Issue(path, item.line, ERROR, "unfitting-call", message)


def _called(index: Index, path: str, changed: ChangeSet) -> dict[str, list[int]]:
    """Name → the lines on which a call may say it that the change wrote."""
    diff, language = changed.diffs.get(path), index.files[path].language
    if diff is None or not diff.new_lines:
        return {}
    written = WITHOUT_PARENTHESES if language == "Ruby" else CALL
    lines = enumerate(diff.new.split(b"\n"), 1)
    found = ((number, names) for number, line in lines if (names := written.findall(line)))
    mine = (
        (at, names) for at, names in found if changed.wrote_call({"path": path, "line": at, "symbol": "", "reason": ""})
    )
    return by_key((name.decode(), at) for at, names in mine for name in dict.fromkeys(names))


def _defined(index: Index, name: str) -> list[Definition]:
    """What a call may mean by a name: functions, and the constructors of classes; nothing where a decorator may make another of one."""
    found = index.symbols(name=name)
    made = [item for one in found if one.kind == "class" for item in _constructors(index, one)]
    taking = [*(one for one in found if one.kind in CALLED), *made]
    decorated = any(one.path.endswith(".py") and not HARMLESS.issuperset(one.decorators) for one in taking)
    return [] if decorated else list(dict.fromkeys((one.path, one.qualname) for one in taking))


def _constructors(index: Index, of: IndexedSymbol) -> list[IndexedSymbol]:
    inside = index.symbols(of.path, kinds=CALLED)
    return [one for one in inside if one.name in CONSTRUCTORS and one.qualname == f"{of.qualname}.{one.name}"]
