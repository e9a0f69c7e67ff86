"""What a documentation comment of JavaScript or TypeScript names as language servers read it: types in braces, links, `@see`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["DocumentedName", "documented"]

NAME: Final = r"[A-Za-z_$][\w$]*"
TYPED: Final = re.compile(
    r"@(?:param|arg|argument|returns?|throws|exception|type|prop(?:erty)?|typedef|template|satisfies|extends|augments"
    r"|implements|this|enum|yields?)\s*\{(?!@)(?P<type>(?:[^{}]|\{[^{}]*\})*)\}"
)
LINKED: Final = re.compile(rf"(?:\{{@link(?:code|plain)?\s+|@see\s+)(?P<link>{NAME}(?:[.#]{NAME})*)(?!\w*://)")
TYPE_NAME: Final = re.compile(rf"(?<![\w$.'\"])(?P<name>{NAME})(?!\s*\??:)(?![\w$.'\"])")


class DocumentedName(NamedTuple):
    """A name in a comment: `line` counts from the comment's first, `holder` is what stands before the dot, "" for nothing."""

    line: int
    holder: str
    text: str


def documented(comment: str) -> Iterator[DocumentedName]:
    """The names that a comment mentions, none where it is no documentation."""
    if not comment.startswith("/**") or "@" not in comment:
        return
    for typed in TYPED.finditer(comment):
        for name in TYPE_NAME.finditer(comment, typed.start("type"), typed.end("type")):
            yield DocumentedName(comment.count("\n", 0, name.start()), "", name["name"])
    for linked in LINKED.finditer(comment):
        holder = ""
        for part in re.split(r"[.#]", linked["link"])[:2]:
            yield DocumentedName(comment.count("\n", 0, linked.start("link")), holder, part)
            holder = part
