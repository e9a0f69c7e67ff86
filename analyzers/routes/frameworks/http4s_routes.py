"""Routes of http4s: `case GET -> Root / "pots" / IntVar(id) =>`, below the `Router("/api" -> routes)` that they are mounted in.

Values are followed by their names, through values that join them, to the routers of their own file and of those that make their class.
https://http4s.org/v0.23/docs/dsl.html, https://http4s.org/v0.23/docs/service.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...per_index import read_once
from ...workspace.code_places import importers, innermost
from ..prefixes.route_prefixes import MOST_MOUNTS
from ..text.route_source import constant, product_files, slashed, source_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["http4s_routes"]

METHODS = "GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS"
ROUTE = re.compile(
    rf"^\s*case\s+(?:\w+\s*@\s*)?\(?\s*((?:{METHODS})(?:\s*\|\s*(?:{METHODS}))*)\s*\)?\s*->\s*(Root\b.*)"
)
SEGMENT = re.compile(r"\s*(/:?)\s*(?:\"([^\"]*)\"|(?:[A-Z][\w.]*\(\s*(\w+)[^)]*\))|(\w+))")
"""A part of a path: a text, an extractor with the name that it gives, or a name; what stands behind `/:` is all the rest."""
VALUE = re.compile(r"^(\s*)(?:(?:private|protected|override|final|lazy|implicit)(?:\[\w+\])?\s+)*(?:val|def)\s+(\w+)")
ENTRY = r"^(?:.*\bRouter\(|\s*\(?)\s*([\w.\"/+ -]+?)\s*->\s*(?=.*(?<![\w.\[]){}\b)"
JOINED = re.compile(r"\"([^\"]*)\"|([A-Za-z_][\w.]*)")
DEEPEST = 8


class Value(NamedTuple):
    """A `val` or `def` of a file, and its lines."""

    name: str
    first: int
    last: int


def http4s_routes(index: Index) -> Iterator[tuple[str, str, str, str, int]]:
    """`(method, path, handler, file, line)` of each case of a service in files that import http4s."""
    for path in product_files(index, sorted(importers(index, ("org.http4s",))), {"Scala"}):
        for number, text in enumerate(source_lines(index, path), 1):
            if found := ROUTE.match(text):
                for start in _starts(index, path, number):
                    for method in re.findall(r"[A-Z]+", found[1]):
                        yield method, (start + _path(found[2])) or "/", "", path, number


def _path(text: str) -> str:
    """The path of a pattern: what an extractor or a name takes stands between braces."""
    rest, found = text.removeprefix("Root"), ""
    while match := SEGMENT.match(rest):
        found += (
            f"/{match[2]}" if match[2] is not None else "/*" if match[1] == "/:" else f"/{{{match[3] or match[4]}}}"
        )
        rest = rest[match.end() :]
    return found


def _starts(index: Index, path: str, line: int) -> list[str]:
    value = next((item for item in reversed(_values(index, path)) if item.first <= line <= item.last), None)
    return list(dict.fromkeys(_above(index, path, value, 0)))[:MOST_MOUNTS] if value else [""]


def _above(index: Index, path: str, value: Value, depth: int) -> Iterator[str]:
    """The prefix of a value's routes, once for each place where it is mounted."""
    uses = [(path, other, value.name) for other in _values(index, path) if other.name != value.name]
    used = [use for use in uses if _mentions(index, *use)]
    if not used:
        around = innermost(index, path, value.first, ("class", "object", "trait", "interface"))
        name = around.name if around else ""
        used = [
            use
            for other in (index.files_using(name) if name else ())
            if other != path and index.files[other].zone == "product"
            for use in ((other, item, name) for item in _values(index, other))
            if _mentions(index, *use)
        ]
    if depth >= DEEPEST or not used:
        yield ""
        return
    for place, user, name in used[:MOST_MOUNTS]:
        own = _entry(index, place, user, name)
        yield from (start + own for start in _above(index, place, user, depth + 1))


def _mentions(index: Index, path: str, value: Value, name: str) -> bool:
    return any(
        re.search(rf"(?<![\w.\[]){name}\b", text) for text in source_lines(index, path)[value.first - 1 : value.last]
    )


def _entry(index: Index, path: str, value: Value, name: str) -> str:
    """The prefix that a router gives a name in the lines of a value; "" where they only pass it on."""
    entry = re.compile(ENTRY.format(name))
    lines = source_lines(index, path)[value.first - 1 : value.last]
    for text in lines if any("Router(" in text for text in lines) else ():
        if found := entry.match(text):
            parts = JOINED.findall(found[1])
            return slashed(
                "".join(literal or (constant(index, named, path) if named else "") for literal, named in parts)
            )
    return ""


@read_once
def _values(index: Index, path: str) -> list[Value]:
    """The values of a file that stand in a class or object, each up to the next line that is indented no deeper."""
    lines, found = source_lines(index, path), []
    for number, text in enumerate(lines, 1):
        if match := VALUE.match(text):
            depth, last = len(match[1]), number
            for at in range(number, len(lines)):
                inner = lines[at]
                if inner.strip() and len(inner) - len(inner.lstrip()) <= depth:
                    last = at + (inner.lstrip()[0] in ")]}")
                    break
                last = at + 1
            found.append(Value(match[2], number, last))
    return found
