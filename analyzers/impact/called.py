"""The definitions of a bare name, by file, and around a line: a search asks for them once for each place where a name stands."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from ...indexer.gathering import by_key
from ..per_index import read_once
from .occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...indexer.index import Index, IndexedSymbol

__all__ = ["all_called", "called_in", "defined_as", "enclosing", "first_of", "is_unbuilt", "step_at", "symbols_of"]


def called_in(index: Index, path: str, name: str) -> list[IndexedSymbol]:
    """Those of one file, in source order. The list is shared: nobody changes it."""
    return _by_file(index, name).get(path, [])


def defined_as(index: Index, path: str, qualname: str) -> list[IndexedSymbol]:
    """What a file has under a dotted path: of overloads, and of the parts of a thing, one each."""
    return [item for item in called_in(index, path, qualname.rpartition(".")[2]) if item.qualname == qualname]


def all_called(index: Index, name: str) -> list[IndexedSymbol]:
    """Those of the workspace, in path and source order."""
    return [item for found in _by_file(index, name).values() for item in found]


@read_once
def symbols_of(index: Index, path: str) -> list[IndexedSymbol]:
    """Those of a whole file, in source order. The list is shared: nobody changes it."""
    return index.symbols(path)


@read_once
def first_of(index: Index, path: str) -> Mapping[str, IndexedSymbol]:
    """Dotted path → the first of a file's definitions that has it."""
    return {item.qualname: item for item in reversed(symbols_of(index, path))}


def enclosing(index: Index, path: str, line: int) -> str:
    """The innermost definition around a line of a file; "" for none."""
    starts, owners = _owners(index, path)
    return owners[bisect_right(starts, line) - 1]


def step_at(index: Index, path: str, line: int, why: str, sure: bool, cost: int = 0) -> Step:
    """The step that something on a line makes: the definition around it is its user."""
    return Step((path, enclosing(index, path, line)), None, line, why, sure, cost)


@read_once
def _owners(index: Index, path: str) -> tuple[list[int], list[str]]:
    """The lines of a file on which another definition is around than on the one before, and which: the shortest, of two the first."""
    found = [(item.start_line, item.end_line, item.qualname) for item in reversed(symbols_of(index, path))]
    owners = [""] * (2 + max((last for _, last, _ in found), default=0))
    for first, last, name in sorted(found, key=lambda span: span[0] - span[1]):
        owners[first : last + 1] = [name] * (last + 1 - first)
    starts = [line for line, name in enumerate(owners) if not line or name != owners[line - 1]]
    return starts, [owners[line] for line in starts]


def is_unbuilt(path: str) -> bool:
    """Go: no package has what stands in a file that is called so."""
    return path.endswith(".go") and path.rpartition("/")[2].startswith(("_", "."))


@read_once
def _by_file(index: Index, name: str) -> Mapping[str, list[IndexedSymbol]]:
    return by_key((item.path, item) for item in index.symbols(name=name) if not is_unbuilt(item.path))
