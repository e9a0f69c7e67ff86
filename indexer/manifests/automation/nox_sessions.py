"""The sessions of a noxfile, read from its syntax tree."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..notations.python_literals import literal_text, parse_python, query
from ..notations.syntax import source_of

if TYPE_CHECKING:
    from tree_sitter import Node

__all__ = ["sessions"]

_SESSIONS = "(decorated_definition definition: (function_definition name: (identifier) @name)) @session"
_RUNS = (
    '(call function: (attribute attribute: (identifier) @verb) arguments: (argument_list) @words (#eq? @verb "run"))'
)
_DECORATORS = ("nox.session", "session")


def sessions(source: bytes) -> Iterator[tuple[str, str, int]]:
    """`(name, commands joined by " && ", line)` of each function decorated as a session."""
    root = parse_python(source)
    for captured in query(_SESSIONS, root):
        node, name = captured["session"][0], captured["name"][0]
        decorator = next((d for d in node.named_children if d.type == "decorator" and _is_session(d)), None)
        if decorator is not None:
            label = _given_name(decorator) or source_of(name)
            commands = (_words(found["words"][0]) for found in query(_RUNS, node))
            yield label, " && ".join(filter(None, commands)), name.start_point[0] + 1


def _is_session(decorator: Node) -> bool:
    return source_of(decorator).lstrip("@ ").partition("(")[0].strip() in _DECORATORS


def _given_name(decorator: Node) -> str:
    for captured in query("(keyword_argument name: (identifier) @key value: (string) @value)", decorator):
        if captured["key"][0].text == b"name":
            return literal_text(captured["value"][0])
    return ""


def _words(arguments: Node) -> str:
    """The literal words of a `session.run(...)`."""
    return " ".join(literal_text(child) for child in arguments.named_children if child.type == "string")
