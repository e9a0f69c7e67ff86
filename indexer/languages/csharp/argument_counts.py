"""C#: how many arguments a method may be called with and a call gives (C# specification, 12.6.4.2); the same of types (7.8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["ANY", "Counts", "given", "other_arities", "taken", "written_arities"]

MANY = 99
"""More than anyone writes: what `params` takes."""
PIECE = re.compile(
    rb"//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|@\"(?:[^\"]|\"\")*+\"|\"(?:[^\"\\\n]|\\.)*+\"|'(?:[^'\\\n]|\\.)*+'"
    rb"|(<[\w\s,.?\[\]<>()]{1,200}>(?=\s*+[({\[>.,)]))|([(\[{])|([)\]}])|(,)|[\w.]++|[^\s]"
)
"""What counts in a list of arguments: a list of type arguments, brackets that open and close, commas, anything else."""
TYPES = re.compile(rb"<[\w\s,.?\[\]<>]{1,200}>(?=\s*+\()")
OPENS = re.compile(rb"\s*+\(")
UNPLAIN = re.compile(rb"[=/]|\bparams\b|,[^()]*+[<\[(]|[<\[][^()]*,")
"""In a list of parameters: what may be left out, or hold commas of its own."""
FURTHEST = 4000


class Counts(NamedTuple):
    """From how few to how many arguments."""

    least: int
    most: int

    def __str__(self) -> str:
        return f"{self.least}-{self.most}"

    def meets(self, other: Counts) -> bool:
        """Whether both hold some number."""
        return self.least <= other.most and other.least <= self.most

    @classmethod
    def read(cls, written: str) -> Counts:
        """What `str` wrote; any number where nothing is written."""
        least, dash, most = written.partition("-")
        return cls(int(least), int(most)) if dash else ANY


ANY = Counts(0, MANY)


def taken(source: bytes, method: Node, receivers: int) -> Counts:
    """With how many arguments a method is called, where the first parameters are what it is called on."""
    parameters = method.child_by_field_name("parameters")
    if parameters is None or (written := source[parameters.start_byte : parameters.end_byte]) == b"()":
        return Counts(0, 0)
    if UNPLAIN.search(written) is None:
        count = written.count(b",") + 1 - receivers
        return Counts(count, count)
    children = parameters.children
    listed = [child for child in children if child.type == "parameter"][receivers:]
    needed = sum(all(part.type != "=" for part in child.children) for child in listed)
    return Counts(needed, MANY if any(child.type == "params" for child in children) else len(listed))


def given(source: bytes, start: int) -> Counts:
    """With how many arguments a call is made whose name ends at an offset; any number where its end is not found.

    A comma between `<` and `>` may part type arguments or comparisons: both numbers count.
    """
    types = TYPES.match(source, start)
    opened = OPENS.match(source, types.end() if types is not None else start)
    if opened is None:
        return ANY
    depth, commas, doubtful, filled = 1, 0, 0, False
    for match in PIECE.finditer(source, opened.end(), opened.end() + FURTHEST):
        arguments, opens, closes, comma = match.group(1, 2, 3, 4)
        depth += bool(opens) - bool(closes)
        if not depth:
            return Counts(commas + filled, commas + doubtful + filled)
        filled = filled or not match[0].startswith((b"//", b"/*"))
        if depth == 1:
            commas += comma is not None
            doubtful += arguments.count(b",") if arguments is not None else 0
    return ANY


# ---- Types of one name with different numbers of type parameters, and which of them a text means

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
