"""Definitions that a broken parse lost, read by line and indentation.

A grammar that lags behind its language turns one unknown construct into an error node that swallows the class around it.
For such a file alone, the headers of definitions at the outermost level and the one below are read as text: enough for
imports of them to be resolved and for a list of members, at the price of exact ends.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..facts import Symbol
from ..gathering import by_key
from .common import collapse
from .outline import Level, doc_above

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from .outline import Reader

__all__ = ["adopt", "header_pattern", "recover"]

TYPE_KINDS = frozenset({"class", "struct", "interface", "enum", "object", "trait"})
AS_MEMBERS = {"function": "method", "variable": "property"}
"""Kinds that are called otherwise inside of a type."""
MEMBER_KINDS = frozenset({"method", "constructor", "property", "field"})


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


def recover(reader: Reader, pattern: re.Pattern[bytes], kinds: Mapping[str, str]) -> None:
    """Gives a reader the definitions that have a header in the text and no symbol.

    Args:
        reader: with what the tree gave.
        pattern: from `header_pattern`.
        kinds: keyword → kind at the file's level. An empty kind is read for its members only (an extension).
    """
    owned = {(item.name, item.start_line) for item in reader.symbols if "." in item.qualname}
    lost = [item for item in _lost_definitions(reader, pattern, kinds) if (item.name, item.start_line) not in owned]
    reader.replace(adopt(reader.symbols, lost))


def _lost_definitions(reader: Reader, pattern: re.Pattern[bytes], kinds: Mapping[str, str]) -> Iterator[Symbol]:
    """Definitions with a header in the text and no symbol; see `recover`."""
    source, level = reader.source, Level(reader.latest.node)
    names = {item.qualname for item in reader.symbols if "." in item.qualname or item.kind not in MEMBER_KINDS}
    headers = list(pattern.finditer(source))
    outermost = min((len(header["indent"]) for header in headers), default=0)
    owner, owner_exported, inner = "", True, -1
    for position, header in enumerate(headers):
        indent, kind = len(header["indent"]), kinds[header["keyword"].split()[0].decode()]
        name = re.split(r"[^\w]+", header["name"].decode("utf-8", "replace").strip("`"))[-1]
        at_top = indent == outermost
        if not at_top and (not owner or inner not in {-1, indent}):
            continue
        exported = reader.visible(header["modifiers"], level)
        qualname = name if at_top else f"{owner}.{name}"
        if at_top:
            owner, owner_exported, inner = ("" if kind in AS_MEMBERS else name), exported, -1
        else:
            kind, inner, exported = AS_MEMBERS.get(kind, kind), indent, exported and owner_exported
        if name and kind and qualname not in names:
            names.add(qualname)
            yield _symbol(source, headers, position, qualname, kind, exported=exported)


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
    """Where a definition ends: the last bracket on its indentation before the next header that is not indented deeper.

    The last one, as the text of a literal may hold brackets at the start of a line too.
    """
    header = headers[position]
    indent = len(header["indent"])
    limit = next((item.start() for item in headers[position + 1 :] if len(item["indent"]) <= indent), len(source))
    line_end = source.find(b"\n", header.end(), limit)
    closing = source.rfind(b"\n" + header["indent"] + b"}", header.end(), limit)
    if closing >= 0:
        return closing + indent + 2
    return line_end if line_end >= 0 else limit


def adopt(known: Iterable[Symbol], lost: Iterable[Symbol]) -> list[Symbol]:
    """Joins what the tree gave with what was recovered: orphans get their qualified names back.

    A type that the parse lost leaves its members in the tree at the file's level. Those inside a recovered type become
    its members; members of nothing are dropped, as other files can't mean them.
    """
    found = list(lost)
    given = list(_owned(known, found))
    types = sorted(
        (item.start_byte, item.end_byte, item.qualname)
        for item in (*given, *found)
        if "." not in item.qualname and item.kind in TYPE_KINDS
    )
    outer: list[tuple[int, int, str]] = []
    for start, end, name in types:
        if not outer or start >= outer[-1][1]:
            outer.append((start, end, name))
    joined: dict[tuple[str, int], Symbol] = {}
    for item in given:
        holder = outer[bisect_right(outer, (item.start_byte,)) - 1] if outer else (0, 0, "")
        inside = holder[0] < item.start_byte < holder[1] and item.end_byte <= holder[1]
        if inside and not item.qualname.startswith(f"{holder[2]}."):
            item = item._replace(qualname=f"{holder[2]}.{item.qualname}")
        elif not inside and "." not in item.qualname and item.kind in MEMBER_KINDS:
            continue
        joined[item.qualname, item.start_byte] = item
    names = {item.qualname for item in joined.values()}
    return [*joined.values(), *(item for item in found if item.qualname not in names)]


def _owned(known: Iterable[Symbol], found: Sequence[Symbol]) -> Iterator[Symbol]:
    """What the tree gave, with the owner that the text tells for what a type cut short left at the file's level."""
    members = by_key((item.name, item) for item in found if "." in item.qualname)
    for item in known:
        name, dot, rest = item.qualname.partition(".")
        for member in members.get(name, ()):
            if not dot and item.start_line <= member.start_line <= item.end_line:
                item = item._replace(qualname=member.qualname, kind=member.kind)
                break
            if dot and member.start_byte <= item.start_byte < member.end_byte and member.kind in TYPE_KINDS:
                item = item._replace(qualname=f"{member.qualname}.{rest}")
                break
        yield item
