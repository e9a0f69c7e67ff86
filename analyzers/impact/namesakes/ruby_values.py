"""Ruby: the class that a variable is made of (`@till = Till.new`), where all that binds it near a name says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...per_index import read_once
from ...text_facts import lines_of
from ..called import all_called, first_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ....indexer.index import Index
    from ..occurrences import PlainUse

__all__ = ["made_of"]

BINDING = (
    rb"^\s*%(name)s\s*(?:,[^=]*)?(?:\|\||&&|[-+*/])?=(?![=~>])|,\s*\*?%(name)s\s*(?:,[^=()]*)?=(?![=~>])|\|[^|]*(?<!\w)%(name)s\b[^|]*\|"
    rb"|^\s*def\s.*[(,\s*&]%(name)s\s*(?:[,)=:]|$)|\brescue\b.*=>\s*%(name)s\b|\bfor\s.*(?<!\w)%(name)s\b.*\bin\b"
)
LET = rb"^\s*(?:let!?|subject)\s*\(?\s*:%(name)s\b"
MAKING = rb"(?:=|\{)\s*(?:::)?((?:[A-Z]\w*::)*[A-Z]\w*)\.new\b(.*)"
BEHIND = rb"\s*(?:\}?\s*(?:#.*)?$|(?:if|unless|do)\b|\{)"
SET_OUTSIDE = rb"^\s*attr_(?:writer|accessor)\b.*:%(name)s\b"


def made_of(index: Index, use: PlainUse, variable: bytes, classes: Iterable[str]) -> bytes | None:
    """The class as it is written; None where that is not said, or not all say the same.

    Args:
        use: a member of the variable; its `owner` is the function.
        classes: the dotted paths of the class around it and those above, which bind the variables of the object.
    """
    if variable.startswith(b"@"):
        found = [line for name in sorted(classes) for line in _binding_object(index, name, variable)]
    else:
        around = first_of(index, use.path).get(use.owner)
        first = around.start_line if around is not None else use.line + 1
        found = [line for number, line in _saying(index, use.path, BINDING, variable) if first <= number <= use.line]
        found = found or [line for _, line in _saying(index, use.path, LET, variable)]
    made = {_made(line) for line in found}
    return made.pop() if len(made) == 1 else None


@read_once
def _binding_object(index: Index, klass: str, variable: bytes) -> list[bytes]:
    """The lines of a class that bind a variable of its objects, or let others do so."""
    return [
        line
        for item in all_called(index, klass.rpartition(".")[2])
        if item.qualname == klass and item.path.endswith(".rb")
        for form, name in ((BINDING, variable), (SET_OUTSIDE, variable.lstrip(b"@")))
        for number, line in _saying(index, item.path, form, name)
        if item.start_line <= number <= item.end_line
    ]


@read_once
def _saying(index: Index, path: str, form: bytes, variable: bytes) -> list[tuple[int, bytes]]:
    """The lines of a file that say something of a variable."""
    written = re.compile(form % {b"name": re.escape(variable)})
    lines = enumerate(lines_of(index, path), 1)
    return [(number, line) for number, line in lines if variable in line and written.search(line)]


def _made(line: bytes) -> bytes | None:
    """What a line makes, if it makes an object and does nothing with it."""
    match = re.search(MAKING, line)
    if match is None:
        return None
    behind = match[2]
    if behind[:1] == b"(":
        depth = 0
        for place, sign in enumerate(behind):
            depth += (sign == ord("(")) - (sign == ord(")"))
            if not depth:
                return match[1] if re.match(BEHIND, behind[place + 1 :]) else None
        return None
    return match[1] if re.match(rb"\s+[^\s.|&=]|" + BEHIND, behind) else None
