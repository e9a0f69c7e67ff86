"""Which identifiers a file uses, and on which lines: one pass of one regular expression over its bytes.

Comments and strings are stepped over. The text inside a template that the lexicon can't tell from code counts as code:
the index is a filter, and what is shown to a user is checked against the syntax tree.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from itertools import accumulate, repeat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .languages.base import Lexicon

__all__ = ["Uses", "uses"]

ACCESS = rb"\.|->|::|\?\."
DOTS = rb"\.\.++"
"""A range, spread or variadic sign: the name behind it is no member."""
ACCESS_STARTS = frozenset(b".-:?")


class Uses(NamedTuple):
    """The identifiers of a file.

    Attributes:
        names: name → (lines where it stands bare, lines where it follows a `.`, `->`, `::` or `?.`), ascending, once a line.
        branches: the line of each branch word or operator, ascending.
    """

    names: dict[bytes, tuple[list[int], list[int]]]
    branches: list[int]


def uses(source: bytes, lexicon: Lexicon) -> Uses:
    """Reads the identifiers of a source; keywords are left out. Never raises, whatever the bytes."""
    pattern, starts, name = _lexer(lexicon)
    code = re.compile(lexicon.holds_code, re.DOTALL) if lexicon.holds_code else None
    tokens = pattern.findall(source)
    places: defaultdict[bytes, list[int]] = defaultdict(list)
    for token, line in zip(tokens, accumulate(map(bytes.count, tokens, repeat(b"\n")), initial=1), strict=False):
        places[token].append(line)
    found: dict[bytes, tuple[list[int], list[int]]] = {}
    branches: list[int] = []
    coded: list[bytes] = []
    for token, lines in places.items():
        if token in lexicon.keywords or token in lexicon.branches:
            if token in lexicon.branches:
                branches += lines
        elif token and token[0] in starts:
            if name.fullmatch(token):
                found.setdefault(token, ([], []))[0].extend(dict.fromkeys(lines))
            elif code is not None and code.match(token):
                coded.append(token)
        elif token and token[0] in ACCESS_STARTS:
            if name.fullmatch(word := token.lstrip(b".->:?")):
                found.setdefault(word, ([], []))[1].extend(dict.fromkeys(lines))
        elif token and code is not None and code.match(token):
            coded.append(token)
    for (word, follows), rows in _inside({token: places[token] for token in coded}, name).items():
        if word not in lexicon.keywords:
            known = found.setdefault(word, ([], []))[follows]
            known[:] = sorted(rows.union(known))
    return Uses(found, sorted(branches))


def _inside(tokens: dict[bytes, list[int]], name: re.Pattern[bytes]) -> defaultdict[tuple[bytes, bool], set[int]]:
    """`(name, whether it follows a dot) → lines` of the names in strings that hold code; their text counts too.

    Args:
        tokens: string → the lines where it begins.
    """
    found: defaultdict[tuple[bytes, bool], set[int]] = defaultdict(set)
    for token, lines in tokens.items():
        row = counted = 0
        for match in name.finditer(token):
            start = match.start()
            row += token.count(b"\n", counted, start)
            counted = start
            if start == 0:  # the prefix of the literal: the `f` of an f-string
                continue
            found[match[0], token[start - 1 : start] == b"."].update([line + row for line in lines])
    return found


@cache
def _lexer(lexicon: Lexicon) -> tuple[re.Pattern[bytes], frozenset[int], re.Pattern[bytes]]:
    """The pattern of what counts, the bytes a name may start with, and the pattern of a name alone.

    A name that a quote follows is a string's prefix. Names come first because they are most of what there is.
    """
    name = re.compile(lexicon.name)
    starts = frozenset(byte for byte in range(256) if name.match(bytes([byte]) + b"a"))
    operators = sorted((re.escape(word) for word in lexicon.branches if word[0] not in starts), key=len, reverse=True)
    access = rb"(?:" + ACCESS + rb")(?>" + lexicon.name + rb")"
    parts = [
        rb"(?>" + lexicon.name + rb")(?![\"'])",
        rb"\n\s*+",
        lexicon.skip,
        lexicon.string,
        DOTS,
        access,
        *operators,
    ]
    return re.compile(b"|".join(part for part in parts if part), re.DOTALL), starts, name
