"""Tables: rows of data, which repeat by their nature, and code that only holds some."""

from __future__ import annotations

from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ..longest_common import longest_common
from ..reading.tokens import GRAM, LITERAL, NAME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from ..reading.tokens import Tokens

__all__ = [
    "TRANSLATING",
    "are_other_rows",
    "are_records",
    "has_code_beside",
    "has_same_code_beside",
    "hold_same_table",
    "is_code_with_tables",
    "is_data",
    "is_declarations",
    "is_rows_of_literals",
]

TRANSLATING: Final = frozenset([b"_(", b"__(", b"t(", b".t(", b"$t(", b".$t(", b"gettext(", b".gettext(", b"tr("])
"""Calls that look up a text in a person's language: a row of them is a row of literals, not of registrations."""

DATA_SHARE: Final = 0.3
ROW_SHARE: Final = 0.15
BEFORE_DATA: Final = frozenset({b":", b",", b"{", b">"})
"""A table of data has at least this share of literals among its tokens, or of literals in rows, behind a key or one another, and
next to no calls."""

SETTING: Final = 4
SETTINGS_SHARE: Final = 0.75
"""`t.space = 278` has so many tokens, a closing `;` left out, and rows of it make up this share of a table that is written as
assignments."""

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

STATING: Final = DOING - {b"="} | {b";", b"await"}
"""Tokens of which no row of records has one."""

ANNOTATES: Final = frozenset({b"@", b"["})
"""What stands before the name of an annotation with arguments: `@Column("x")`, `[Json("x")]`, `#[serde(default)]`."""

MOSTLY_ROWS: Final = 0.6
SAME_LITERALS: Final = 0.3
"""A function that rows take up so much of, and that has fewer of their literals than this share, holds another table."""

SAME_OF_CALLS: Final = 0.5
"""The same for rows that all call one function."""

KEYED: Final = re.compile(r"n(?::|=>|=(?=[^=]+?[,)]))[-&]?(?:n[n.]*|(?:\[\]\.?n?)?[{\[][n.,]*[}\]])[,;)]?")
KEYED_SHARE: Final = 0.4
"""Rows of records have this share of their tokens in keys with a plain value."""

SAME_TABLE: Final = 0.75
FEW_VALUES: Final = 5
"""With this share of their literals in common, of so many different ones, two pieces hold the same table."""

OPENING: Final = frozenset({b"(", b"[", b"{"})
CLOSING: Final = frozenset({b")", b"]", b"}"})
LEAST_CODE: Final = 50
"""Tokens of code beside a table that are worth a report of their own."""

LAYING_OUT: Final = frozenset([LITERAL, b"(", b")", b"[", b"]", b"{", b"}", b",", b":", b";"])
LEAST_WORDS: Final = 24
SAME_CODE: Final = 0.7
MOST_PLACES: Final = 20_000
"""Beside tables of other values so many tokens that do something, called names kept, of which this share follow each other alike, are a
copy."""

SOME_CODE: Final = 25
CODE_SHARE: Final = 0.4
"""So many tokens beside a table, and this share of all, make the same lines in two files more than a table that both need."""

LITERAL_SHARE: Final = 0.1
TABLE_SHARE: Final = 0.2
REPEATED: Final = 0.78
THRICE: Final = 3
"""Rows that differ in their literals have this share of these (a table that share), and so much of them stands three times or
more."""


def is_data(found: Tokens) -> bool:
    """Whether a piece is a table of literals; the text behind a name in a literal that holds code is part of that literal."""
    calls = _calls(found)
    if calls * 20 > len(found.raw):
        return False
    if not calls and _says_only(found, ROW_PARTS) and found.blind.count(LITERAL) >= LITERAL_SHARE * len(found.raw):
        return True
    before = _before_literals(found)
    if _are_set(before, found):
        return True
    rows = sum(token in BEFORE_DATA for token in before)
    whole = sum(not token.endswith(NAME) for token in before)
    return rows >= ROW_SHARE * len(found.raw) or whole >= DATA_SHARE * len(found.raw)


def _before_literals(found: Tokens) -> list[bytes]:
    return [before for before, token in pairwise(found.blind) if token == LITERAL]


def _are_set(before: list[bytes], found: Tokens) -> bool:
    return SETTING * before.count(b"=") >= SETTINGS_SHARE * len(found.raw)


def _calls(found: Tokens) -> int:
    """How often it calls something, looking up a text in a person's language left out."""
    return sum(times for call, times in found.calls.items() if call not in TRANSLATING)


def _says_only(found: Tokens, parts: Collection[bytes]) -> bool:
    """Whether the tokens of a piece are these alone, but for its name (`COLOURS =`) and looking up a text in a person's language."""
    begin = found.blind.index(b"=") + 1 if b"=" in found.blind[:LONGEST_NAME] else 0
    views = zip(found.blind[begin:], found.raw[begin:], strict=True)
    return all(view in parts or raw in TRANSLATING for view, raw in views)


def has_code_beside(found: Tokens) -> bool:
    """Whether there is as much as a function beside the tables in a piece: one that looks something up in a table of its own."""
    rest = _beside_tables(found, found.blind)
    return len(rest) >= LEAST_CODE and rest.count(LITERAL) < ROW_SHARE * len(rest)


def has_same_code_beside(one: Tokens, other: Tokens) -> bool:
    """Whether two pieces do nearly the same with other tables, and no little."""
    mine, theirs = ([t for t in _beside_tables(found, found.semi) if t not in LAYING_OUT] for found in (one, other))
    if min(len(mine), len(theirs)) < LEAST_WORDS or _are_set(_before_literals(one), one):
        return False
    first, second = (list(map(hash, zip(*(said[at:] for at in range(GRAM)), strict=False))) for said in (mine, theirs))
    return (longest_common(first, second, MOST_PLACES) or 0) >= SAME_CODE * max(len(first), len(second))


def is_code_with_tables(found: Tokens) -> bool:
    """Whether a piece is statements as much as the tables that these are given: a test with what it expects."""
    rest = _beside_tables(found, found.blind)
    if len(rest) < max(SOME_CODE, CODE_SHARE * len(found.raw)) or rest.count(LITERAL) >= DATA_SHARE * len(rest):
        return False
    return rest.count(b"=") + _calls(found) >= THRICE


def _beside_tables(found: Tokens, view: Sequence[bytes]) -> list[bytes]:
    """The tokens of a piece in one of its views, without those of rows of data in brackets."""
    inside: list[list[int]] = [[]]
    for place, token in enumerate(found.blind):
        inside[-1].append(place)
        if token[-1:] in OPENING:
            inside.append([])
        elif token in CLOSING and len(inside) > 1:
            held = inside.pop()
            inside[-1] += held if _is_code([found.blind[at] for at in held]) else held[-1:]
    return [view[place] for held in inside for place in held]


def _is_code(held: list[bytes]) -> bool:
    """Whether what stands in brackets is no row of data: it ends statements, calls something or has few literals."""
    ends = b";" in held or any(token[-1:] == b"(" for token in held)
    return ends or held.count(LITERAL) < max(THRICE, DATA_SHARE * len(held))


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
        elif len(token) > 1 and token.endswith(b"(") and not (signatures and _is_type(before)):
            return False
        before = token
    return True


def _is_type(token: bytes) -> bool:
    """Whether a name behind this token is what it types, `int`, `List<Item>`, no word that calls."""
    return token not in CALLING and (token in {b">", b"]", b"?"} or token.replace(b"_", b"").isalnum())


def _beside_annotations(raw: Sequence[bytes]) -> Iterator[bytes]:
    """Tokens without annotations and what stands in their brackets, also of one that begins before the first token."""
    depth = 0
    for before, token in pairwise([b"", *raw[_begun(raw) :]]):
        if depth:
            depth += token.endswith(b"(") - (token == b")")
        elif token.endswith(b"(") and before in ANNOTATES:
            depth = 1
        else:
            yield token


def _begun(raw: Sequence[bytes]) -> int:
    """How many tokens at the beginning are the rest of an annotation: `name="live", ) @Column(`."""
    depth = 0
    for number, token in enumerate(raw if b"@" in raw else (), 1):
        depth += token.endswith(b"(") - (token == b")")
        if depth < 0:
            return number if raw[number : number + 1] == [b"@"] else 0
    return 0


def are_records(one: Tokens, other: Tokens) -> bool:
    """Whether two pieces are records of names with plain values, `Name: "bytes", Hidden: true,`, whose values differ."""
    return _is_keyed(one) and _is_keyed(other) and _same_literals(one, other) < SAME_OF_CALLS


def _is_keyed(found: Tokens) -> bool:
    if not STATING.isdisjoint(found.raw):
        return False
    marks = "".join(map(_mark, found.blind))
    return sum(len(row[0]) for row in KEYED.finditer(marks)) >= KEYED_SHARE * len(marks)


def _mark(token: bytes) -> str:
    """One letter for a token: `n` a word or a literal, `.` an attribute, `c` what is called."""
    if token.endswith(b"("):
        return "c"
    if token[:1] in b".-:?" and len(token) > 1:
        return "."
    return "n" if token.isalnum() or token == LITERAL else chr(token[0])


def are_other_rows(one: Tokens, other: Tokens, *, of_one_call: bool) -> bool:
    """Whether two pieces are tables of the same form with different literals: the names of some codes, and of other codes.

    Where they call one thing over and over, the literals need not be many.
    """
    if min(_repeated(one), _repeated(other)) < MOSTLY_ROWS:
        return False
    literals = min(one.blind.count(LITERAL), other.blind.count(LITERAL))
    if not of_one_call and literals < TABLE_SHARE * min(len(one.raw), len(other.raw)):
        return False
    return _same_literals(one, other) < (SAME_OF_CALLS if of_one_call else SAME_LITERALS)


def hold_same_table(one: Tokens, other: Tokens) -> bool:
    """Whether two pieces have nearly the same literals, and more than a few."""
    return len(_literals(one)) >= FEW_VALUES and _same_literals(one, other) >= SAME_TABLE


def _same_literals(one: Tokens, other: Tokens) -> float:
    """The share of their literals that two pieces have in common."""
    mine, theirs = _literals(one), _literals(other)
    return (mine & theirs).total() / max(1, mine.total(), theirs.total())


def _literals(found: Tokens) -> Counter[bytes]:
    return Counter(raw for raw, view in zip(found.raw, found.blind, strict=True) if view == LITERAL)
