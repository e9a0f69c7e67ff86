"""What a terminal would act upon, made visible: names and texts of a workspace may hold escape sequences."""

from __future__ import annotations

from .. import lazy_re as re

__all__ = ["one_line", "unmarked", "visible"]

ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
"""Control characters but for tab and line end, other ends of lines, and those that turn the direction of a text."""


def visible(text: str) -> str:
    """The text with an escape (`\\x1b`) in place of each character that is no part of what is read."""
    return ACTING.sub(lambda match: ascii(match[0])[1:-1], text)


def one_line(text: str) -> str:
    """The same in one line: a path may hold an end of line."""
    return visible(text).replace("\n", "\\n")


def unmarked(text: str) -> str:
    """The same for a text that rich prints: brackets are no markup."""
    from rich.markup import escape

    return escape(one_line(text))
