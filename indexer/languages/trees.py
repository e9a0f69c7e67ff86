"""The syntax tree of a text by the grammar of its language."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from ..parsing import guarded
from . import LANGUAGES
from .common import grammar_of

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

__all__ = ["parse", "parser_of"]


def parse(source: bytes, dialect: str) -> Tree:
    """The syntax tree of a text.

    Args:
        source: what `prepared` gave.
        dialect: the language whose grammar reads it, which `prepared` gave too.

    Raises:
        SlowParseError: it takes too long.
    """
    return guarded(parser_of(dialect), source)


@cache
def parser_of(dialect: str) -> Parser:
    """The parser of a language by Linguist's name."""
    from tree_sitter import Parser

    return Parser(grammar_of(*LANGUAGES[dialect][1:]))
