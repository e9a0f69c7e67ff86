"""What shows a pattern in code, as data has it."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Idiom"]


class Idiom(NamedTuple):
    """A pattern that shows in what code uses.

    Attributes:
        names: identifiers; the more of them a file uses, the better an example it is.
        bases: base classes that prove it.
        decorators: decorators and annotations that prove it, by their first word.
        modules: libraries made for it, as they are imported.
        returns: types by which a function's signature shows it.
        takes: parameters by which it does.
        weak: of the decorators those that may mean something else.
        foreign: base classes of what is only called like it.
        vague: of the names those that mean much else: one of them alone shows nothing.
        borrowed: of the names those of a library, by which code of the workspace's own is called for other reasons too.
        named: last words of the names of classes that prove it.
        together: names that show it where a file uses all of a row.
        apart: words in the name of a file or class that make it another pattern's.
        aside: languages in which a file's name or folder says nothing of it: a page is called settings too.
        crosses: any file may show it, so what only declares a type or sets up a tool is no example.
        kinds: of public definitions that are what the pattern asks for.
        endings: what ends in one of the bases proves it too, and where several do, a name alone proves nothing.
    """

    names: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()
    decorators: tuple[str, ...] = ()
    modules: tuple[str, ...] = ()
    returns: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    borrowed: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    together: tuple[tuple[str, ...], ...] = ()
    apart: tuple[str, ...] = ()
    aside: frozenset[str] = frozenset()
    crosses: bool = False
    kinds: tuple[str, ...] = ()
    endings: bool = False
