"""Definitions that a broken parse lost, read by line and indentation.

A grammar that lags behind its language turns one unknown construct into an error node that swallows the class around it.
For such a file alone, the headers of definitions at the outermost level and the one below are read as text: enough for
imports of them to be resolved and for a list of members, at the price of exact ends.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..facts import Symbol
from .common import collapse
from .outline import doc_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

__all__ = ["header_pattern", "lost_definitions"]

CLOSING = re.compile(rb"^([ \t]*)[})]", re.MULTILINE)


def header_pattern(keywords: str, name: str = r"[\w`]+") -> re.Pattern[bytes]:
    """A pattern of definition headers at the start of a line.

    Args:
        keywords: the words that introduce a definition, separated by `|`.
        name: pattern source of what stands between keyword and parameters; its last identifier is the name.
    """
    return re.compile(
        rf"^(?P<indent>[ \t]{{0,8}})(?:@[\w.]+(?:\([^()\n]{{0,200}}\))?[ \t]+){{0,4}}"
        rf"(?P<modifiers>(?:[a-z]+(?:\([a-z]+\)|\[\w+\])?[ \t]+){{0,6}}?)"
        rf"(?P<keyword>{keywords})[ \t]+(?P<name>{name})".encode(),
        re.MULTILINE,
    )


def lost_definitions(
    source: bytes,
    known: Sequence[Symbol],
    pattern: re.Pattern[bytes],
    kinds: Mapping[str, tuple[str, str]],
    exposed: Callable[[Sequence[bytes]], bool],
) -> Iterator[Symbol]:
    """Definitions with a header in the text and no symbol.

    Args:
        source: the file.
        known: what the tree gave.
        pattern: from `header_pattern`.
        kinds: keyword → `(kind at the file's level, kind of a member)`; types are those whose two kinds are equal. An empty
            kind is read for its members only (an extension).
        exposed: whether a definition with these modifiers is for others.
    """
    names = {item.qualname for item in known}
    places = {(item.end_line, item.name) for item in known}
    headers = list(pattern.finditer(source))
    outermost = min((len(header["indent"]) for header in headers), default=0)
    owner, owner_exported, inner = "", True, -1
    for position, header in enumerate(headers):
        indent, keyword = len(header["indent"]), header["keyword"].split()[0].decode()
        name = re.split(r"[^\w]+", header["name"].decode("utf-8", "replace").strip("`"))[-1]
        at_top = indent == outermost
        if not at_top and (not owner or inner not in {-1, indent}):
            continue
        exported = exposed(header["modifiers"].split())
        kind = kinds[keyword][not at_top]
        qualname = name if at_top else f"{owner}.{name}"
        if at_top:
            owner, owner_exported, inner = (name if kinds[keyword][0] == kinds[keyword][1] else ""), exported, -1
        else:
            inner, exported = indent, exported and owner_exported
        if name and kind and qualname not in names:
            names.add(qualname)
            symbol = _symbol(source, headers, position, qualname, kind, exported=exported)
            if (symbol.end_line, name) not in places:
                yield symbol


def _symbol(
    source: bytes, headers: Sequence[re.Match[bytes]], position: int, qualname: str, kind: str, *, exported: bool
) -> Symbol:
    header = headers[position]
    start, end = header.start() + len(header["indent"]), _end(source, headers, position)
    signature = ""
    if kind in {"function", "method"}:
        line = source[header.end() : source.find(b"\n", header.end()) % (len(source) + 1)]
        signature = collapse(line.partition(b"{")[0].rstrip(b"= \t\r\n"))
    first = source.count(b"\n", 0, start) + 1
    last = first + source.count(b"\n", start, end)
    return Symbol(qualname, kind, first, last, start, end, signature, doc_above(source, start), exported)


def _end(source: bytes, headers: Sequence[re.Match[bytes]], position: int) -> int:
    """Where a definition ends: its closing bracket's line, or before the next header that is not indented deeper."""
    header = headers[position]
    indent = len(header["indent"])
    limit = next((item.start() for item in headers[position + 1 :] if len(item["indent"]) <= indent), len(source))
    line_end = source.find(b"\n", header.end(), limit)
    for match in CLOSING.finditer(source, line_end + 1 if line_end >= 0 else limit, limit):
        if len(match[1]) <= indent and source[match.end() - 1 : match.end()] == b"}":
            return match.end()
    return line_end if line_end >= 0 else limit
