"""C#: types of one name with different numbers of type parameters, and which of them a text means (C# specification, 7.8.1)."""

from __future__ import annotations

import re

__all__ = ["other_arities", "written_arities"]

DECLARED = rb"\b(?:class|struct|interface|enum|record|delegate\s+[\w.<>\[\], ?]+?)\s+%b\b\s*(?:<([^<>]*)>)?"
NO_ARGUMENTS = frozenset(b";{}=&|")
"""What stands in no list of type arguments: there `<` compares."""
LONGEST = 400


def written_arities(name: str, source: bytes) -> set[int]:
    """With how many type arguments a text writes a name: 0 where it writes none."""
    found: set[int] = set()
    for match in re.finditer(rb"(?<!\w)%b\b\s*(<?)" % re.escape(name.encode()), source):
        found.add(_arguments(source[match.end() : match.end() + LONGEST]) if match[1] else 0)
    return found


def other_arities(name: str, source: bytes) -> set[int]:
    """With how many type arguments a text writes a name that it declares itself, other than as it declares it.

    The bare name of its own type with parameters is mostly that type's constructor; another type is named before a member
    or a variable.
    """
    word = re.escape(name.encode())
    own = {match[1].count(b",") + 1 if match[1] else 0 for match in re.finditer(DECLARED % word, source)}
    found = written_arities(name, source) - own
    if 0 in found and not re.search(rb"(?<![\w.])%b(?:\.\w|\s+[A-Za-z_]\w*\s*[;,)=])" % word, source):
        found.discard(0)
    return found if own else set()


def _arguments(text: bytes) -> int:
    """How many type arguments a text begins with, behind their `<`; 0 where they are none."""
    depth, count = 1, 1
    for char in text:
        if char in b"<([":
            depth += 1
        elif char in b">)]":
            depth -= 1
            if not depth:
                return count if char == ord(">") else 0
        elif char == ord(",") and depth == 1:
            count += 1
        elif char in NO_ARGUMENTS:
            return 0
    return 0
