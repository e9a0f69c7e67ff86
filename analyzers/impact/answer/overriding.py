"""Members that are marked as overriding a definition: they override nothing once it is gone, or takes something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ..called import all_called
from ..namesakes.definition_facts import holder_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....answers import BrokenReference
    from ....indexer.index import IndexedSymbol
    from ..meaning.program import Definition, Program

__all__ = ["no_longer_overriding"]

MARKS: Final[Mapping[str, str]] = {
    "Java": r"@Override\b",
    **dict.fromkeys(["Kotlin", "C#", "Scala", "Swift"], r"\boverride\b"),
}
"""Language → what its compiler takes an overriding member's word by."""
MAYBE: Final = 0.75
"""A base outside the workspace may have the member, too."""


def no_longer_overriding(program: Program, definition: Definition) -> Iterator[BrokenReference]:
    """The overrides in classes below that inherit the member from nowhere else."""
    names, (path, qualname) = program.receivers, definition
    home = names.home(definition)
    file = program.index.files.get(path)
    if file is None or file.language not in MARKS or "." not in qualname or names.is_class(definition):
        return
    name = qualname.rpartition(".")[2]
    for item in all_called(program.index, name):
        holder = (item.path, holder_of((item.path, item.qualname)))
        above = names.over(holder) - {holder}
        others = [one for one in above - home if names.holds(one, name)]
        if holder in home or not home & above or others or not names.alike((item.path, item.qualname), definition):
            continue
        line = _marked(program, item)
        if line:
            row: BrokenReference = {"path": item.path, "line": line, "symbol": item.qualname, "reason": "overrides it"}
            known = all(names.named(base.rpartition(".")[2]) for one in {holder, *above} for base in names.written(one))
            yield (
                row
                if known
                else {
                    **row,
                    "reason": "overrides it (a base outside the workspace may have it, too)",
                    "confidence": MAYBE,
                }
            )


def _marked(program: Program, item: IndexedSymbol) -> int:
    """The line that names a member which says that it overrides; 0 where it does not say so."""
    mark = MARKS.get(program.index.files[item.path].language)
    lines = program.index.lines(item.path)[item.start_line - 1 : item.end_line]
    for number, text in enumerate(lines):
        if (named := re.search(rf"(?<![\w@]){re.escape(item.name)}\b", text)) is not None:
            said = "\n".join([*lines[:number], text[: named.start()]])
            return item.start_line + number if mark is not None and re.search(mark, said) else 0
    return 0
