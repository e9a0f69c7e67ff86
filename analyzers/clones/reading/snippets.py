"""A snippet as a file of the workspace: the language whose grammar reads most of it, and why nothing may be found for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.languages import prepared, supported
from .sources import from_source

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from ....indexer.index import Index
    from .corpus import ClonedFile

__all__ = ["read_snippet", "why_nothing"]

SNIPPET = "<code>"
"""The path under which a snippet is reported."""

GUESSES = 4

FOREIGN = 0.1
"""Where no language reads more of a snippet than all but this share, it may be written in none of them."""


def read_snippet(index: Index, code: str) -> tuple[ClonedFile, float]:
    """A snippet in the workspace's language that reads it with the fewest errors, and the share of it that this one can't read."""
    source = code.encode()
    used = index.rows("SELECT language FROM files GROUP BY language ORDER BY count(*) DESC, language")
    name, broken = _likeliest(source, [name for (name,) in used if supported(name)][:GUESSES] or ["Python"])
    return from_source(SNIPPET, source, name), broken / max(1, len(source.strip()))


def why_nothing(snippet: ClonedFile, unread: float, min_tokens: int) -> str:
    """Why it does not mean much that nothing was found for a snippet; "" where it does."""
    tokens = snippet.tokens_of(0, len(snippet.source))
    if tokens.is_smaller(min_tokens):
        return (
            f"the snippet has {tokens.size} tokens, and code of fewer than {min_tokens} is not compared: "
            "give a whole function or a lower min_tokens, or ask by name"
        )
    if unread > FOREIGN:
        return (
            f"the snippet was read as {snippet.language}, which cannot read {min(1.0, unread):.0%} of it: code of a language "
            "that is not among the workspace's first ones, or that is cut off, is not found"
        )
    return ""


def _likeliest(source: bytes, names: Sequence[str]) -> tuple[str, int]:
    """The first of some languages that reads all of a source, else the one that can't read least of it; and how many bytes."""
    least = names[0], len(source) + 1
    for name in names:
        broken = _errors(source, name)
        if broken < least[1]:
            least = name, broken
        if not broken:
            break
    return least


def _errors(source: bytes, name: str) -> int:
    """How many bytes of a source the grammar of a language can't read, missing tokens counted as one."""
    from ....indexer.languages.trees import parse
    from ....indexer.parsing import SlowParseError

    text, dialect = prepared(name, source)
    try:
        return _broken(parse(text, dialect).root_node)
    except SlowParseError:
        return len(source)


def _broken(root: Node) -> int:
    total, todo = 0, [root]
    while todo:
        node = todo.pop()
        if node.is_error:
            total += max(1, node.end_byte - node.start_byte)
        elif node.is_missing:
            total += 1
        elif node.has_error:
            todo.extend(node.children)
    return total
