"""Clone fingerprints of a file: hashes of its statements and of the shape of its functions, for finding candidates.

A fingerprint only has to bring likely clones together; what is reported is compared token by token first. So it is made
of what regular expressions do at C speed:

- A *chunk* is a line; its hash is the sum of the checksums of the names that it calls, the attributes that it
  reaches for, its capitalised names and its operators. Locals, literals, layout and comments leave it as it is.
- A *row* is a line as written, without the white space around it: stretches copied as they are.
- The *shape* of a function is the checksum of its punctuation alone: any renaming leaves it as it is.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from itertools import accumulate, compress, pairwise, repeat
from operator import and_, sub
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .facts import Symbol
    from .languages.base import Lexicon

__all__ = [
    "EMPTY",
    "KINDS",
    "UNNAMED",
    "Fingerprint",
    "Line",
    "Unit",
    "chunk_lines",
    "entries",
    "fingerprint",
    "pack",
    "unpack",
]

KINDS = frozenset({"function", "method", "constructor", "component"})
"""What is compared as a whole; classes and files follow from their members."""

SMALLEST_BYTES = 60
SMALLEST_SHAPE = 8
"""A function of fewer bytes or punctuation marks has far fewer than 30 tokens: not looked at."""

HASH_BITS = 0xFFFFFFFF
EMPTY = crc32(b"\n")
"""The hash of a chunk without calls, attributes and operators."""

ACTIVE = b"\"'`#/@$%<=~-?{(&"
PROBES = (b'"a"', b"'a'", b'a"', b"a'", b"a`", b"/a\n", b"*a*/", b"a\n", b"a/", b"a/ ", b"begin\na\n=end\n", b"~A\na\nA\n", b"<A\na\nA\n",
          b"<<A\na\nA\n", b"w(a)", b"{a}", b"!--a-->")  # fmt: skip
"""What may follow the first byte of a comment or a literal, to find out which bytes begin one in a language."""

HEAD = re.compile(
    rb"(?:@[\w.:]++(?:\((?:[^()]++|\((?:[^()]++|\([^()]*+\))*+\))*+\))?+\s*+|#?\[[^\[\]]*+\]\s*+"
    rb"|(?:export|default|public|private|protected|internal|static|final|abstract|override|open|pub)(?:\(\w*+\))?+\s++)*+"
)
"""Decorators, attributes and modifiers before a definition: a copy may well have others."""

INNER = re.compile(
    rb"^(?=([ \t]*+)(?!(?:if|for|foreach|while|switch|catch|else|try|do|with|using|lock|match|loop|unless|until|synchronized)\b"
    rb"|[})\]])[^\n]{0,300}?(?:\)|=>)[^\n(){};]{0,60}\{[ \t]*+\r?\n((?:(?!\1[^ \t\r\n])[^\n]*+\n){4,120}+)\1\})",
    re.MULTILINE,
)
"""A function that no symbol names (a callback, a method in an object literal), by its layout: a head that opens a brace,
deeper lines, and a brace at the head's own depth."""

BRACED = frozenset({b"switch", b"throw", b"func", b"fn", b"function", b"fun"})
"""A language with one of these words sets bodies in braces."""

UNNAMED = HASH_BITS
COLUMNS = 6
IGNORED = bytes(byte for byte in range(256) if byte < 33 or byte >= 128 or chr(byte).isalnum() or byte in b"_$")


class Unit(NamedTuple):
    """A function or method of a file.

    Attributes:
        seq: position of its symbol among the file's symbols; `UNNAMED` for one that has none.
        first, last: its chunks, as a half-open range into the file's.
        shape: checksum of its punctuation.
        start, end: its range in bytes of the parsed text.
    """

    seq: int
    first: int
    last: int
    shape: int
    start: int
    end: int


class Fingerprint(NamedTuple):
    """A file's units, the hashes of its chunks, chunks without a name left out, and those of all its rows (0: blank)."""

    units: Sequence[Unit]
    chunks: Sequence[int]
    rows: Sequence[int]


def fingerprint(source: bytes, lexicon: Lexicon, symbols: Sequence[Symbol]) -> Fingerprint:
    """The fingerprint of a file. Pure; never raises, whatever the bytes.

    Args:
        source: the file's text as it was parsed.
        lexicon: how its language splits into tokens.
        symbols: its definitions with their byte ranges.
    """
    names, strip = _patterns(lexicon)
    size = len(source)
    spans = [
        (seq, HEAD.match(source, item.start_byte, item.end_byte).end(), item.end_byte)  # type: ignore[union-attr]
        for seq, item in enumerate(symbols)
        if item.kind in KINDS and item.end_byte - item.start_byte >= SMALLEST_BYTES and item.end_byte <= size
    ]
    if lexicon.keywords & BRACED:
        spans += _inner(source, {start for _, start, _ in spans})
    cuts = _cuts(size, ((start, end) for _, start, end in spans))
    tokens: list[bytes] = []
    where: list[int] = []
    for start, end in pairwise(cuts):
        where.append(len(tokens))
        tokens += names.findall(source, start, end)
        tokens.append(b"\n")
    where.append(len(tokens))
    chunks, before = _chunks(tokens, where)
    at = dict(zip(cuts, before, strict=True))
    units = []
    for seq, start, end in spans:
        shape = b"".join(strip.findall(source, start, end)).translate(None, IGNORED)
        if len(shape) >= SMALLEST_SHAPE:
            units.append(Unit(seq, at[start], at[end], crc32(shape), start, end))
    return Fingerprint(units, chunks, list(map(crc32, map(bytes.strip, source.split(b"\n")))))


def _inner(source: bytes, known: set[int]) -> list[tuple[int, int, int]]:
    """The functions without a symbol, as (`UNNAMED`, start, end)."""
    found = []
    for match in INNER.finditer(source):
        start = HEAD.match(source, match.end(1)).end()  # type: ignore[union-attr]
        if start not in known:
            found.append((UNNAMED, start, match.end(2) + len(match[1]) + 1))
    return found


def _cuts(size: int, spans: Iterable[tuple[int, int]]) -> list[int]:
    """Where a chunk ends whatever the text: at the borders of all units."""
    return sorted({0, size, *(place for span in spans for place in span)})


def _chunks(tokens: list[bytes], where: list[int]) -> tuple[list[int], list[int]]:
    """The chunks' hashes, and how many chunks stand before each of the token positions `where`."""
    ends = list(map(b"\n".__eq__, tokens))
    sums = [0, *compress(accumulate(map(crc32, tokens)), ends)]
    hashes = list(map(and_, map(sub, sums[1:], sums), repeat(HASH_BITS)))
    filled = list(map(EMPTY.__ne__, hashes))
    kept = [0, *accumulate(filled)]
    lines = [0, *accumulate(ends)]
    return list(compress(hashes, filled)), [kept[lines[position]] for position in where]


class Line(NamedTuple):
    """A chunk and where it stands: its hash (`EMPTY` for one without a name) and its range in bytes, the line end included."""

    hash: int
    start: int
    end: int


def chunk_lines(source: bytes, lexicon: Lexicon, found: Fingerprint) -> list[Line]:
    """Every chunk of a file with its place; those that are not `EMPTY` are the fingerprint's chunks, in their order."""
    names, _ = _patterns(lexicon)
    lines = []
    for start, end in pairwise(_cuts(len(source), ((unit.start, unit.end) for unit in found.units))):
        total, begin = EMPTY, start
        for match in names.finditer(source, start, end):
            token = match[1]
            if token == b"\n":
                lines.append(Line(total & HASH_BITS, begin, match.end()))
                total, begin = EMPTY, match.end()
            elif token:
                total += crc32(token)
        lines.append(Line(total & HASH_BITS, begin, end))
    return lines


@cache
def starts(lexicon: Lexicon) -> frozenset[int]:
    """The bytes that can begin a comment or a literal in a language, letters left out."""
    pattern = re.compile(b"|".join(part for part in (lexicon.skip, lexicon.string) if part), re.DOTALL)
    return frozenset(byte for byte in ACTIVE if any(pattern.match(b"(" + bytes([byte]) + probe, 1) for probe in PROBES))


@cache
def _patterns(lexicon: Lexicon) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """The pattern whose group holds what a chunk keeps, and the one whose group holds all but comments and literals."""
    first = starts(lexicon)
    literal = b"|".join(part for part in (lexicon.skip, lexicon.string) if part)
    plain = re.escape(bytes(byte for byte in b" \t\r\f()[]{},;=:" if byte not in first))
    active = re.escape(bytes(sorted(first)))
    name = rb"(?>" + lexicon.name + rb")"
    names = (
        rb"(?:(?<=\n)\s++)?+(?:[" + plain + rb"]++|(?![A-Z])" + name + rb"(?!\()|\d[\w.]*+|" + literal + rb")*+"
        rb"(?:((?:\.|->|::)" + name + rb"\(?+|(?:(?=[A-Z])" + name + rb"|" + name + rb"\()|\n|[-+*/%<>!&|^]=?+)|.|\Z)"
    )
    strip = rb"(?:" + literal + rb")|([^" + active + rb"]++|.)"
    return re.compile(names, re.DOTALL), re.compile(strip, re.DOTALL)


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
    words = array("I")
    words.frombytes(data)
    if not words:
        return Fingerprint((), words, words)
    cut = 2 + COLUMNS * words[0]
    units = [Unit(*words[at : at + COLUMNS]) for at in range(2, cut, COLUMNS)]
    return Fingerprint(units, words[cut : cut + words[1]], words[cut + words[1] :])


def entries(file_id: int, data: bytes) -> Iterable[int]:
    """What the inverted index holds of a file: `hash << 32 | file_id` for each chunk and each shape, each once."""
    found = unpack(data)
    hashes = {*found.chunks, *(unit.shape for unit in found.units)}
    return [value << 32 | file_id for value in hashes]
