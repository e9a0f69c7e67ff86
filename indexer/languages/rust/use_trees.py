"""Rust: the tree of a `use` declaration, multiplied out into paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["at_file_level", "use_tree"]

USE_TOKEN = re.compile(rb"//[^\n]*+|/\*(?:[^*]++|\*(?!/))*+\*/|((?:r#)?\w+|::|[{},*])")


def use_tree(body: bytes) -> Iterator[tuple[list[str], str]]:
    """The paths of a use declaration's tree, groups multiplied out, each with the local name that it binds.

    Args:
        body: what follows `use`, with or without the `;`.

    Yields:
        `(segments, alias)`; the last segment is "*" for a glob; a path that ends in `self` is its module with ""
        for the name; a leading "" stands for a leading `::`.
    """
    parts = [match[1].decode("utf-8", "replace") for match in USE_TOKEN.finditer(body) if match[1]]
    stack: list[list[str]] = [[]]
    path: list[str] = []
    alias, renamed = "", False
    for part in [*parts, ","]:
        if part == "{":
            stack.append(path)
            path = path[:]
        elif part in {",", "}"}:
            if len(path) > len(stack[-1]):
                yield _bound(path, alias)
            alias = ""
            if part == "}" and len(stack) > 1:
                stack.pop()
                path = stack[-1][:]
            else:
                path = stack[-1][:]
        elif part == "as":
            renamed = True
        elif renamed:
            alias, renamed = part, False
        elif part == "::":
            path = path or [""]
        else:
            path = [*path, part.removeprefix("r#")]


def _bound(path: list[str], alias: str) -> tuple[list[str], str]:
    if path[-1] == "self" and len(path) > 1:
        return [*path[:-1], ""], alias or path[-2]
    return path, alias or path[-1]


def at_file_level(path: list[str], inline: list[str]) -> list[str]:
    """A path as it would be written outside the inline modules that it stands in (`super` there is the file itself)."""
    if not inline or path[0] not in {"self", "super"}:
        return path
    if path[0] == "self":
        return ["self", *inline, *path[1:]]
    ups = next((count for count, part in enumerate(path) if part != "super"), len(path))
    if ups <= len(inline):
        return ["self", *inline[: len(inline) - ups], *path[ups:]]
    return ["super"] * (ups - len(inline)) + path[ups:]
