"""Values of JavaScript that describe routes as nested objects: a literal's entries, a call's arguments, and what a name stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .... import lazy_re as re
from ...per_index import read_once
from ..prefixes.router_names import imported_router, links_of
from ..text.route_blocks import TOKEN, brackets
from ..text.route_source import line_number, source_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index

__all__ = ["Value", "arguments", "entries", "line_of", "outline", "resolved", "text_of"]

ITEM = re.compile(TOKEN.pattern + r"|(?P<comma>,)|(?P<end>[;\n])", re.DOTALL)
LEADING = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)*", re.DOTALL)
KEY = re.compile(r"(?P<quote>['\"]?)(?P<key>[\w$.-]+)(?P=quote)\s*:\s*")
SHORT = re.compile(r"[A-Za-z_$][\w$]*$")
NAMED = re.compile(r"([A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*)(?:\s+as\s+\w+)?$")
GIVEN = r"(?:^|[\s;])(?:const|let|var)\s+{}\s*(?::[^=\n]+)?=(?![=>])"
DEFAULT = re.compile(r"^(?:export\s+default\b|module\.exports\s*=(?!=))", re.MULTILINE)
GOES_ON = (".", "?", "+", "&", "|", "satisfies", "as ")
DEEPEST = 6


class Value(NamedTuple):
    """A stretch of a file's text that is a value; `owner` is the name that its file gives it, or what it is an entry of."""

    path: str
    first: int
    last: int
    owner: str = ""


@read_once
def text_of(index: Index, path: str) -> tuple[str, Mapping[int, int]]:
    """A file's text, and where each of its brackets closes."""
    text = source_text(index, path)
    return text, brackets(text)


def line_of(index: Index, value: Value) -> int:
    """The line on which a value begins."""
    return line_number(text_of(index, value.path)[0], value.first)


def outline(index: Index, value: Value) -> str:
    """A value without what stands in its brackets and its comments: `procedure.input().query()`."""
    text, closing = text_of(index, value.path)
    parts, at = [], value.first
    while token := TOKEN.search(text, at, value.last):
        parts.append(text[at : token.start()])
        at = token.end()
        if token["open"]:
            at = closing.get(token.start(), value.last) + 1
            parts.append(token["open"] + {"(": ")", "[": "]", "{": "}"}[token["open"]])
        elif token["skip"] and token[0][0] in "'\"`":
            parts.append(token[0])
    return "".join([*parts, text[at : value.last]]).strip()


def entries(index: Index, value: Value) -> Iterator[tuple[str, Value]]:
    """`(key, value)` of each entry of the object that a value begins with; the key is "" for one that is spread."""
    text, closing = text_of(index, value.path)
    for first, last in _parts(text, closing, value.first):
        key = KEY.match(text, first, last)
        if key:
            yield key["key"], Value(value.path, key.end(), last, value.owner)
        elif text.startswith("...", first):
            yield "", Value(value.path, first + 3, last, value.owner)
        elif short := SHORT.match(text[first:last].strip()):
            yield short[0], Value(value.path, first, last, value.owner)


def arguments(index: Index, value: Value) -> list[Value]:
    """What the first brackets of a value hold."""
    text, closing = text_of(index, value.path)
    opened = text.find("(", value.first, value.last)
    return [Value(value.path, *part, value.owner) for part in _parts(text, closing, opened)] if opened >= 0 else []


def resolved(index: Index, value: Value, depth: int = 0) -> Value:
    """What a name stands for, through imports and members; any other value itself."""
    named = NAMED.match(outline(index, value))
    if named is None or depth > DEEPEST:
        return value
    first, *members = named[1].split(".")
    whole = imported_router(index, value.path, named[1]) if members else None  # of `import * as routes`
    if whole and (found := _definition(index, *whole, 0)):
        return resolved(index, found, depth + 1)
    target = imported_router(index, value.path, first)
    found = (_definition(index, *target, 0) or _definition(index, target[0], first, 0)) if target else None
    for member in members:
        inner = resolved(index, found, depth + 1) if found else None
        if inner and not outline(index, inner).startswith("{"):
            inner = next(iter(arguments(index, inner)), None)
        found = dict(entries(index, inner)).get(member) if inner else None
    return resolved(index, found, depth + 1) if found else value


def _definition(index: Index, path: str, name: str, depth: int) -> Value | None:
    """The value that a file gives a name, or exports as its one value; also one that it passes on whole."""
    text, closing = text_of(index, path)
    given = re.compile(GIVEN.format(re.escape(name))) if name else DEFAULT
    if found := given.search(text):
        first = _past_blank(text, found.end())
        return Value(path, first, _end(text, closing, first), name)
    whole = (
        link.target for link in links_of(index, path) if link.kind == "reexport" and link.name == "*" and link.target
    )
    passed = (_definition(index, target, name, depth + 1) for target in whole) if depth < DEEPEST else ()
    return next((inner for inner in passed if inner), None)


def _parts(text: str, closing: Mapping[int, int], opened: int) -> Iterator[tuple[int, int]]:
    """The stretches between the commas of a bracket."""
    at, last = opened + 1, closing.get(opened, opened + 1)
    first = _past_blank(text, at)
    while token := ITEM.search(text, at, last):
        at = token.end()
        if token["open"]:
            at = closing.get(token.start(), last) + 1
        elif token["comma"]:
            yield first, token.start()
            first = _past_blank(text, at)
    if first < last:
        yield first, last


def _end(text: str, closing: Mapping[int, int], first: int) -> int:
    """Where the value of a statement ends: at a semicolon, or a line that nothing goes on behind."""
    at = first
    while token := ITEM.search(text, at):
        at = token.end()
        if token["open"]:
            at = closing.get(token.start(), len(text)) + 1
        elif (
            token["close"]
            or token["end"] == ";"
            or (token["end"] and not text.startswith(GOES_ON, _past_blank(text, at)))
        ):
            return token.start()
    return len(text)


def _past_blank(text: str, at: int) -> int:
    found = LEADING.match(text, at)
    return found.end() if found else at
