"""Which identifiers a file uses: all of them when it is extracted, with their lines when a question asks for the file.

Comments and strings are stepped over. What stands in a template (an f-string, a `${…}`) counts as code, text included:
the index is a filter, and what is shown to a user is checked against the syntax tree.
"""

from __future__ import annotations

from functools import cache
from itertools import accumulate
from string import ascii_letters
from typing import TYPE_CHECKING, NamedTuple

from .. import lazy_re as re
from .tokens import identifier, name_table, tokens

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from .languages.base import Lexicon
    from .tokens import Code

__all__ = ["Lines", "Names", "Pieces", "first_lines", "names_used", "pieces", "places"]

Pieces = list[tuple[int, list[bytes]]]
WORD = re.compile(rb"[A-Za-z0-9_]")
Lines = dict[bytes, tuple[list[int], list[int]]]
"""Name → (lines where it stands bare, lines where it follows a `.`, `->`, `::` or `?.`), ascending, once a line."""


class Names(NamedTuple):
    """The identifiers of a text: those that stand bare somewhere, and those that follow a `.`, `->`, `::` or `?.`.

    Keywords are left out, but see `Lexicon.free_members`.
    """

    bare: set[bytes]
    members: set[bytes]


def pieces(found: list[bytes], code: Code, lexicon: Lexicon) -> Pieces:
    """The tokens of a file's code and of the templates in it, each with its first line."""
    parts, line, counted = [(1, found)], 1, 0
    for offset, template in code.templates:
        line += code.text.count(b"\n", counted, offset)
        counted = offset
        parts.append((line, tokens(_without_prefix(template), lexicon)))
    return parts


def names_used(parts: Pieces, lexicon: Lexicon) -> Names:
    """The identifiers of a file, from its tokens and those of the templates of its text."""
    distinct = set().union(*(found for _, found in parts))
    names = list(map(name_table(lexicon).__getitem__, distinct))
    return Names({bare for bare, _ in names if bare}, {member for _, member in names if member})


def first_lines(parts: Pieces, lexicon: Lexicon, used: Names) -> dict[bytes, int]:
    """Name → the line on which code first has it bare, or else behind a dot; for what only templates have, the first of those."""
    count = len(used.bare | used.members)
    first: dict[bytes, int] = {}
    for line, found in parts:
        if len(first) == count:
            break
        first = _first_lines(found, line, lexicon) | first
    return first


def _first_lines(found: Sequence[bytes], start: int, lexicon: Lexicon) -> dict[bytes, int]:
    lines = list(accumulate(map(b"\n".__eq__, found), initial=start))[:-1]
    names = name_table(lexicon)
    bare: dict[bytes, int] = {}
    members: dict[bytes, int] = {}
    for token, line in dict(zip(reversed(found), reversed(lines), strict=True)).items():
        name, member = names[token]
        if name:
            bare[name] = min(line, bare.get(name, line))
        elif member:
            members[member] = min(line, members.get(member, line))
    return members | bare


def places(code: Code, lexicon: Lexicon, names: Collection[bytes]) -> Lines:
    """Where names stand in a text; those that it doesn't use are left out. Never raises, whatever the bytes.

    Args:
        code: the text with blanked literals (`tokens.blank`).
        names: identifiers, as `names_used` gives them.
    """
    found: Lines = {}
    for first, text in _texts(code):
        for name in sorted(names):
            if name in text:
                for line, follows in _occurrences(text, name, lexicon):
                    known = found.setdefault(name, ([], []))[follows]
                    if first + line not in known[-1:]:
                        known.append(first + line)
    for lines in found.values():
        for side in lines:
            side[:] = sorted(set(side))
    return found


def _texts(code: Code) -> Iterator[tuple[int, bytes]]:
    """The code and the templates of a text, each with its first line."""
    yield 1, code.text
    for offset, template in code.templates:
        yield 1 + code.text.count(b"\n", 0, offset), _without_prefix(template)


def _occurrences(text: bytes, name: bytes, lexicon: Lexicon) -> Iterator[tuple[int, bool]]:
    """The lines of a text, counted from 0, on which a name is an identifier, and whether it follows an access sign."""
    name_at, accessed = identifier(lexicon).match, _access(lexicon).search
    line = counted = 0
    at = text.find(name)
    while at >= 0:
        match = name_at(text, at)
        longer = name_at(text[at - 1 : at] + name) if at else None
        alone = longer is None or longer.end() == 1
        if match and match[0] == name and alone and not _goes_on(text, at):
            line += text.count(b"\n", counted, at)
            counted = at
            yield line, bool(accessed(text, max(0, at - 3), at))
        at = text.find(name, at + len(name))


def _goes_on(text: bytes, at: int) -> bool:
    """Whether a word is the end of a longer name with a digit before it (`utf8_end`, `0x1f`); behind a plain number it is a name."""
    if not text[at - 1 : at].isdigit():
        return False
    start = at - 1
    while start and WORD.match(text, start - 1):
        start -= 1
    return not text[start:at].isdigit()


@cache
def _access(lexicon: Lexicon) -> re.Pattern[bytes]:
    """The end of what stands before a member; a range, spread or variadic sign (`..`) makes none."""
    return re.compile(rb"(?<!\.)(?:" + lexicon.access + rb")\Z")


def _without_prefix(template: bytes) -> bytes:
    """A literal without the letters before its quote, which are no name: the `f` of an f-string."""
    return template.lstrip(ascii_letters.encode())
