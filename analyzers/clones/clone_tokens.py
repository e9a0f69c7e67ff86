"""The exact tokens of a piece of code, in the views by which clones are told apart."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from ...indexer.languages.base import Lexicon

__all__ = ["Tokens", "differences", "renaming", "runs", "shared_runs", "similarity", "tokens"]

NAME, LITERAL = b"N", b"L"
GRAM = 3
HEAD_TOKENS = 12
MOST_REMEMBERED = 200_000
QUOTED = 3
"""A quoted literal counts as a syntax tree has it: opening, content, closing."""


class Tokens:
    """A piece of code as tokens, comments left out. A name comes with the access sign before it and the `(` after it.

    Views are made when first asked for: most pieces are told apart by one of them.

    Attributes:
        raw: as written.
    """

    def __init__(self, raw: list[bytes], lexer: _Lexer, own_name: int | None = None) -> None:
        self.raw = raw
        self._lexer = lexer
        self._own_name = own_name

    @cached_property
    def semi(self) -> list[bytes]:
        """Locals and literals blinded; called names, attributes, types, keywords and operators kept."""
        view = list(map(self._lexer.semi.__getitem__, self.raw))
        if self._own_name is not None:
            view[self._own_name] = NAME + b"("
        return view

    @cached_property
    def blind(self) -> list[bytes]:
        """All names and literals blinded."""
        return list(map(self._lexer.blind.__getitem__, self.raw))

    @cached_property
    def size(self) -> int:
        """How many tokens a compiler would see."""
        return sum(map(self._lexer.size.__getitem__, self.raw))

    def is_smaller(self, least: int) -> bool:
        """Whether it has fewer tokens than that."""
        return len(self.raw) < least and self.size < least

    def without_own_name(self) -> Tokens:
        """A function's tokens with its own name blinded, which is the first name that a `(` follows."""
        for position, token in enumerate(self.raw[:HEAD_TOKENS]):
            if token.endswith(b"(") and len(token) > 1 and self._lexer.blind[token] == NAME + b"(":
                return Tokens(self.raw, self._lexer, position)
        return self

    @cached_property
    def exact_key(self) -> bytes:
        """Equal for clones of type 1: layout, comments and trailing commas left out."""
        return _closed(b"\0".join(self.raw))

    @cached_property
    def shape_key(self) -> bytes:
        """Equal for clones of type 2: any renaming and any other literals left out."""
        return _closed(b"\0".join(self.blind))


def _closed(joined: bytes) -> bytes:
    joined = joined.replace(b"\0(", b"(")
    for closer in (b")", b"]", b"}"):
        joined = joined.replace(b",\0" + closer, closer)
    return joined


def tokens(source: bytes, lexicon: Lexicon) -> Tokens:
    """The tokens of a source."""
    lexer = _lexer(lexicon)
    return Tokens(list(filter(None, lexer.pattern.findall(source))), lexer)


def similarity(one: Tokens, other: Tokens) -> float:
    """Share of the larger one's token runs that the other has too, 0 to 1; locals and literals count as equal."""
    return shared_runs(runs(one), runs(other))


def runs(found: Tokens) -> frozenset[int]:
    """The runs of `GRAM` tokens of a piece, the second of a kind told from the first."""
    grams = list(map(hash, zip(*(found.semi[offset:] for offset in range(GRAM)), strict=False)))
    numbered = set(grams)
    if len(numbered) < len(grams):
        for gram, times in Counter(grams).items():
            if times > 1:
                numbered.update([hash((gram, number)) for number in range(1, times)])
    return frozenset(numbered)


def shared_runs(one: frozenset[int], other: frozenset[int]) -> float:
    """The share of the larger set that both have."""
    return len(one & other) / max(1, len(one), len(other))


def renaming(one: Tokens, other: Tokens) -> float:
    """How far one shape-equal piece is the other with names replaced: 1 where each name always becomes the same one.

    Only names that occur again say something; with none of them the answer is 0.5.
    """
    pairs: dict[bytes, Counter[bytes]] = {}
    for before, after, blind in zip(one.raw, other.raw, one.blind, strict=False):
        if NAME in blind:
            pairs.setdefault(before.rstrip(b"("), Counter())[after.rstrip(b"(")] += 1
    repeated = [found for found in pairs.values() if found.total() > 1]
    total = sum(found.total() for found in repeated)
    return sum(max(found.values()) for found in repeated) / total if total else 0.5


def differences(one: Tokens, other: Tokens) -> list[tuple[str, str]]:
    """What differs between two shape-equal pieces and would be a parameter of a shared one: (here, there), each once.

    Literals, called names, attributes and types count; the names of locals do not.
    """
    found: dict[tuple[bytes, bytes], None] = {}
    for a, b, semi, semi_there in zip(one.raw, other.raw, one.semi, other.semi, strict=False):
        if a != b and (semi != semi_there or semi == LITERAL):
            found[a.strip(b".->:?("), b.strip(b".->:?(")] = None
    return [(a.decode("utf-8", "replace"), b.decode("utf-8", "replace")) for a, b in found]


class _View(NamedTuple):
    semi: bytes
    blind: bytes
    size: int


class _Views(dict[bytes, _View]):
    """Token → its views; filled as tokens are met."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self.keywords = lexicon.keywords
        self.name = re.compile(lexicon.name)

    def __missing__(self, token: bytes) -> _View:
        view = self._view(token)
        if len(self) < MOST_REMEMBERED:
            self[token] = view
        return view

    def _view(self, token: bytes) -> _View:
        word = token.strip(b".->:?(")
        if not word:
            return _View(token, token, 1)
        call = b"(" if token.endswith(b"(") else b""
        if token[0] in b".-:?":
            return _View(token, b"." + NAME + call, 2 + len(call))
        if not self.name.fullmatch(word):
            if word[:1].isdigit():
                return _View(LITERAL, LITERAL, 1)
            return _View(LITERAL, LITERAL, QUOTED) if len(token) > 1 else _View(token, token, 1)
        if word in self.keywords:
            return _View(token, token, 1 + len(call))
        kept = call or word[:1].isupper()
        return _View(token if kept else NAME, NAME + call, 1 + len(call))


class _Table(dict[bytes, Any]):
    """Token → one of its views, filled as tokens are met: a look-up that costs no Python call a token."""

    def __init__(self, views: _Views, field: str) -> None:
        super().__init__()
        self.views = views
        self.field = field

    def __missing__(self, token: bytes) -> Any:
        value = getattr(self.views[token], self.field)
        if len(self) < MOST_REMEMBERED:
            self[token] = value
        return value


class _Lexer(NamedTuple):
    """How a language's text is split, and the views of each token."""

    pattern: re.Pattern[bytes]
    semi: _Table
    blind: _Table
    size: _Table


@cache
def _lexer(lexicon: Lexicon) -> _Lexer:
    name = rb"(?>" + lexicon.name + rb")"
    pattern = (
        rb"(?:\s++|" + (lexicon.skip or rb"(?!)") + rb")*+"
        rb"("
        + name
        + rb"(?![\"'`#])\(?+|(?:\.|->|::|\?\.)"
        + name
        + rb"\(?+|"
        + (lexicon.string or rb"(?!)")
        + rb"|"
        + name
        + rb"\(?+|\d[\w.]*+|.|\Z)"
    )
    views = _Views(lexicon)
    return _Lexer(re.compile(pattern, re.DOTALL), _Table(views, "semi"), _Table(views, "blind"), _Table(views, "size"))
