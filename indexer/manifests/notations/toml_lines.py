"""TOML with lines: values from the TOML parser, lines from a scan of the tokens, a damaged text table by table."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

from .... import lazy_re as re
from .lines import Document, Path, decode

__all__ = ["read_toml"]

DEPTH = 50
ASSIGNMENTS = 1000
_TOKEN = re.compile(
    r'''(?P<skip>[ \t]+|\#[^\n]*)
      | (?P<string>"""(?:[^"\\]|\\.|"(?!""))*"{3,5}
                 | \'\'\'(?:[^']|'(?!''))*'{3,5}|"[^"\\\n]*(?:\\.[^"\\\n]*)*"|'[^'\n]*')
      | (?P<sign>[\[\]{}=,.])
      | (?P<end>\n)
      | (?P<word>[^\s\[\]{}=,.\#"']+)''',
    re.VERBOSE | re.DOTALL,
)
_ASSIGNMENT = re.compile(r"^[ \t]*[\w\"'][^=\n]*=", re.MULTILINE)
_HEADER = re.compile(r"^[ \t]*\[", re.MULTILINE)
_AT_LINE = re.compile(r"\(at line (\d+)")


def read_toml(data: bytes) -> Document:
    """The values of a TOML text and the line of each key, table and array item."""
    import tomli

    text = decode(data)
    try:
        return Document(tomli.loads(text), _lines(text))
    except (ValueError, RecursionError) as error:
        return _salvage(text, _problem(error))


def _problem(error: Exception) -> tuple[int, str]:
    found = _AT_LINE.search(str(error))
    return (int(found[1]) if found else 1), f"not valid TOML: {' '.join(str(error).split())[:120]}"


def _salvage(text: str, problem: tuple[int, str]) -> Document:
    """What the tables that do parse say, each read on its own; the first error is the problem."""
    starts = [0, *(match.start() for match in _HEADER.finditer(text)), len(text)]
    top: dict[str, Any] = {}
    for start, end in pairwise(starts):
        _merge(top, _load(text[start:end]) or _statements(text[start:end]))
    return Document(top, _lines(text), [problem])


def _load(text: str) -> dict[str, Any] | None:
    import tomli

    try:
        return tomli.loads(text)
    except (ValueError, RecursionError):
        return None


def _statements(table: str) -> dict[str, Any]:
    """The assignments of a damaged table that do parse, an array cut short among them."""
    header, _, body = table.partition("\n") if table.lstrip().startswith("[") else ("", "", table)
    top = _load(header) or {}
    innermost: Any = top
    while innermost:
        innermost = next(iter(innermost.values())) if isinstance(innermost, dict) else innermost[-1]
    if header and not isinstance(innermost, dict):
        return top
    starts = [match.start() for match in _ASSIGNMENT.finditer(body)][:ASSIGNMENTS]
    for start, end in pairwise([*starts, len(body)]):
        piece = body[start:end]
        _merge(innermost, _load(piece) or _load(piece + "]") or _load(piece + '"]') or {})
    return top


def _merge(into: dict[str, Any], new: dict[str, Any]) -> None:
    """Adds a table's values to what stands; a sub-table of an array of tables belongs to its last item."""
    for key, value in new.items():
        old = into.get(key)
        if isinstance(old, list) and isinstance(value, dict) and old and isinstance(old[-1], dict):
            _merge(old[-1], value)
        elif isinstance(old, list) and isinstance(value, list):
            old.extend(value)
        elif isinstance(old, dict) and isinstance(value, dict):
            _merge(old, value)
        else:
            into.setdefault(key, value)


def _lines(text: str) -> dict[Path, int]:
    scan, at = _Scan(), 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:  # an unterminated string: go on in the next line
            at = text.find("\n", at)
            if at < 0:
                break
            scan.restart()
            continue
        if token.lastgroup != "skip":
            scan.take(token.lastgroup or "", token[0])
        scan.number += token[0].count("\n")
        at = token.end()
    return scan.where


class _Scan:
    """Where the scan stands: the current table, the key being read, the open arrays and inline tables."""

    def __init__(self) -> None:
        self.number = 1
        self.where: dict[Path, int] = {}
        self._table: Path = ()
        self._sizes: dict[Path, int] = {}
        self.restart()

    def restart(self) -> None:
        """The start of a line outside all brackets."""
        self._keys: list[str] = []
        self._header = 0
        self._in_value = False
        self._open: list[tuple[str, Path, int]] = []

    def take(self, kind: str, text: str) -> None:
        if kind == "end":
            if self._open and self._open[-1][0] == "[":
                return
            self.restart()
        elif self._in_value or self._open:
            self._value(kind, text)
        elif kind == "sign":
            self._statement(text)
        elif len(self._keys) < DEPTH:
            self._keys.append(_key(text))

    def _statement(self, sign: str) -> None:
        if sign == "=" and self._keys:
            self._enter(self._table)
        elif sign == "[":
            self._header += 1
        elif sign == "]" and self._keys:
            self._open_table()

    def _enter(self, base: Path) -> None:
        """A key is complete: its line is known, and its value follows."""
        path = base
        for key in self._keys:
            path = (*path, key)
            self.where.setdefault(path, self.number)
        self._path, self._keys, self._in_value = path, [], True

    def _open_table(self) -> None:
        path: Path = ()
        for key in self._keys[:-1]:
            path = (*path, key)
            self.where.setdefault(path, self.number)
            path = self._item(path)
        path = (*path, self._keys[-1])
        self.where.setdefault(path, self.number)
        if self._header > 1:
            self._sizes[path] = self._sizes.get(path, 0) + 1
        self._table, self._keys = self._item(path), []
        self.where.setdefault(self._table, self.number)

    def _item(self, path: Path) -> Path:
        """An array of tables stands for its last item."""
        return (*path, self._sizes[path] - 1) if path in self._sizes else path

    def _value(self, kind: str, text: str) -> None:
        container, base, index = self._open[-1] if self._open else ("", (), 0)
        if container == "{" and not self._in_value:
            if kind != "sign" and len(self._keys) < DEPTH:
                self._keys.append(_key(text))
            elif text == "=" and self._keys:
                self._enter(base)
            elif text == "}":
                self._leave()
            return
        if text == "," and kind == "sign":
            if container == "[":
                self._open[-1] = ("[", base, index + 1)
            else:
                self._in_value = False
        elif text in "]}" and kind == "sign":
            self._leave()
        else:
            self._begin(text if kind == "sign" else "", (*base, index) if container == "[" else self._path)

    def _begin(self, sign: str, path: Path) -> None:
        self.where.setdefault(path, self.number)
        if sign in ("[", "{") and len(self._open) < DEPTH:
            self._open.append((sign, path, 0))
            self._in_value, self._keys = sign == "[", []

    def _leave(self) -> None:
        if self._open:
            self._open.pop()
        self._keys, self._in_value = [], True


def _key(text: str) -> str:
    if text[0] == "'":
        return text[1:-1]
    if text[0] == '"':
        return text[1:-1] if "\\" not in text else _unescaped(text)
    return text


def _unescaped(text: str) -> str:
    """A quoted key without its escapes, which TOML writes as JSON does; as it stands where they are none."""
    try:
        return str(json.loads(text))
    except ValueError:
        return text[1:-1]
