"""The exact tokens of a piece of code, in the views by which clones are told apart."""

from __future__ import annotations

from collections import Counter
from functools import cache, cached_property, lru_cache, partial
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from .... import lazy_re as re
from ....indexer.embedded_code import interpolates, substitutions

if TYPE_CHECKING:
    from collections.abc import Callable

    from ....indexer.languages.base import Lexicon

__all__ = ["HEAD_TOKENS", "LITERAL", "NAME", "Tokens", "tokens"]

NAME, LITERAL = b"N", b"L"
GRAM = 3
HEAD_TOKENS = 12
MOST_REMEMBERED = 200_000
LOCAL = re.compile(rb"[A-Z]\d*+")
"""A capitalised name that is a local, or a type parameter: `G`, `H1`."""

QUOTE = re.compile(rb"[A-Za-z$@]*(\"\"\"|'''|[\"'`])")
QUOTES = 2
PIECE = re.compile(rb"\\.|[^\\]+", re.DOTALL)
"""A quoted literal counts as a syntax tree has it: opening, closing, and each escape and stretch of text in between."""


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
    def told(self) -> list[bytes]:
        """As `semi`, with each literal of several lines as its lines: they are most of what such a piece says."""
        if not self.texts:
            return self.semi
        view: list[bytes] = []
        for position, token in enumerate(self.semi):
            view.extend(self.texts.get(position, (token,)))
        return view

    @cached_property
    def grams(self) -> list[int]:
        """The runs of `GRAM` tokens, one after the other."""
        return list(map(hash, zip(*(self.told[offset:] for offset in range(GRAM)), strict=False)))

    @cached_property
    def kinds(self) -> frozenset[int]:
        """The different ones of these runs."""
        return frozenset(self.grams)

    @cached_property
    def texts(self) -> dict[int, list[bytes]]:
        """Position of each literal of several lines → its lines; those that document a function, and lines that go on behind a
        backslash, are left out."""
        if b"\n" not in b"".join(self.raw):
            return {}
        long = [position for position, token in enumerate(self.raw) if b"\n" in token.replace(b"\\\n", b"")]
        return {
            position: list(filter(None, map(bytes.strip, self.raw[position].split(b"\n"))))
            for position in long
            if self._lexer.blind[self.raw[position]] == LITERAL and self.raw[position - 1 : position] != [b":"]
        }

    @cached_property
    def blind(self) -> list[bytes]:
        """All names and literals blinded."""
        return list(map(self._lexer.blind.__getitem__, self.raw))

    @cached_property
    def calls(self) -> Counter[bytes]:
        """How often it calls what."""
        times = Counter(self.raw)
        return Counter({token: times[token] for token in times if token.endswith(b"(") and len(token) > 1})

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
    found = list(filter(None, lexer.pattern.findall(source)))
    if lexicon.labels and not lexicon.labels.isdisjoint(found):
        _name_labels(found, lexicon)
    mark = lexicon.interpolation or b"{"
    if mark in source and (lexicon.interpolation or (lexer.template and lexer.template.search(source))):
        holds = lexer.template.match if lexer.template else partial(interpolates, lexicon=lexicon)
        parts = (_opened(token, lexicon) if mark in token and holds(token) else (token,) for token in found)
        found = list(chain.from_iterable(parts))
    return Tokens(found, lexer)


def _name_labels(found: list[bytes], lexicon: Lexicon) -> None:
    """Writes each reserved word that labels an argument, or names a variable of an object, as the name that it is there."""
    shown = b"`%s`" if lexicon.quoted else b"%s_"
    for place in range(1, len(found)):
        if found[place] in lexicon.labels and found[place - 1][-1:] in {b"(", b",", b"@"}:
            found[place] = shown % found[place]


@lru_cache(maxsize=10_000)
def _opened(template: bytes, lexicon: Lexicon) -> list[bytes]:
    """A literal that has code in it as its stretches of text, each a literal, and the tokens of the code between them."""
    opening = lexicon.interpolation or (b"${" if template.startswith(b"`") else b"{")
    quote = QUOTE.match(template)
    found, place = [], quote.end() if quote else 0
    body = template[: len(template) - (len(quote[1]) if quote else 0)]
    for start, end in substitutions(body, opening):
        if start >= place:
            found += [b"`" + body[place:start] + b"`"] * (start > place)
            found += tokens(body[start + len(opening) : end], lexicon).raw
            place = end + 1
    return [*found, *[b"`" + body[place:] + b"`"] * (place < len(body))]


class _Table(dict[bytes, Any]):
    """Token → one of its views, filled as tokens are met: a look-up that costs no Python call a token.

    Attributes:
        fill: works out all views of a token and notes each in its table.
    """

    fill: Callable[[bytes], tuple[bytes, bytes, int]]

    def __init__(self, place: int) -> None:
        super().__init__()
        self._place = place

    def __missing__(self, token: bytes) -> Any:
        return self.fill(token)[self._place]


class _Views:
    """What stands for a token in each view."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.semi, self.blind, self.size = tables = _Table(0), _Table(1), _Table(2)
        self._keywords = lexicon.keywords
        self._is_name = re.compile(_name(lexicon)).fullmatch
        for table in tables:
            table.fill = self._fill

    def _fill(self, token: bytes) -> tuple[bytes, bytes, int]:
        found = self._views(token)
        if len(self.semi) < MOST_REMEMBERED:
            self.semi[token], self.blind[token], self.size[token] = found
        return found

    def _views(self, token: bytes) -> tuple[bytes, bytes, int]:
        word = token.lstrip(b".->:?").rstrip(b"(")
        if not word:
            return token, token, 1
        call = b"(" if token.endswith(b"(") else b""
        if token[0] in b".-:?":
            return token, b"." + NAME + call, 2 + len(call)
        if not self._is_name(word):
            if word[:1].isdigit():
                return LITERAL, LITERAL, 1
            return (LITERAL, LITERAL, _quoted(token)) if len(token) > 1 else (token, token, 1)
        if word in self._keywords:
            return token, token, 1 + len(call)
        kept = call or (word[:1].isupper() and not LOCAL.fullmatch(word))
        return token if kept else NAME, NAME + call, 1 + len(call)


def _quoted(literal: bytes) -> int:
    if b"\\" not in literal:
        return QUOTES + (len(literal) > QUOTES)
    return QUOTES + len(PIECE.findall(literal[1:-1]))


class _Lexer(NamedTuple):
    """How a language's text is split, and the views of each token."""

    pattern: re.Pattern[bytes]
    template: re.Pattern[bytes] | None
    semi: _Table
    blind: _Table
    size: _Table


def _name(lexicon: Lexicon) -> bytes:
    return lexicon.name + rb"|" + lexicon.quoted if lexicon.quoted else lexicon.name


@cache
def _lexer(lexicon: Lexicon) -> _Lexer:
    name = rb"(?>" + _name(lexicon) + rb")"
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
        + rb"\(?+|\d\w*+(?:\.\d\w*+)*+|.|\Z)"
    )
    views = _Views(lexicon)
    template = re.compile(lexicon.holds_code, re.DOTALL) if lexicon.holds_code else None
    return _Lexer(re.compile(pattern, re.DOTALL), template, views.semi, views.blind, views.size)
