"""Which language a snippet is written in: the one whose grammar reads most of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.languages import language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

__all__ = ["likeliest"]


def likeliest(source: bytes, names: Sequence[str]) -> str:
    """The first of some languages that reads all of a source, else the one that can't read least of it."""
    least: tuple[int, str] | None = None
    for name in names:
        broken = _errors(source, name)
        if least is None or broken < least[0]:
            least = broken, name
        if not broken:
            break
    return least[1] if least else names[0]


def _errors(source: bytes, name: str) -> int:
    """How many bytes of a source the grammar of a language can't read, missing tokens counted as one."""
    from ....indexer.languages.trees import parse
    from ....indexer.parsing import SlowParseError

    text, dialect = language(name).prepare(source)
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
