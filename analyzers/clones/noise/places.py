"""Where the stretches of a file begin and end that are worth comparing: no imports, no loose brackets, no half of a function."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ....indexer.languages import language
from ....indexer.tokens import blank
from .noise import not_code

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..reading.corpus import ClonedFile

__all__ = ["Place", "cut", "kept", "line_count", "rows_of"]

QUOTED = re.compile(rb"[\"'`]")
CLOSING = re.compile(rb"\s*(?:[)\]}]|$)")

Place = tuple[int, int]
"""Start and end in bytes."""


def rows_of(file: ClonedFile, first: int, last: int) -> tuple[int, int] | None:
    """Where some of a file's lines stand, counted from 0, in bytes."""
    starts = file.starts
    return cut(file, last - first + 1, lambda row: (starts[first + row], starts[first + row + 1]))


def cut(file: ClonedFile, count: int, place: Callable[[int], tuple[int, int]]) -> tuple[int, int] | None:
    """The bytes of some lines, without imports and annotations at either end and brackets that close what is not inside.

    Args:
        file: that has them.
        count: how many lines.
        place: where one of them stands, counted from 0.
    """
    source, says_nothing = file.source, not_code(file.language).match
    first, last = 0, count
    while first < last and (says_nothing(source, *place(first)) or file.is_import(place(first)[0])):
        first += 1
    while first < last and (says_nothing(source, *place(last - 1)) or file.is_import(place(last - 1)[0])):
        last -= 1
    if first == last:
        return None
    begin = place(first)[0]
    depth = _depth(source[begin : place(last - 1)[1]])
    while last < count and depth > 0 and CLOSING.match(source, *place(last)):
        depth += _depth(source[slice(*place(last))])
        last += 1
    return _trimmed(file, (begin, place(last - 1)[1]))


def kept(file: ClonedFile, place: Place) -> Place:
    """What there is to say of a stretch: its code; of one that ends in another function than it begins in, the larger part."""
    start, end = _from_code(file, *_trimmed(file, file.part_of_code(*place)))
    if file.has_border(start, end):  # behind a function `);` of its call is left
        start, end = _from_code(file, *_trimmed(file, _in_one(file, start, end)))
    return start, _closed(file, start, end)


def _in_one(file: ClonedFile, start: int, end: int) -> Place:
    """The larger part of a stretch that ends in another function than it begins in."""
    for unit in file.fingerprint.units:
        if unit.start < start < unit.end < end:
            start, end = (start, unit.end) if unit.end - start > end - unit.end else (unit.end, end)
        elif start < unit.start < end < unit.end:
            head = file.source.rfind(b"\n", 0, unit.start) + 1
            start, end = (start, head) if head - start > end - head else (head, end)
    return start, max(start, end)


def _closed(file: ClonedFile, start: int, end: int) -> int:
    """Where a stretch ends without the lines at its end that open what goes on behind it: `it("works", () => {`."""
    line = file.source.rfind(b"\n", start, end) + 1
    while line and _depth(file.source[line:end]) > 0 and _depth(file.code(line, end)) > 0:
        _, end = _trimmed(file, (start, line))
        line = file.source.rfind(b"\n", start, end) + 1
    return end


def _from_code(file: ClonedFile, start: int, end: int) -> Place:
    """A stretch from its first line on that says something: behind a comment, imports stand at its beginning only now, and no
    literal ends in it that began before."""
    source, says_nothing = file.source, not_code(file.language).match
    while start < end:
        after = source.find(b"\n", start, end) + 1 or end
        if not (says_nothing(source, start, after) or file.is_import(start) or _is_torn(file, start, after, end)):
            break
        start, end = _trimmed(file, file.part_of_code(after, end))
    return start, max(start, end)


def _is_torn(file: ClonedFile, start: int, after: int, end: int) -> bool:
    """Whether the line at the beginning of a stretch reads otherwise than in its file: a literal that began before ends there."""
    if QUOTED.search(file.source, start, after) is None:
        return False
    alone = blank(file.source[start:end], language(file.language).LEXICON).text
    return alone[: after - start] != file.code(start, end)[: after - start]


def _depth(text: bytes) -> int:
    """How many brackets are open at the end of a text, those in strings and comments counted too."""
    return sum(map(text.count, (b"(", b"[", b"{"))) - sum(map(text.count, (b")", b"]", b"}")))


def _trimmed(file: ClonedFile, place: tuple[int, int]) -> tuple[int, int]:
    start, end = place
    text = file.source[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def line_count(file: ClonedFile, place: tuple[int, int]) -> int:
    return file.source.count(b"\n", *place) + 1
