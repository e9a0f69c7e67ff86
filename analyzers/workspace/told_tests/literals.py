"""The literal values of a configuration in JavaScript or JSON, each with the keys that lead to it; nothing is run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["literals"]

TOKEN = re.compile(
    r"//[^\n]*|/\*[^*]*+(?:\*(?!/)[^*]*+)*+\*/"
    r"|'(?:[^'\\\n]|\\.)*+'|\"(?:[^\"\\\n]|\\.)*+\"|`[^`]*+`"
    r"|(?<=[:\[,(])\s*/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*+\])++/[a-z]*|[\w$.]+|[(){}\[\],:=]|\S"
)
QUOTES = "'\"`"
OPENING, CLOSING = frozenset("{["), frozenset("}]")
ESCAPE = re.compile(r"\\(.)")


def literals(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """`(keys, value)` of each string, and of each pattern with its slashes, in the objects and lists of a text.

    Items of a list have the list's keys: `{test: {include: ["a", "b"]}}` gives `("test", "include")` with `a` and with `b`.
    """
    keys: list[str] = []
    key = before = ""
    for match in TOKEN.finditer(text):
        word = match[0].strip()
        if word.startswith(("//", "/*")):
            continue
        if word in {":", "="}:
            key, before = before.strip(QUOTES), ""
            continue
        listed = bool(keys) and keys[-1].startswith("[")
        if before and before[0] in f"{QUOTES}/" and (key or listed):
            yield tuple(item.strip("[") for item in (*keys, key) if item.strip("[")), _plain(before)
        before = word
        if word in OPENING:
            keys.append(f"[{key}" if word == "[" else key)
            key = ""
        elif word in CLOSING and keys:
            keys.pop()
            key = ""
        elif word == ",":
            key = ""


def _plain(word: str) -> str:
    return word if word[0] == "/" else ESCAPE.sub(r"\1", word[1:-1])
