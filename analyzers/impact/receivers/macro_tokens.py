"""Rust: members and calls in the arguments of a macro (`assert_eq!(cart.total(), 12.0)`), which the grammar leaves as loose tokens.

Only chains of names are read there: paths, calls, members. What a macro makes of other tokens nobody can tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ....indexer.gathering import words
from ..changes.call_grammars import arguments_at, is_list
from .receiver_nodes import FIELD, RELATIVE, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tree_sitter import Node

    from .receiver_values import Values

__all__ = ["said_in"]

STARTS = words("identifier self super crate")
JOINTS = frozenset({".", "::"})
ANGLES = {"<": 1, "<<": 2, ">": -1, ">>": -2}
BEFORE_KEY, BEHIND_KEY = words("{ ,"), words("} , :")
Said = tuple[str, "Node", int | None, Any]
"""A name with the node it stands in, the number of its arguments (receivers.py) and its receiver."""


def said_in(values: Values, tree: Node) -> Iterator[Said]:
    """What the tokens of one pair of brackets say; brackets in it are for another call."""
    tokens = list(_without_types(item for item in tree.children if "comment" not in item.type))
    for position, token in enumerate(tokens):
        if token.type in STARTS and (not position or tokens[position - 1].type not in JOINTS):
            yield from _chain(values, tokens, position)


def _without_types(tokens: Iterable[Node]) -> Iterator[Node]:
    """The tokens but for the types that a name is given (`::<Vec<u8>>`)."""
    depth, joint = 0, None
    for token in tokens:
        if depth or (joint is not None and token.type == "<"):
            depth, joint = depth + ANGLES.get(token.type, 0), None
            continue
        if joint is not None:
            yield joint
        joint = token if token.type == "::" else None
        if joint is None:
            yield token


def _chain(values: Values, tokens: Sequence[Node], start: int) -> Iterator[Said]:
    """A path, and the members that are taken of it one after another."""
    path = [tokens[start]]
    position = start + 1
    while _type(tokens, position) == "::" and _is_word(tokens, position + 1):
        path.append(tokens[position + 1])
        position += 2
    if _type(tokens, position) in {"!", "::"}:  # a macro
        return
    if text(path[-1])[:1].isupper() and is_list(tokens, position, "{"):
        yield from _keys(values, [text(item) for item in path], tokens[position].children)
    first, value = _head(values, path, arguments_at(tokens, position))
    if first is not None:
        yield first
    position += is_list(tokens, position)
    while _type(tokens, position) == "." and _is_word(tokens, position + 1):
        name, given = tokens[position + 1], arguments_at(tokens, position + 2)
        yield text(name), name, FIELD if given is None else given, value
        value = _taken(value, text(name), called=given is not None)
        position += 2 + is_list(tokens, position + 2)


def _keys(values: Values, path: list[str], tokens: Sequence[Node]) -> Iterator[Said]:
    """The fields in `Type { field: value, other }`."""
    known = ".".join(values.own(name) for name in path if name not in RELATIVE)
    for position, token in enumerate(tokens):
        if (
            token.type == "identifier"
            and tokens[position - 1].type in BEFORE_KEY
            and tokens[position + 1].type in BEHIND_KEY
        ):
            yield text(token), token, FIELD, ["v" if "." in known else "i", known]


def _head(values: Values, path: Sequence[Node], given: int | None) -> tuple[Said | None, Any]:
    """What a path says, and the value that it stands for."""
    names, last = [text(item) for item in path], path[-1]
    if len(path) > 1:
        before = _before(values, names[:-1])
        return (names[-1], last, given, before), _taken(before, names[-1], called=given is not None)
    if given is not None:
        return (names[0], last, given, 0), ["c", names[0], values.around]
    return None, values.expression(last)


def _before(values: Values, path: list[str]) -> Any:
    """The module or type that a path leads to."""
    names = [name for name in path if name not in RELATIVE] or path[-1:]
    if not names[-1][:1].isupper():
        return ["q", ".".join(names)]
    if len(names) == 1 and names[0] != "Self":
        return ["n", names[0], values.around]
    return ["s", values.own(".".join(names))]


def _taken(value: Any, name: str, *, called: bool) -> Any:
    return None if value is None else ["()" if called else ".", value, name]


def _is_word(tokens: Sequence[Node], position: int) -> bool:
    return position < len(tokens) and text(tokens[position]).isidentifier()


def _type(tokens: Sequence[Node], position: int) -> str:
    return tokens[position].type if position < len(tokens) else ""
