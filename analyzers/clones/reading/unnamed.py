"""The names of functions that no symbol names, read off their first line."""

from __future__ import annotations

from typing import Final

from .... import lazy_re as re

__all__ = ["has_keyword", "name_in"]

DEFINED: Final = re.compile(rb"(?:def|fun|func|fn|function)\s++([\w$\x80-\xff]++)")
CALLED: Final = re.compile(rb"[^(]*?([\w$.\x80-\xff]++)\s*+\(")
"""Where the name stands: behind the keyword, else before the first bracket."""

MOST_BYTES: Final = 80


def name_in(source: bytes, start: int) -> str:
    """The name of the function that begins there, or of what it is passed to; empty where neither has one."""
    head = source[start : start + MOST_BYTES].partition(b"\n")[0]
    found = DEFINED.match(head) or CALLED.match(head)
    return found[1].decode("utf-8", "replace") if found else ""


def has_keyword(source: bytes, start: int) -> bool:
    """Whether the function that begins there is defined by its name, not written where it is passed on or put into an object."""
    return DEFINED.match(source, start) is not None
