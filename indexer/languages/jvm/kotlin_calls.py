"""Kotlin's names at the place where they are used: what is called, what stands behind a dot, what is a variable of its own.

A function is named to be called (`f()`, `f {}`, `f<T>()`) or behind `::`, a definition that extends nothing stands behind no
dot, and a parameter or variable of the function around a place hides what the package declares (Kotlin specification, 11.2).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...facts import Export
from ..outline import without_annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ...facts import Symbol

__all__ = ["CALL_MARK", "DEFINITION", "Place", "before_name", "call_marks", "is_referenced", "places", "places_of"]

CALL_MARK = "call "
CALLED = re.compile(rb"(?:<(?:[^<>]|<[^<>]*>){0,300}>)?[ \t]*[({]|[ \t]+@")
RECEIVER = re.compile(rb"(?:<(?:[^<>]|<[^<>]*>){0,200}>)?\??\.")
"""Behind the type that a definition extends: `fun Call<T>.start()` defines no `Call`."""
NAME = re.compile(rb"\w")
NAMES = re.compile(rb"\w+")
DEFINITION = re.compile(rb"\b(?:fun(?:\s*<[^>]*>)?|va[lr])\Z")
VARIABLE = re.compile(
    rb"\bva[lr]\s+(\w+)|(?<![\w.])(\w+)\s*:(?!:)|\{\s*\(?((?:\w+\s*,\s*)*+\w+)\)?\s*(?:,\s*\w+\s*)?->|\(\s*(\w+)\s+in\b"
)
"""Variables, parameters, parameters of lambdas, and variables of loops."""
REFERENCE = re.compile(rb"(?:^|[^\w)\]>?!}`])::\Z")
BEFORE = 200


class Place(NamedTuple):
    """One place that names something.

    Attributes:
        dotted: it stands behind a dot.
        called: something is done with it that only a function allows.
        local: it stands for a parameter or variable of the function around it.
    """

    dotted: bool
    called: bool
    local: bool


def call_marks(source: bytes, symbols: Iterable[Symbol]) -> Iterator[Export]:
    """A mark `call NAME` for each outermost name that stands for functions alone, none of them infix."""
    lines: dict[str, int] = {}
    others: set[str] = set()
    for item in symbols:
        if "." not in item.qualname:
            header = source[item.start_byte : source.find(b"fun", item.start_byte, item.end_byte)]
            if item.kind != "function" or b"infix" in without_annotations(header):
                others.add(item.qualname)
            lines.setdefault(item.qualname, item.start_line)
    yield from (Export(f"{CALL_MARK}{name}", name, line) for name, line in lines.items() if name not in others)


def places(source: bytes, word: bytes) -> Iterator[Place]:
    """The places that name something, definitions, imports and lines of comments left out."""
    for start in places_of(source, word):
        line, before = before_name(source, start)
        end = start + len(word)
        defined = DEFINITION.search(before) is not None
        if line.startswith((b"import ", b"*", b"//")) or (defined and not RECEIVER.match(source, end)):
            continue
        reference = before.endswith(b"::")
        typed = defined or (before.endswith(b":") and not reference)
        called = not typed and (reference or CALLED.match(source, end) is not None)
        dotted = before.endswith(b".") and not before.endswith(b"..")
        yield Place(dotted, called, not dotted and not reference and _is_local(source, word, start))


def is_referenced(source: bytes, word: bytes) -> bool:
    """Whether a name stands behind a `::` that has nothing before it: `::Runner`."""
    return any(REFERENCE.search(source, max(start - BEFORE, 0), start) for start in places_of(source, word))


def before_name(source: bytes, start: int) -> tuple[bytes, bytes]:
    """What stands before a name on its line, and what does so without white space: code of the line above where it is none."""
    line = source[source.rfind(b"\n", 0, start) + 1 : start].lstrip()
    if line.strip():
        return line, line.rstrip()
    above = source[max(start - BEFORE, 0) : start].rstrip()
    return line, b"" if b"//" in above.rpartition(b"\n")[2] or above.endswith(b"*/") else above


def _is_local(source: bytes, word: bytes, start: int) -> bool:
    begin = max(source.rfind(b"fun ", 0, start), source.rfind(b"\n}", 0, start))
    return any(begin < place <= start for place in _variables(source).get(word, ()))


@lru_cache(maxsize=2)
def _variables(source: bytes) -> dict[bytes, Sequence[int]]:
    """Where the variables of a file come into being: those of `val` and `var` behind their line, `val x = x()`."""
    found: dict[bytes, list[int]] = {}
    for match in VARIABLE.finditer(source):
        group = match.lastindex or 0
        for name in NAMES.finditer(source, match.start(group), match.end(group)):
            place = source.find(b"\n", name.end()) if group == 1 else name.start()
            found.setdefault(name[0], []).append(place if place >= 0 else len(source))
    return dict(found)


def places_of(source: bytes, word: bytes) -> Iterator[int]:
    """Where a whole word begins."""
    start = source.find(word)
    while start >= 0:
        end = start + len(word)
        if not NAME.match(source, end) and not (start and NAME.match(source, start - 1)):
            yield start
        start = source.find(word, end)
