"""The definitions of a file, as the index has them or as they were just read: which are tests that stand inside of the file that they test,
as Rust has them, what functions are called that are none of them, and where its imports of several lines stand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Final, NamedTuple

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ....indexer.facts import Symbol
    from ....indexer.fingerprints.fingerprint import Unit
    from ....indexer.index import Index

__all__ = [
    "CLASSES", "TESTED_INSIDE", "UNSEEN", "Definition", "defined", "has_keyword", "is_among", "lines_of_imports", "name_in",
    "stored", "test_ranges",
]  # fmt: skip

CLASSES: Final = frozenset({"class", "struct", "trait", "object", "interface"})

DEFINED: Final = re.compile(rb"(?:def|fun|func|fn|function)\s++([\w$\x80-\xff]++)")
CALLED: Final = re.compile(rb"[^(]*?([\w$.\x80-\xff]++)\s*+\(")
"""Where the name stands: behind the keyword, else before the first bracket."""

MOST_BYTES: Final = 80
FILE_SHIFT: Final = 20
"""The id of a stored definition is its file's, shifted by so many bits, and its position in the file."""


TESTED_INSIDE = frozenset({"Rust"})
"""Languages with such tests."""

MARK = re.compile(r"(?:^|\n)(?:(?:\w+::)*test\b|cfg\((?:all\((?:[^\n]*,\s*)?)?test\b)")
"""What marks them, one decorator a line: `#[cfg(test)]` on a module, `#[test]` and `#[tokio::test]` on a function."""


class Definition(NamedTuple):
    """Dotted path, kind, first and last line, and the decorators, one a line."""

    name: str
    kind: str
    start_line: int
    end_line: int
    decorators: str


UNSEEN: Final = Definition("", "function", 0, 0, "")


def stored(index: Index, file_id: int) -> Mapping[int, Definition]:
    """Those of a file of the index by their position among them; all of them are read with the first."""
    query = (
        "SELECT id, qualname, kind, start_line, end_line, decorators FROM symbols WHERE id >= ? AND id < ? ORDER BY id"
    )
    first = file_id << FILE_SHIFT
    return {
        number - first: Definition(*told) for number, *told in index.rows(query, (first, first + (1 << FILE_SHIFT)))
    }


def defined(symbols: Sequence[Symbol]) -> Mapping[int, Definition]:
    """Those of a file that is not in the index as it stands."""
    return {seq: Definition(*symbol[:4], "\n".join(symbol.decorators)) for seq, symbol in enumerate(symbols)}


def name_in(source: bytes, start: int) -> str:
    """The name of the function that begins there, or of what it is passed to; empty where neither has one."""
    head = source[start : start + MOST_BYTES].partition(b"\n")[0]
    found = DEFINED.match(head) or CALLED.match(head)
    return found[1].decode("utf-8", "replace") if found else ""


def has_keyword(source: bytes, start: int) -> bool:
    """Whether the function that begins there is defined by its name, not written where it is passed on or put into an object."""
    return DEFINED.match(source, start) is not None


def test_ranges(units: Iterable[Unit], definitions: Mapping[int, Definition]) -> list[tuple[int, int]]:
    """Where in bytes the functions stand that are such tests or parts of them, ascending, none inside another one."""
    found: list[tuple[int, int]] = []
    named = {unit.seq: unit for unit in units}
    for seq, test in definitions.items():
        if MARK.search(test.decorators):
            last = max(at for at, other in definitions.items() if other.start_line <= test.end_line)
            inside = [named[at] for at in range(seq, last + 1) if at in named]
            if inside and not (found and inside[0].start < found[-1][1]):
                found.append((min(unit.start for unit in inside), max(unit.end for unit in inside)))
    return found


def is_among(ranges: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether the middle of a range of bytes is in one of several."""
    middle = (start + end) // 2
    at = bisect_right(ranges, (middle, middle)) - 1
    return at >= 0 and middle < ranges[at][1]


# ---- Imports of several lines, which say nothing of their own wherever they are equal


IMPORTS: Final = re.compile(
    rb"^[ \t]*(?:import\b[^;\n(){}=]*|from\s+\S+\s+import\s*|(?:pub(?:\(\w+\))?\s+)?use\s[^;\n(){}=]*|export\s+(?:type\s+)?)"
    rb"[({][^(){};=]*[)}][^\n]*",
    re.MULTILINE,
)
"""An import of several lines: `import {`, one name a line, `} from 'x'`."""


WORDS: Final = (b"import", b"use", b"export")
"""One of these stands in the first line of each: to look for them costs a third of trying every line."""


def lines_of_imports(source: bytes) -> list[tuple[int, int]]:
    """Where imports of several lines stand, in bytes."""
    found = []
    end = 0
    for start in sorted(set(_lines_with_words(source))):
        match = IMPORTS.match(source, start) if start >= end else None
        if match:
            end = match.end()
            if b"\n" in match[0]:
                found.append(match.span())
    return found


def _lines_with_words(source: bytes) -> Iterator[int]:
    """Where the lines begin that have one of the words."""
    for word in WORDS:
        at = source.find(word)
        while at >= 0:
            yield source.rfind(b"\n", 0, at) + 1
            line_end = source.find(b"\n", at)
            at = source.find(word, line_end) if line_end >= 0 else -1
