"""Rust: calls in what a macro is given (`format!("{}", total(1))`): there stand only loose tokens, a name and its brackets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.gathering import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tree_sitter import Node

__all__ = ["TOKENS", "arguments_at", "is_list", "loose_calls"]

TOKENS = "token_tree"
UNCOUNTED = words("| < ..")
"""Tokens among arguments whose commas may be those of a closure or of types."""


def loose_calls(tree: Node, line: int) -> Iterator[Node]:
    """The names on a line that brackets stand behind."""
    tokens = tree.children
    called = (token for at, token in enumerate(tokens, 1) if arguments_at(tokens, at) is not None)
    return (token for token in called if token.end_point[0] + 1 == line)


def arguments_at(tokens: Sequence[Node], position: int) -> int | None:
    """The number of arguments of a call; -1 where it can't be told, None for no call."""
    if not is_list(tokens, position):
        return None
    inside = [item.type for item in tokens[position].children[1:-1] if "comment" not in item.type]
    if UNCOUNTED.intersection(inside):
        return -1
    return inside.count(",") + bool(inside and inside[-1] != ",")


def is_list(tokens: Sequence[Node], position: int, sign: str = "(") -> bool:
    """Tokens in brackets stand there."""
    return position < len(tokens) and tokens[position].type == TOKENS and tokens[position].children[0].type == sign
