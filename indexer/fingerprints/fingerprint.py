"""Clone fingerprints of a file: hashes of its statements and of the shape of its functions, for finding candidates.

A fingerprint only has to bring likely clones together; what is reported is compared token by token first. So it is made
of what regular expressions do at C speed:

- A *chunk* is a line; its hash is the checksum of the names that it calls, the attributes that it reaches for, its
  capitalised names and its operators. Locals, literals, white space and comments leave it as it is.
- A *row* is a line as written, without the white space around it: stretches copied as they are.
- The *shape* of a function is the checksum of its punctuation alone: any renaming leaves it as it is.
"""

from __future__ import annotations

from array import array
from functools import cache, partial
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from ... import lazy_re as re
from ..tokens import CUT, MOST_REMEMBERED, blank, tokens
from .spans import Span, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..facts import Symbol
    from ..languages.base import Lexicon
    from ..tokens import Code

__all__ = [
    "EMPTY", "Fingerprint", "Kept", "Line", "Unit", "branch_lines", "chunk_lines", "entries", "fingerprint", "fingerprint_of",
    "keep", "pack", "unpack", "unpack_plain",
]  # fmt: skip

EMPTY = crc32(b"")
"""The hash of a chunk without calls, attributes and operators."""

BRANCH = b"\1"
"""Stands in the kept text for a word or operator that branches; no part of a chunk."""

KEPT = re.compile(rb"\n|\0|[A-Z](?!\d*+\Z)|(?:\.|->|::|\?\.)[\w$@\x80-\xff]|[\w$@\x80-\xff]+[?!]?\(|[-+*/%<>!&|^]")
"""The tokens that a chunk keeps: line ends and cuts, capitalised, called and reached-for names, operators.

One capital alone, `G` or `H1`, is a local where mathematics is written, or a type parameter."""

COLUMNS = 7


class Unit(NamedTuple):
    """A function or method of a file.

    Attributes:
        seq: position of its symbol among the file's symbols; `UNNAMED` for one that has none.
        first, last: its chunks, as a half-open range into the file's.
        shape: checksum of its punctuation.
        start, end: its range in bytes of the parsed text.
        tokens: at most so many it has.
    """

    seq: int
    first: int
    last: int
    shape: int
    start: int
    end: int
    tokens: int


class Fingerprint(NamedTuple):
    """A file's units, the hashes of its chunks, chunks without a name left out, and those of all its rows (0: blank)."""

    units: Sequence[Unit]
    chunks: Sequence[int]
    rows: Sequence[int]


class Kept(NamedTuple):
    """A text as the fingerprint sees it.

    Attributes:
        code: the text with blanked literals.
        spans: the functions worth a unit.
        cuts: their borders.
        tokens: of the code, with a `CUT` at each border.
        text: what chunks keep of the tokens, one line for each of the source, with cuts and branches marked.
    """

    code: Code
    spans: list[Span]
    cuts: list[int]
    tokens: list[bytes]
    text: bytes


def fingerprint(source: bytes, lexicon: Lexicon, symbols: Sequence[Symbol]) -> Fingerprint:
    """The fingerprint of a file. Pure; never raises, whatever the bytes.

    Args:
        source: the file's text as it was parsed.
        lexicon: how its language splits into tokens.
        symbols: its definitions with their byte ranges.
    """
    return fingerprint_of(source, keep(source, lexicon, symbols))


def keep(source: bytes, lexicon: Lexicon, symbols: Sequence[Symbol]) -> Kept:
    """Reads the tokens of a text and what chunks keep of them."""
    code = blank(source, lexicon)
    found_spans = list(spans(source, code.text, lexicon, symbols))
    cuts = _cuts(len(source), ((span.start, span.end) for span in found_spans))
    found = tokens(CUT.join([code.text[start:end] for start, end in pairwise(cuts)]), lexicon)
    table = _kept(lexicon)
    if len(table) > MOST_REMEMBERED:
        table.clear()
    return Kept(code, found_spans, cuts, found, b"".join(map(table.__getitem__, found)))


def fingerprint_of(source: bytes, kept: Kept) -> Fingerprint:
    """The fingerprint of a text whose tokens were read."""
    if not source:
        return Fingerprint((), (), ())
    at: dict[int, int] = {}
    chunks: list[bytes] = []
    for cut, part in zip(kept.cuts, [*kept.text.translate(None, BRANCH).split(CUT), b""], strict=True):
        at[cut] = len(chunks)
        chunks += filter(None, part.split(b"\n"))
    units = [
        Unit(span.seq, at[span.start], at[span.end], span.shape, span.start, span.end, span.tokens)
        for span in kept.spans
    ]
    rows = list(map(crc32, map(bytes.strip, source.split(b"\n"))))
    return Fingerprint(units, list(map(crc32, chunks)), rows)


def branch_lines(kept: Kept) -> list[int]:
    """The line of each word or operator that branches, ascending."""
    parts = kept.text.replace(CUT, b"").split(BRANCH)
    return list(accumulate((part.count(b"\n") for part in parts[:-1]), initial=1))[1:]


def _cuts(size: int, ranges: Iterable[tuple[int, int]]) -> list[int]:
    """Where a chunk ends whatever the text: at the borders of all units."""
    return sorted({0, size, *chain.from_iterable(ranges)})


class Line(NamedTuple):
    """A chunk and where it stands: its hash (`EMPTY` for one without a name) and its range in bytes, the line end included."""

    hash: int
    start: int
    end: int


def chunk_lines(source: bytes, lexicon: Lexicon, found: Fingerprint) -> list[Line]:
    """Every chunk of a file with its place; those that are not `EMPTY` are the fingerprint's chunks, in their order."""
    code = blank(source, lexicon).text
    cuts = _cuts(len(source), ((unit.start, unit.end) for unit in found.units))
    table = _kept(lexicon)
    lines = []
    for start, end in pairwise(cuts):
        text = b"".join(map(table.__getitem__, tokens(code[start:end], lexicon)))
        at = start
        chunks = text.translate(None, BRANCH).split(b"\n")
        for chunk, line in zip(chunks, code[start:end].split(b"\n"), strict=True):
            lines.append(Line(crc32(chunk), at, min(at + len(line) + 1, end)))
            at += len(line) + 1
    return lines


class _KeptTokens(dict[bytes, bytes]):
    """Token → what a chunk keeps of it, worked out when first asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._branches = lexicon.branches

    def __missing__(self, token: bytes) -> bytes:
        kept = token if KEPT.match(token) else b""
        self[token] = kept = BRANCH + kept if token.rstrip(b"(") in self._branches else kept
        return kept


@cache
def _kept(lexicon: Lexicon) -> _KeptTokens:
    return _KeptTokens(lexicon)


# ---- as rows


def pack(found: Fingerprint) -> bytes:
    """A fingerprint as one blob: how many units and chunks, the units, the chunks, the rows, all 32-bit; empty where there is nothing."""
    if not found.chunks:
        return b""
    words = array("I", [len(found.units), len(found.chunks)])
    for unit in found.units:
        words.extend(unit)
    words.extend(found.chunks)
    words.extend(found.rows)
    return words.tobytes()


def unpack(data: bytes) -> Fingerprint:
    """The fingerprint of a blob."""
    units, chunks, rows = unpack_plain(data)
    return Fingerprint(list(map(partial(tuple.__new__, Unit), units)), chunks, rows)


def unpack_plain(data: bytes) -> tuple[Iterable[tuple[int, ...]], array[int], array[int]]:
    """The same with units that are but rows of their fields: for who looks at the sizes of all."""
    words = array("I")
    words.frombytes(data)
    if not words:
        return (), words, words
    cut = 2 + COLUMNS * words[0]
    units = zip(*[iter(words[2:cut])] * COLUMNS, strict=True)
    return units, words[cut : cut + words[1]], words[cut + words[1] :]


def entries(file_id: int, found: Fingerprint) -> bytes:
    """What the inverted index holds of a file: `hash << 32 | file_id` for each chunk and each shape, each once, as 64-bit integers."""
    hashes = {*found.chunks, *(unit.shape for unit in found.units)} if found.chunks else ()
    return array("Q", [value << 32 | file_id for value in hashes]).tobytes()
