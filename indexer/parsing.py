"""Parses a text for as long as one that a person wrote can take."""

from __future__ import annotations

from time import monotonic, thread_time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tree_sitter import Parser, Tree

__all__ = ["SlowParseError", "guarded", "with_text"]

LEAST_SECONDS = 2.0
BYTES_A_SECOND = 250_000
"""Processor time, so that a busy machine changes nothing; the slowest grammar reads four times as much."""
PIECE = 1024
"""What is given out from the middle of a text, which is asked for by `Node.text`: the rest of the text, copied for each name, took
most of the time of reading a long file."""


class SlowParseError(Exception):
    """A text that a grammar does not finish in any reasonable time."""


def guarded(parser: Parser, source: bytes) -> Tree:
    """Parses with a limit of time that grows with the text.

    Grammars have texts that take quadratic time (Ruby 0.23: 43 s for 80 kB of `'\\`), and some that never end (Kotlin 1.1 on
    a file in the middle of an edit). The parser looks at the time only where it is given a function for the text.

    Raises:
        SlowParseError: it takes too long.
    """
    allowed = LEAST_SECONDS + len(source) / BYTES_A_SECOND
    deadline, earliest = thread_time() + allowed, monotonic() + allowed  # the wall clock is asked ten times as fast
    try:
        return parser.parse(
            lambda offset, _: source[offset : offset + PIECE] if offset else source,
            progress_callback=lambda _, __: monotonic() > earliest and thread_time() > deadline,
        )
    except ValueError as error:
        parser.reset()  # else it resumes there with the next text
        raise SlowParseError(f"its grammar did not finish in {allowed:.0f} s of processor time") from error


def with_text(parser: Parser, source: bytes) -> Tree:
    """Like `guarded`, for small files whose nodes are asked for their text: a tree of a whole text has it at hand."""
    guarded(parser, source)
    return parser.parse(source)
