"""What differs between two pieces of code that are equal but for names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..reading.tokens import LITERAL, NAME

if TYPE_CHECKING:
    from ..reading.tokens import Tokens

__all__ = ["differences", "exchanged", "places"]

Places = list[tuple[int, int]]
Names = frozenset[bytes]

DOCUMENTING: Final = (b'"""', b"'''", b'r"""')
"""What behind a `:` tells what a function does, no value of it."""

CLOSERS: Final = frozenset({b")", b"]", b"}"})


def places(one: Tokens, other: Tokens) -> Places:
    """The positions of what stands in the same place of both; none where their shapes are not the same after all."""
    mine, theirs = _said(one), _said(other)
    if [one.blind[at].rstrip(b"(") for at in mine] != [other.blind[at].rstrip(b"(") for at in theirs]:
        return []
    return list(zip(mine, theirs, strict=True))


def _said(found: Tokens) -> list[int]:
    """The positions of the tokens, but for commas before a closing bracket and brackets that stand apart from the name before."""
    after = [*found.raw[1:], b""]
    return [at for at, token in enumerate(found.raw) if token != b"(" and not (token == b"," and after[at] in CLOSERS)]


def differences(one: Tokens, other: Tokens, at: Places, own: tuple[Names, Names]) -> list[tuple[str, str]]:
    """What would be a parameter of a shared piece: (here, there), each once.

    Args:
        one: a piece.
        other: the other one.
        at: what stands in the same place of both.
        own: the names that each of them is shown to make itself; only where both do, they may differ.
    """
    found: dict[tuple[bytes, bytes], None] = {}
    for mine, theirs in at:
        if one.raw[mine].startswith(DOCUMENTING) and one.raw[mine - 1] == b":":
            continue
        a, b, semi, semi_there = one.raw[mine], other.raw[theirs], one.semi[mine], other.semi[theirs]
        is_used = one.blind[mine] == NAME and not (a in own[0] and b in own[1])
        if a != b and (semi != semi_there or semi == LITERAL or is_used):
            pair = a.strip(b".->:?("), b.strip(b".->:?(")
            if pair[0] != pair[1]:
                found[pair] = None
    return [(a.decode("utf-8", "replace"), b.decode("utf-8", "replace")) for a, b in found]


def exchanged(one: Tokens, other: Tokens, at: Places) -> list[str]:
    """The names of which both pieces use several, but not in the same places: `depends(a, b)` and `depends(b, a)`.

    That is no renaming: of one name both itself and another one of these stands in its places.
    """
    becomes: dict[bytes, set[bytes]] = {}
    for mine, theirs in at:
        if one.blind[mine] == NAME and one.semi[mine] == other.semi[theirs]:
            becomes.setdefault(one.raw[mine], set()).add(other.raw[theirs])
    mixed = {name: others for name, others in becomes.items() if name in others and len(others) > 1}
    named = [
        name for name, others in mixed.items() if any(name in mixed[it] for it in others if it in mixed and it != name)
    ]
    return [name.decode("utf-8", "replace") for name in named]
