"""JSON with lines: comments, trailing commas, bare keys, single quotes; a damaged text as far as it makes sense.

Iterative and linear in the length of the text; nothing is read below `DEPTH` levels or after `PROBLEMS` mistakes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from .... import lazy_re as re
from ...read_tables import json_value
from .lines import Document, Key, Path, decode

__all__ = ["read_json"]

DEPTH = 100
PROBLEMS = 10
LARGE = 100_000
LINE = 1000
"""A text with longer lines on average is not written line by line."""

_TOKEN = re.compile(
    r"""(?P<skip>[\s,]+|//[^\n]*|/\*.*?\*/)
      | (?P<string>"[^"\\]*(?:\\.[^"\\]*)*"|'[^'\\]*(?:\\.[^'\\]*)*')
      | (?P<sign>[{}\[\]:])
      | (?P<word>[^\s,:{}\[\]"'/]+)""",
    re.VERBOSE | re.DOTALL,
)
_CONTAINER = re.compile(r"""^([ \t]+)(?:("[^"\\\n]*(?:\\.[^"\\\n]*)*")[ ]?:[ ]?)?[{\[]""", re.MULTILINE)
_WORDS = {"true": True, "false": False, "null": None}
_LITERALS = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?\Z")


def read_json(data: bytes) -> Document:
    """The values of a JSON text and the line of each key and list item.

    The top value is a dict (an empty one where the text holds none). Of a valid text of more than `LARGE` bytes that is
    indented as programs write it, only the lines of objects and lists are noted (`Document.line` answers
    with the nearest).
    """
    text = decode(data)
    return (_read_large(text) if len(data) > LARGE else None) or _read(text)


def _read_large(text: str) -> Document | None:
    """Lockfiles of megabytes, six times as fast; None where the text is not of the kind."""
    if text.count("\n") * LINE < len(text):
        return None
    try:
        value = json_value(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(value, dict):
        return None
    return Document(value, dict(_containers(text)))


def _containers(text: str) -> Iterator[tuple[Path, int]]:
    """`(path, line)` of every object and list that begins a line, by the indentation of what is around.

    Of a list only the items that are containers are counted: lists of both kinds are in no manifest.
    """
    around: list[tuple[int, Path]] = [(0, ())]
    items: dict[Path, int] = {}
    number, at = 1, 0
    for match in _CONTAINER.finditer(text):
        number += text.count("\n", at, match.start())
        at, indent = match.start(), match.end(1) - match.start(1)
        while around[-1][0] >= indent:
            around.pop()
        above = around[-1][1]
        key: Key = _unquote(match[2]) if match[2] else items.get(above, 0)
        if not match[2]:
            items[above] = items.get(above, 0) + 1
        path = (*above, key)
        yield path, number
        around.append((indent, path))


def _read(text: str) -> Document:
    builder = _Builder()
    at = 0
    while at < len(text) and len(builder.problems) < PROBLEMS:
        token = _TOKEN.match(text, at)
        if token is None:
            builder.problem("unterminated string or comment" if text[at] in "\"'/" else f"unexpected {text[at]!r}")
            break
        if token.lastgroup != "skip":
            builder.take(token.lastgroup or "", token[0])
        builder.number += token[0].count("\n")
        at = token.end()
    return builder.finish()


class _Builder:
    """The document so far: the open containers, and the key that waits for its value."""

    def __init__(self) -> None:
        self.number = 1
        self.top: Any = None
        self.where: dict[Path, int] = {}
        self.problems: list[tuple[int, str]] = []
        self._open: list[tuple[Any, Path]] = []
        self._key: str | None = None
        self._key_line = 1
        self._colon = False

    def take(self, kind: str, text: str) -> None:
        if kind == "string":
            self._scalar(_unquote(text))
        elif kind == "word":
            self._scalar(_word(text))
        elif text in "{[":
            value: Any = {} if text == "{" else []
            path = self._put(value)
            if len(self._open) >= DEPTH:
                self.problems += [(self.number, f"nested deeper than {DEPTH} levels")] * PROBLEMS
            elif path is not None:
                self._open.append((value, path))
        elif text == ":":
            self._colon = True
        else:
            self._close(text)

    def problem(self, message: str) -> None:
        self.problems.append((self.number, message))

    def finish(self) -> Document:
        if self._open and not self.problems:
            self.problem("the text ends inside a value")
        if not isinstance(self.top, dict):
            if not self.problems:
                self.problem("no JSON object")
            self.top = {}
        return Document(self.top, self.where, list(dict.fromkeys(self.problems)))

    def _scalar(self, value: Any) -> None:
        container = self._open[-1][0] if self._open else None
        if isinstance(container, dict) and not (self._key is not None and self._colon):
            if self._key is not None:
                self.problem(f"no value for {self._key[:40]!r}")
            self._key, self._key_line, self._colon = value if isinstance(value, str) else str(value), self.number, False
        else:
            self._put(value)

    def _put(self, value: Any) -> Path | None:
        """Places a value where one is expected; its path, or None where none is."""
        if not self._open:
            if self.top is not None:
                self.problem("more than one value")
                return None
            self.top = value
            return ()
        container, path = self._open[-1]
        key: Key
        if isinstance(container, list):
            key, line = len(container), self.number
            container.append(value)
        elif self._key is not None:
            key, line = self._key, self._key_line
            container[key] = value
            self._key, self._colon = None, False
        else:
            self.problem("a value without a key")
            return None
        self.where[(*path, key)] = line
        return (*path, key)

    def _close(self, sign: str) -> None:
        self._key, self._colon = None, False
        if not self._open or isinstance(self._open[-1][0], dict) != (sign == "}"):
            self.problem(f"unexpected {sign!r}")
        if self._open:
            self._open.pop()


def _unquote(text: str) -> str:
    if "\\" not in text:
        return text[1:-1]
    try:
        found = json_value(text if text[0] == '"' else '"' + text[1:-1].replace('"', '\\"') + '"', strict=False)
    except ValueError:
        return text[1:-1]
    return found if isinstance(found, str) else text[1:-1]


def _word(text: str) -> Any:
    if text in _WORDS:
        return _WORDS[text]
    return json.loads(text) if len(text) < 100 and _LITERALS.match(text) else text
