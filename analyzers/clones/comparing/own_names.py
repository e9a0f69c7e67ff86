"""Which names a piece of code makes itself: parameters, variables that it declares or assigns, what it loops over."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from ..reading.tokens import HEAD_TOKENS, NAME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..reading.tokens import Tokens

__all__ = ["own_names"]

ASSIGNING: Final = frozenset({"Python", "Ruby", "PHP", "Lua", "Shell", "R", "Julia", "Elixir", "Perl", "GDScript"})
"""Where the first assignment makes a local name; elsewhere a word before it does, and else it may be a field."""

CALLS_BY_WORDS: Final = frozenset({"Ruby", "Elixir", "Scala", "Groovy", "Haskell", "OCaml", "Perl", "Shell"})
"""There two names in a row are a call, elsewhere a type and what it is the type of."""

POINTERS: Final = frozenset({"C", "C++", "PHP", "Objective-C", "Perl"})
"""Where `a->b` asks an object for something; elsewhere `a` is what a lambda takes."""

USING: Final = frozenset(
    b"return in not and or is if elif else elsif unless while until when case then do await yield throw raise new delete"
    b" typeof instanceof assert del print echo go defer goto global nonlocal from of super void match switch out ref".split()
)
"""Words before what is used; before what is made stands any other: `var`, `int`, `for`, `as`."""

BRACKETS: Final = {b")": b"(", b"]": b"[", b"}": b"{"}
BEFORE_CLOSURE: Final = frozenset({b"{", b"do", b"(", b",", b"=", b"move"})


@lru_cache(maxsize=4)
def own_names(found: Tokens, language: str) -> frozenset[bytes]:
    """The names that are shown to be the piece's own; of others nobody can tell. Clones in one function ask one after the other."""
    reading = _Reading(found, language)
    return frozenset(found.raw[at] for at in reading.made() if found.blind[at] == NAME)


class _Reading:
    """The tokens of a piece, read for what makes names."""

    def __init__(self, found: Tokens, language: str) -> None:
        self._raw, self._blind, self._language = [*found.raw, b"", b""], [*found.blind, b"", b""], language
        self._opened = self._openings()

    def made(self) -> Iterator[int]:
        """The positions of what it makes; between them may be types and brackets."""
        yield from self._head()
        for at, token in enumerate(self._raw[:-2]):
            if self._blind[at] == NAME and self._is_declared(at):
                yield at
            elif token == b"|" and BEFORE_CLOSURE.intersection((self._raw[at - 1], self._raw[at - 1][-1:])):
                yield from range(at, next((end for end in range(at + 1, len(self._raw)) if self._raw[end] == b"|"), at))
            elif self._takes(at) or (self._assigns(at) and not self._is_argument(at)) or token in (b"in", b"of"):
                yield from self._targets(at)

    def _openings(self) -> dict[int, int]:
        """Where the innermost bracket around each token was opened; -1 where there is none."""
        opened, found = [-1], {}
        for at, token in enumerate(self._raw):
            if token in BRACKETS and len(opened) > 1:
                found[at] = opened.pop()
                continue
            found[at] = opened[-1]
            if token[-1:] in BRACKETS.values():
                opened.append(at)
        return found

    def _head(self) -> range:
        """From its beginning to the end of the parameters behind its name."""
        for at, token in enumerate(self._raw[:HEAD_TOKENS]):
            if token.endswith(b"(") and len(token) > 1 and self._blind[at] == NAME + b"(":
                closing = (end for end, opened in self._opened.items() if opened == at and self._raw[end] == b")")
                return range(next(closing, at))
        return range(0)

    def _is_declared(self, at: int) -> bool:
        """Whether a word or a type stands before a name: `var x`, `Item x`, `List<Item> x =`, `Item *x =`."""
        before, view = self._raw[at - 1] if at else b"", self._blind[at - 1] if at else b""
        if view == NAME:
            return self._language not in CALLS_BY_WORDS
        if before in (b"*", b"&"):
            return at > 1 and self._blind[at - 2] == NAME and self._assigns(at + 1)
        if before in (b">", b"]"):
            return self._assigns(at + 1)
        return before.isalpha() and before not in USING

    def _assigns(self, at: int) -> bool:
        """Whether a `=` stands there that is no comparison, and no arrow."""
        return (
            self._raw[at] == b"="
            and self._raw[at + 1] not in (b"=", b"~", b">")
            and self._raw[at - 1] not in (b"=", b"!", b"<", b">")
        )

    def _is_argument(self, at: int) -> bool:
        """Whether an assignment makes no local name: it names an argument, or its language would have it declared."""
        opener = self._raw[self._opened[at]] if self._opened[at] >= 0 else b""
        if self._raw[at - 1] in (b":", b"}", b"]"):
            return False
        return self._language not in ASSIGNING or (len(opener) > 1 and self._blind[self._opened[at]].startswith(NAME))

    def _takes(self, at: int) -> bool:
        """Whether an arrow stands there, behind what a function takes."""
        if self._raw[at] == b"=" and self._raw[at + 1] == b">":
            return True
        dashed = self._raw[at] == b"-" and self._raw[at + 1] == b">"
        return (dashed or self._raw[at].startswith(b"->")) and self._language not in POINTERS

    def _targets(self, at: int) -> Iterator[int]:
        """The names in the brackets before a place, or in a row with commas."""
        at -= 1
        if self._raw[at] == b":":
            at -= 1
        if self._raw[at] in BRACKETS:
            yield from range(max(0, self._opened[at]), at)
            return
        while at >= 0 and self._blind[at] == NAME and self._raw[at - 1] != b"@":
            yield at
            at -= 2 if self._raw[at - 1] == b"," else len(self._raw)
