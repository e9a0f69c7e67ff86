"""Tables: rows of data, which repeat by their nature, and code that only holds some."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from ..reading.tokens import LITERAL, NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..reading.tokens import Tokens

__all__ = ["TRANSLATING", "is_data", "is_declarations", "is_rows_of_literals"]

TRANSLATING: Final = frozenset([b"_(", b"__(", b"t(", b".t(", b"$t(", b".$t(", b"gettext(", b".gettext(", b"tr("])
"""Calls that look up a text in a person's language: a row of them is a row of literals, not of registrations."""

ROW_SHARE: Final = 0.15
BEFORE_DATA: Final = frozenset({b":", b",", b"{", b">"})
"""A table of data has at least this share of literals among its tokens that stand behind a key or one another, and next to no calls."""

ROW_PARTS: Final = frozenset([NAME, LITERAL, b"." + NAME, b",", b":", b"(", b")", b"[", b"]", b"{", b"}"])
"""What rows of names and literals are made of, `(RED, _("Red")),`: nothing is done, called or assigned."""

LONGEST_NAME: Final = 4
"""So many tokens name such rows, the `=` included: `export const colours =`."""

DOING: Final = frozenset(
    b"= + if else while do return match switch case throw raise yield await goto break continue def fn fun func"
    b" function".split()
)
"""Tokens of which no list of fields has one: nothing is set, computed, decided or defined."""

CALLING: Final = frozenset(b"new await not and or in is delete assert print echo puts defer go typeof sizeof".split())
"""Words before a name that is called; behind any other word a name with brackets is declared."""

ANNOTATES: Final = frozenset({b"@", b"["})
"""What stands before the name of an annotation with arguments: `@Column("x")`, `[Json("x")]`, `#[serde(default)]`."""

LITERAL_SHARE: Final = 0.1
TABLE_SHARE: Final = 0.2
REPEATED: Final = 0.78
THRICE: Final = 3
"""Rows that differ in their literals have this share of these (a table that share), and so much of them stands three times or
more."""


def is_data(found: Tokens) -> bool:
    """Whether a piece is a table of literals; the text behind a name in a literal that holds code is part of that literal."""
    calls = sum(times for call, times in found.calls.items() if call not in TRANSLATING)
    if calls * 20 > len(found.raw):
        return False
    if not calls and _says_only(found, ROW_PARTS) and found.blind.count(LITERAL) >= LITERAL_SHARE * len(found.raw):
        return True
    rows = sum(before in BEFORE_DATA for before, token in pairwise(found.blind) if token == LITERAL)
    return rows >= ROW_SHARE * len(found.raw)


def _says_only(found: Tokens, parts: Collection[bytes]) -> bool:
    """Whether the tokens of a piece are these alone, but for its name (`COLOURS =`) and looking up a text in a person's language."""
    begin = found.blind.index(b"=") + 1 if b"=" in found.blind[:LONGEST_NAME] else 0
    views = zip(found.blind[begin:], found.raw[begin:], strict=True)
    return all(view in parts or raw in TRANSLATING for view, raw in views)


def is_rows_of_literals(found: Tokens, *, surely: bool) -> bool:
    """Whether a piece is a table of rows of the same form that differ in their literals: coordinates, colours, cases; `surely` where only a
    table counts: the other side has the same literals, or it is a function."""
    if found.blind.count(LITERAL) < (TABLE_SHARE if surely else LITERAL_SHARE) * len(found.raw):
        return False
    return _repeated(found) >= REPEATED


def _repeated(found: Tokens) -> float:
    """How much of a piece stands three times or more in it."""
    again = sum(times for times in Counter(found.grams).values() if times >= THRICE)
    return again / max(1, len(found.grams))


def is_declarations(found: Tokens) -> bool:
    """Whether a piece only names things and their types, `pub style: &'a str,`: fields, parameters, members of an enumeration,
    functions as types, and where `;` ends them methods that others define, `int GetLevel(uint channel);`."""
    before, signatures = b"", b";" in found.raw
    for token, after in pairwise(chain(_beside_annotations(found.raw), [b""])):
        if token in DOING:
            # neither `match?: RegExp` nor `) => void`
            if after != b"?" and (before, token, after) != (b")", b"=", b">"):
                return False
        elif len(token) > 1 and token.endswith(b"(") and not (signatures and _is_type(before) and token[:1] != b"."):
            return False
        before = token
    return True


def _is_type(token: bytes) -> bool:
    """Whether a name behind this token is what it types, `int`, `List<Item>`, no word that calls."""
    return token not in CALLING and (token in {b">", b"]", b"?"} or token.replace(b"_", b"").isalnum())


def _beside_annotations(raw: Sequence[bytes]) -> Iterator[bytes]:
    """Tokens without annotations and what stands in their brackets."""
    depth = 0
    for before, token in pairwise([b"", *raw]):
        if depth:
            depth += token.endswith(b"(") - (token == b")")
        elif token.endswith(b"(") and before in ANNOTATES:
            depth = 1
        else:
            yield token
