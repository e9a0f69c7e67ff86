"""Ruby: the class that a variable is made of (`@till = Till.new`), where all that binds it near a name says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...per_index import read_once

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
        lines = index.read(use.path).split(b"\n")
        around = next((item for item in index.symbols(use.path) if item.qualname == use.owner), None)
        bound = lines[around.start_line - 1 : use.line] if around is not None else []
        found = _saying(BINDING, variable, bound) or _saying(LET, variable, lines)
    made = {_made(line) for line in found}
    return made.pop() if len(made) == 1 else None


@read_once
def _binding_object(index: Index, klass: str, variable: bytes) -> list[bytes]:
    """The lines of a class that bind a variable of its objects, or let others do so."""
    found: list[bytes] = []
    for item in index.symbols(name=klass.rpartition(".")[2]):
        if item.qualname == klass and item.path.endswith(".rb"):
            lines = index.read(item.path).split(b"\n")[item.start_line - 1 : item.end_line]
            found += _saying(BINDING, variable, lines) + _saying(SET_OUTSIDE, variable.lstrip(b"@"), lines)
    return found


def _saying(form: bytes, variable: bytes, lines: Iterable[bytes]) -> list[bytes]:
    written = re.compile(form % {b"name": re.escape(variable)})
    return [line for line in lines if variable in line and written.search(line)]


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
