"""impact_analysis: what a change can affect before it is made: files, broken references, tests to run, risk with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import InvalidParameterError
from ..indexer.collection import no_collection
from .impact.answer.report import Report
from .impact.answer.target import known, named, of_changed
from .impact.reach.reach import Reach

if TYPE_CHECKING:
    from ..answers import Impact
    from ..indexer.index import Index

__all__ = ["answer"]


@no_collection()
def answer(
    index: Index,
    *,
    file_path: str | None,
    change_type: str,
    symbol: str | None,
    depth: int | None,
    changes: list[str] | None,
    diff: str | None,
    staged: bool,
    limit: int,
) -> Impact:
    """See CONTRACT: `impact_analysis`.

    Raises:
        InvalidParameterError: not exactly one of `file_path`, `changes`, `diff` and `staged` is given.
        FileNotInWorkspaceError, SymbolNotFoundError, AmbiguousSymbolError: as the names say.
    """
    ways = [file_path is not None, bool(changes), diff is not None, staged]
    if sum(ways) != 1:
        if symbol is not None and not any(ways):
            raise InvalidParameterError(
                f"symbol goes with file_path: give the file that defines {symbol!r}. 'find' tells where it is"
            )
        raise InvalidParameterError(
            "impact_analysis needs exactly one of file_path, changes, diff and staged. Example: file_path='src/a.py'"
        )
    shared = known(index)
    if file_path is not None:
        program, callers = shared.program, shared.callers
        target = named(index, program, file_path, symbol, change_type)
    else:
        if symbol is not None:
            raise InvalidParameterError(
                "symbol goes with file_path. Leave it out, or give file_path in place of the diff"
            )
        from .impact.changes.changed import changed

        found = changed(index, diff=diff, staged=staged, paths=changes or [])
        program, callers, target = of_changed(index, shared, found)
    reached = Reach(program, shared.tests, callers=callers).search(target.seeds, depth or None, target.whole)
    return Report(index, program, shared.tests, target, reached, change_type, limit).answer()
