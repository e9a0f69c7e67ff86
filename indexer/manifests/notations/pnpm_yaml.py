"""The block YAML that pnpm writes, line by line: seven times as fast as a YAML parser, which reads what is unlike it."""

from __future__ import annotations

import re
from typing import Any

from .lines import Document, Path, decode
from .yaml_lines import read_yaml

__all__ = ["read_pnpm_yaml"]

_LINE = re.compile(r"""( *)('(?:[^']|'')*'|"[^"\\]*"|[^\s'"\[\]{}&*!|>%@`,?#-][^\s:#]*(?::[^\s:#]+)*):(?: +(.*))?\Z""")
_FLOW = re.compile(r"""([\w-]+): *('(?:[^']|'')*'|"[^"\\]*"|[^,{}\[\]'"]+)""")
_CONSTANTS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None, "{}": {}, "[]": []}


def read_pnpm_yaml(data: bytes) -> Document:
    """Nested tables with the line of each key; as `read_yaml` where a line is not of the kind that pnpm writes.

    Of several documents the last is read: pnpm 11 puts the packages of pnpm itself into one before it.
    """
    text = _last_document(decode(data))
    return _read(text.split("\n")) or read_yaml(text.encode("utf-8", "replace"))


def _last_document(text: str) -> str:
    """The text with blank lines in place of all documents but the last."""
    cut = text.rfind("\n---\n")
    start = cut + 5 if cut >= 0 else 4 if text.startswith("---\n") else 0
    return "\n" * text.count("\n", 0, start) + text[start:]


def _read(lines: list[str]) -> Document | None:
    top: dict[str, Any] = {}
    where: dict[Path, int] = {}
    open_tables: list[tuple[int, dict[str, Any], Path]] = [(-1, top, ())]
    pending: tuple[int, dict[str, Any], str, Path] | None = None
    last = 0
    for number, line in enumerate(lines, 1):
        bare = line.lstrip()
        if not bare or bare[0] == "#" or bare.startswith("- "):  # no list of pnpm's is read
            continue
        found = _LINE.match(line)
        if not found:
            return None
        indent, key = len(found[1]), _unquote(found[2])
        if pending and indent > pending[0]:
            table: dict[str, Any] = {}
            pending[1][pending[2]] = table
            open_tables.append((pending[0], table, pending[3]))
        elif indent > last:
            return None
        last = indent
        while open_tables[-1][0] >= indent:
            open_tables.pop()
        _, table, base = open_tables[-1]
        path = (*base, key)
        where[path] = number
        text = found[3] or ""
        value = _value(text)
        if value is NotImplemented:
            return None
        table[key] = value
        pending = (indent, table, key, path) if not text else None
    return Document(top, where)


def _value(text: str) -> Any:
    """A scalar or a flow value; NotImplemented for what takes a whole YAML parser."""
    if text in _CONSTANTS:
        constant = _CONSTANTS[text]
        return type(constant)() if isinstance(constant, dict | list) else constant
    if text[0] == "{":
        return {key: _value(value.strip()) for key, value in _FLOW.findall(text)} if text[-1] == "}" else NotImplemented
    if text[0] == "[":
        return [_unquote(item.strip()) for item in text[1:-1].split(",")] if text[-1] == "]" else NotImplemented
    if text[0] in "'\"":
        return _unquote(text) if text[-1] == text[0] and len(text) > 1 else NotImplemented
    return NotImplemented if text[0] in "&*!|>%@`" or " #" in text else text


def _unquote(text: str) -> str:
    if text[:1] == "'":
        return text[1:-1].replace("''", "'")
    return text[1:-1] if text[:1] == '"' else text
