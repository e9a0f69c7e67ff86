"""Parses a file by the grammar of its language, for as long as a file that a person wrote can take."""

from __future__ import annotations

from functools import cache
from time import thread_time
from typing import TYPE_CHECKING

from .languages import language

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

__all__ = ["SlowParseError", "guarded", "parse", "parser_of", "with_text"]

LEAST_SECONDS = 2.0
BYTES_A_SECOND = 250_000
"""Processor time, so that a busy machine changes nothing; the slowest grammar reads four times as much."""


class SlowParseError(Exception):
    """A text that a grammar does not finish in any reasonable time."""


def parse(source: bytes, dialect: str) -> Tree:
    """The syntax tree of a text.

    Args:
        source: what `LanguageModule.prepare` gave.
        dialect: the language whose grammar reads it, which `prepare` gave too.

    Raises:
        SlowParseError: it takes too long.
    """
    return guarded(parser_of(dialect), source)


def guarded(parser: Parser, source: bytes) -> Tree:
    """Parses with a limit of time that grows with the text.

    Grammars have texts that take quadratic time (Ruby 0.23: 43 s for 80 kB of `'\\`), and some that never end (Kotlin 1.1 on
    a file in the middle of an edit). The parser looks at the time only where it is given a function for the text.

    Raises:
        SlowParseError: it takes too long.
    """
    allowed = LEAST_SECONDS + len(source) / BYTES_A_SECOND
    deadline = thread_time() + allowed
    try:
        return parser.parse(
            lambda offset, _: source[offset:] if offset else source,
            progress_callback=lambda _, __: thread_time() > deadline,
        )
    except ValueError as error:
        parser.reset()  # else it resumes there with the next text
        raise SlowParseError(f"its grammar did not finish in {allowed:.0f} s of processor time") from error


def with_text(parser: Parser, source: bytes) -> Tree:
    """Like `guarded`, for small files whose nodes are asked for their text: a tree of a whole text has it at hand."""
    guarded(parser, source)
    return parser.parse(source)


@cache
def parser_of(dialect: str) -> Parser:
    """The parser of a language by Linguist's name."""
    from tree_sitter import Language, Parser

    grammar = language(dialect).grammar()
    return Parser(grammar if isinstance(grammar, Language) else Language(grammar))
