"""Ruby: methods that are sent by a name which is computed from how it begins (`send("on_#{kind}", node)`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from ...per_index import per_index
from .. import odds
from ..called import enclosing
from ..occurrences import Step
from .computed_calls import LookingUp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index
    from ..meaning.program import Program
    from ..occurrences import Definition

__all__ = ["sent_steps"]

SENT: Final = re.compile(rb"\b(?:public_|__)?send(?:__)?[\s(]+:?\"([a-z_]\w*)#\{")


def sent_steps(program: Program, definition: Definition) -> Iterator[Step]:
    """The places that may send a method so: in its own file, in those that it loads and in those that load it."""
    path, qualname = definition
    holder, _, name = qualname.rpartition(".")
    index = program.index
    if not holder or index.files[path].language != "Ruby":
        return
    near = {path, *index.adjacency[0].get(path, ()), *index.adjacency[1].get(path, ())}
    for file in near.intersection(_looking_up(index).beginning(name)):
        source = index.read(file)
        for match in SENT.finditer(source):
            if name.startswith(match[1].decode()):
                line = source.count(b"\n", 0, match.start()) + 1
                owner = enclosing(program.index, file, line)
                yield Step((file, owner), None, line, f"sent as {match[1].decode()}…", False, odds.BRANCH)


@per_index
def _looking_up(index: Index) -> LookingUp:
    return LookingUp.of(index)
