"""What the parts of the impact search pass on: a definition, an occurrence of a name, a step from one to who can run it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Definition", "PlainUse", "Step"]

Definition = tuple[str, str]
"""`(path, qualified name)`; an empty name is the file as a module."""


class PlainUse(NamedTuple):
    """An occurrence in a language without a site table.

    Attributes:
        name: as it is written there.
        owner: qualified name of the innermost definition around it; "" for the file's top level.
        attribute: it follows a `.`, `->` or `::`.
        typed: it is the type of a member that has the very name: `Address Address`.
        mixed: the name stands on the line both alone and behind a `.`: `size = other.size()`.
        unsaid: a constructor is called without its class's name: `super(1)`.
    """

    path: str
    line: int
    owner: str
    attribute: bool
    name: str
    typed: bool = False
    mixed: bool = False
    unsaid: bool = False


class Step(NamedTuple):
    """One step backwards: `user` can run the definition.

    Attributes:
        guard: the class of which an object must exist as well; None for no condition.
        line: where it stands; 0 where nothing written ties the two.
        why: how, in words; "" for a plain use.
        sure: the receiver's type is known.
        cost: how unlikely it is when the user runs (odds.py); 0 where the user always runs the definition.
    """

    user: Definition
    guard: Definition | None
    line: int
    why: str
    sure: bool
    cost: int = 0
