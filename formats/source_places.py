"""Where a name stands in source text: columns for what the index knows by its line. Everything in bytes, from 0."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeAlias

from .. import lazy_re as re

__all__ = ["Span", "place_of_import", "place_of_name"]

Span: TypeAlias = tuple[int, int, int]
"""Line, first column, column after the last."""

HEADER_LINES = 4
"""A definition's name stands in its first lines behind the decorators: `template <…>`, the type returned, modifiers, the name."""

MARK = re.compile(
    rb"\s*(?:@(?!interface\b)[\w.:]+[ \t]*(?P<arguments>\()?|(?P<list>#?\[)|//[^\n]*|/\*.*?\*/)", re.DOTALL
)
SEPARATOR = re.compile(r"\.|::|\\")
"""What parts the names of a qualified one, as in Java, Rust and PHP; a slash parts files."""
BRACKET = re.compile(rb"""[()\[\]]|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""")


def place_of_name(lines: list[bytes], start: int, end: int, name: str) -> Span | None:
    """Where the definition between two lines (`end` excluded) has its name, decorators, attributes and comments before it left out."""
    text = b"\n".join(lines[start:end])
    begin = _behind_marks(text)
    line = start + text.count(b"\n", 0, begin)
    column = begin - (text.rfind(b"\n", 0, begin) + 1)
    for number in range(line, min(end, line + HEADER_LINES)):
        if found := _word(name).search(lines[number], column):
            return number, found.start(), found.end()
        column = 0
    return None


def place_of_import(line: bytes, number: int, specifier: str, names: tuple[str, ...]) -> Span | None:
    """Where a line imports the first of the names that it has: beside what it is imported from, else as the end of that."""
    beside = _without(line, specifier.encode()) if specifier else line
    for name in filter(None, names):
        if found := _word(name).search(beside):
            return number, found.start(), found.end()
    for name in filter(None, names):
        inside = list(_word(name).finditer(line)) if name in (specifier, SEPARATOR.split(specifier)[-1]) else []
        if inside:
            return number, inside[-1].start(), inside[-1].end()
    return None


def _without(line: bytes, specifier: bytes) -> bytes:
    """The line with what is imported from blanked, where it stands in quotes or else first."""
    for quote in (b'"', b"'", b"`", b""):
        begin = line.find(quote + specifier + quote)
        if begin >= 0:
            length = len(specifier) + 2 * len(quote)
            return line[:begin] + b" " * length + line[begin + length :]
    return line


@lru_cache(maxsize=4096)
def _word(name: str) -> re.Pattern[bytes]:
    """The name as a whole identifier, not as what qualifies another (`Cart::Cart`)."""
    return re.compile(
        rb"(?<![\w\x80-\xff])" + re.escape(name.encode("utf-8", "replace")) + rb"(?![\w$\x80-\xff]|\s*::)"
    )


def _behind_marks(text: bytes) -> int:
    position = 0
    while mark := MARK.match(text, position):
        end = mark.end()
        if mark["arguments"] or mark["list"]:
            end = _closed(text, end - 1)
            if end < 0:
                break
        position = end
    return position


def _closed(text: bytes, position: int) -> int:
    """The position behind the bracket that closes the one at a position; -1 where none does."""
    depth = 0
    for found in BRACKET.finditer(text, position):
        if found[0] in (b"(", b"["):
            depth += 1
        elif found[0] in (b")", b"]"):
            depth -= 1
            if not depth:
                return found.end()
    return -1
