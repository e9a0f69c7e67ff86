"""Strings and patterns (`/x/`) of a JavaScript, JSON or YAML text, each with the keys that it stands under: configuration read as data.

Nothing is evaluated. What a tool's configuration names (`plugins: ['x']`, `extends: "y"`) is nearly always a literal, and
one reader of literals serves every file that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from ... import lazy_re as re

__all__ = ["KeyedString", "keyed_strings"]

TOKEN = re.compile(
    r"\\.|//[^\n]*+|/\*[^*]*+(?:\*(?!/)[^*]*+)*+(?:\*/)?+"
    r"|(?<=[:\[,(])\s*+(?P<pattern>/(?![*/])(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[a-z]*+)"
    r"|\"(?P<double>(?:[^\"\\\n]|\\.)*+)\"|'(?P<single>(?:[^'\\\n]|\\.)*+)'|`(?P<template>(?:[^`\\]|\\.)*+)`"
    r"|(?P<word>[\w$-]++)|(?P<sign>[{}\[\](),:;]|=(?![=>]))"
)
PAIR = re.compile(
    r"(?P<indent>\s*+(?:-\s++)*+)(?:(?P<quote>['\"]?)(?P<key>[\w@/.$*-]++)(?P=quote)\s*+:(?:\s++|$))?(?P<rest>.*+)"
)
DEEPEST = 100
"""No person nests so deep; a text that does would cost the square of its length."""
OPENING, CLOSING = "{[(", "}])"
OPTIONS = frozenset({"addons", "extends", "plugins", "presets", "reporters", "themes"})
"""Variables that are called as the option whose value they become: `const plugins = ['x']; return { plugins }`."""


class KeyedString(NamedTuple):
    """A string literal.

    Attributes:
        keys: the keys around it, outermost first; a call's name counts as one.
        value: as written, without its quotes; a pattern with its slashes.
        line: 1-based.
        is_key: it is itself a key.
    """

    keys: tuple[str, ...]
    value: str
    line: int
    is_key: bool


def keyed_strings(path: str, text: str) -> Iterator[KeyedString]:
    """All strings of a text in source order; YAML by indentation, everything else by brackets."""
    bare = path.rpartition("/")[2].endswith("rc") and not text.lstrip().startswith("{")
    return _of_yaml(text) if bare or path.endswith((".yml", ".yaml")) else _of_brackets(text)


def _tokens(text: str, line: int) -> Iterator[tuple[str, str, int]]:
    """`(kind, text, line)` of all that is no comment; strings without their quotes."""
    position = 0
    for match in TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        if (kind := match.lastgroup) is not None:
            yield kind, match[kind], line


def _of_brackets(text: str, first: int = 1) -> Iterator[KeyedString]:
    keys: list[str] = []
    key = ""
    pending: tuple[str, bool, int] | None = None
    for group, found, line in _tokens(text, first):
        if group != "sign":
            pending = (found, group != "word", line)
            continue
        if pending and found == ":":
            key = pending[0]
            yield KeyedString(_path(keys), key, pending[2], True)
        elif pending and pending[1]:
            yield KeyedString(_path(keys, key), pending[0], pending[2], False)
        if found in OPENING:
            keys.append(key or (pending[0] if pending and found == "(" else ""))
            key = ""
        elif found in CLOSING:
            key = keys.pop() if keys else ""
        elif found in ",;":
            key = ""
        elif found == "=" and pending and pending[0] in OPTIONS:
            key = pending[0]
        pending = None
    if pending and pending[1]:
        yield KeyedString(_path(keys, key), pending[0], pending[2], False)


def _of_yaml(text: str) -> Iterator[KeyedString]:
    stack: list[tuple[int, str]] = []
    for number, raw in enumerate(text.splitlines(), 1):
        match = PAIR.match(raw.partition(" #")[0].rstrip())
        if match is None or not match[0].strip() or match["rest"].startswith("#"):
            continue
        indent, key, rest = len(match["indent"]), match["key"], match["rest"].strip()
        while stack and stack[-1][0] >= indent:
            stack.pop()
        around = tuple(name for _, name in stack)
        if key:
            yield KeyedString(around, key, number, True)
            stack.append((indent, key))
            around = (*around, key)
        if rest[:1] in {"[", "{"}:
            for item in _of_brackets(WORDS.sub(r'"\1"', rest), number):
                yield item._replace(keys=(*around, *item.keys))
        elif rest and rest not in {"|", ">", "|-", ">-"}:
            yield KeyedString(around, rest.strip("'\""), number, False)


WORDS = re.compile(r"(?<![\w\"'@/.-])([@\w][\w@/.-]*+)(?![\w\"'])")
"""Plain words of a flow collection (`[a, @b/c]`)."""


def _path(keys: list[str], *inner: str) -> tuple[str, ...]:
    return tuple(key for key in (*keys[:DEEPEST], *inner) if key)
