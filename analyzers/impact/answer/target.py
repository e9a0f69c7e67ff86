"""What a question of impact_analysis is about: a file, a symbol, or the definitions that a diff changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ...per_index import per_index
from ...workspace.test_files import test_files
from ..changes.changes import read_version
from ..implied.computed_calls import is_special
from ..meaning.program import Program
from ..reach.callers import Callers
from ..reach.selected_tests import seeds_of
from ..references.still_there import with_lost_members
from .breaks import lost_imports
from .overriding import takes_over

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ....indexer.index import Index
    from ...workspace.test_files import TestFiles
    from ..changes.changed import Changed
    from ..changes.changes import Change
    from ..occurrences import Definition

__all__ = ["Known", "Target", "known", "named", "of_changed"]

CHANGE_OF_KIND = {"removed": "delete", "signature": "signature"}


class Target(NamedTuple):
    """What is changed.

    Attributes:
        paths: the changed files.
        seeds: the changed definitions, as far as they can affect others: of what is added, what takes the place of something.
        broken: `(definition, change type)` of those whose users may break.
        changes: what a diff says; None where a file or symbol was named.
        notes: what the reader has to know about how far this goes.
        whole: files whose top level is changed too.
    """

    paths: list[str]
    seeds: list[Definition]
    broken: list[tuple[Definition, str]]
    changes: list[Change] | None
    notes: list[str]
    whole: list[str]

    @property
    def strongest(self) -> str:
        """What a set of changes is as a whole."""
        kinds = {change for _, change in self.broken}
        return next((kind for kind in ("delete", "signature") if kind in kinds), "modify")


class Known(NamedTuple):
    """What questions about one state of the index share.

    Attributes:
        apart: what is removed → a program of its own that takes it for still there, and its callers; the last one only.
    """

    program: Program
    callers: Callers
    tests: TestFiles
    apart: dict[frozenset[Definition], tuple[Program, Callers]]


@per_index
def known(index: Index) -> Known:
    """What the questions about an index state share."""
    program = Program(index)
    return Known(program, Callers(program), test_files(index), {})


def named(index: Index, program: Program, file_path: str, symbol: str | None, change_type: str) -> Target:
    """A file, or one symbol of it.

    Raises:
        FileNotInWorkspaceError, SymbolNotFoundError, AmbiguousSymbolError: as the names say.
    """
    program.before = {}
    path = index.file(file_path).path
    qualname = index.symbol(path, symbol).qualname if symbol is not None else None
    seeds = seeds_of(program, path, qualname)
    return Target([path], seeds, [((path, qualname or ""), change_type)], None, [], [] if qualname else [path])


def of_changed(index: Index, known: Known, found: Changed) -> tuple[Program, Callers, Target]:
    """The target that changes mean, and the program to search: the shared one where they take nothing from anybody.

    Definitions that are removed are given back to a program of its own, so that those who refer to them are found.
    """
    removed = frozenset((item.path, item.symbol) for item in found.changes if item.kind == "removed" and item.symbol)
    program, callers = _apart(index, known, removed, found.before) if removed else (known.program, known.callers)
    program.before = found.before
    program.added = {(item.path, item.symbol) for item in found.changes if item.kind == "added" and item.symbol}
    return program, callers, _target(index, program, found)


def _apart(
    index: Index, known: Known, removed: frozenset[Definition], before: Mapping[str, bytes]
) -> tuple[Program, Callers]:
    if removed not in known.apart:
        program = Program(index)
        program.removed.update(removed)
        program.share(known.program)
        for path, name in sorted(removed):
            version = read_version(path, before[path]) if path in before else None
            if version is not None and name in version.overloads:
                lines = before[path].split(b"\n")
                kinds = {item.kind for item in version.overloads[name]}
                if any(b"typedef" in lines[item.start_line - 1] for item in version.overloads[name]):
                    kinds.add("type")  # C: a tag that need not be said
                program.receivers.tell((path, name), frozenset(kinds))
        callers = Callers(program)
        callers.share(known.callers)
        known.apart.clear()
        known.apart[removed] = (program, callers)
    return known.apart[removed]


def _target(index: Index, program: Program, found: Changed) -> Target:
    alive = [item for item in found.changes if item.kind != "added" or _takes_over(program, item)]
    kinds = [((item.path, item.symbol), CHANGE_OF_KIND[item.kind]) for item in alive if item.kind in CHANGE_OF_KIND]
    broken = [(one, change) for item, change in kinds for one in with_lost_members(program, item, change)]
    seeds = [*((item.path, item.symbol) for item in alive), *(one for one, _ in broken)]
    gone = [item.path for item in alive if item.kind == "removed" and not item.symbol]
    seeds += [node for link in lost_imports(index, gone) for node in seeds_of(program, link.source)]
    whole = sorted({item.path for item in alive if not item.symbol})
    return Target(sorted({item.path for item in found.changes}), seeds, broken, found.changes, found.notes, whole)


def _takes_over(program: Program, item: Change) -> bool:
    """An added member that runs where something else did: the language calls it, or a class above has one of its name."""
    holder, _, name = item.symbol.rpartition(".")
    if (item.path, holder) in program.added:
        return False
    if not program.has_table(item.path):
        return takes_over(program, (item.path, item.symbol))
    if holder not in program.table(item.path).classes:
        return False
    return is_special(name) or any(path for path, _ in program.member(("p", item.path, holder), name))
