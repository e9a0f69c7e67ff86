"""How the impact search names a definition and an occurrence of a name: plain values that all of its parts pass on."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Definition", "PlainUse"]

Definition = tuple[str, str]
"""`(path, qualified name)`; an empty name is the file as a module."""


class PlainUse(NamedTuple):
    """An occurrence in a language without a site table.

    Attributes:
        name: as it is written there.
        owner: qualified name of the innermost definition around it; "" for the file's top level.
        attribute: it follows a `.`, `->` or `::`.
        typed: it is the type of a member that has the very name: `Address Address`.
    """

    path: str
    line: int
    owner: str
    attribute: bool
    name: str
    typed: bool = False
