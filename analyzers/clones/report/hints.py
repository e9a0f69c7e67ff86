"""What to do about a clone: what is equal, what differs, what a shared one would take as parameters, and where it would go."""

from __future__ import annotations

import itertools
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from ..comparing.likeness import longest_common
from ..comparing.own_names import own_names
from ..reading.tokens import LITERAL, NAME

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ..reading.corpus import ClonedFile, Region
    from ..reading.tokens import Tokens
    from .clone import Clone

__all__ = ["hint"]

SHOWN = 2
LONGEST = 30
BEFORE_CHANGE = 10
"""A longer name or value is shortened to so much, beginning so much before the first difference."""

NAMES = 3
RANGES = 3
MOST_LINES = 400
"""Larger pieces are not compared line by line for a hint."""

REWRITTEN = 0.5
"""With more changed lines than this share, which lines they are says nothing."""


MOST_PARAMETERS = 6
"""A function with more of them is no better than two."""

MOST_TOKENS = 8_000
"""How much differs is not counted for larger pieces: that would take longer than finding them."""


def hint(index: Index, clone: Clone, *, is_part: bool) -> str:
    """One sentence that names the refactoring; `is_part`: both are parts of something, not what can be called by a name."""
    match, here, there, files, tokens = clone.match, clone.here, clone.there, clone.files, clone.tokens
    if here.kind == "file":
        return _of_files(match, here, there, tokens)
    if is_part and here.kind != "block":
        # of what they are passed to, not their own
        here, there = (region._replace(name="") for region in (here, there))
    held = files[1].held(there) if here.kind == "block" else []
    from .home import home  # what is needed to know the folders is loaded where a hint asks for them

    place = home(index, here, there, files[0].language)
    if len(held) > 1:
        return f"{_what_is_equal(match, tokens)}: {_listed(list(dict.fromkeys(held)))}: move them to one shared base or module {place}"
    if match == "exact":
        return f"equal code: {_shared(here, there, place, is_part=is_part)}"
    if match == "renamed":
        own = _own(here, files[0], tokens[0]), _own(there, files[1], tokens[1])
        return _renamed(here, there, tokens, own, place, is_part=is_part)
    return f"{_what_is_equal(match, tokens)}{_changed_lines(here, there, files)}: extract the common part {place}, pass in the rest"


def _shared(here: Region, there: Region, place: str, *, is_part: bool) -> str:
    """What to do where nothing has to be passed in."""
    if is_part and not (here.name and there.name and here.kind == "block"):
        return f"write it once {place} and use it from both"
    if is_part:
        return f"extract one function {place} and call it from both"
    if _are_members_apart(here, there):
        return f"move {_named(there)} to one shared base or function {place}"
    return f"keep {_named(there)} and call or import it here"


def _are_members_apart(here: Region, there: Region) -> bool:
    """Whether they belong to different classes: one can't call the other's."""
    owners = [(region.path, region.name.rpartition(".")[0]) for region in (here, there)]
    return owners[0] != owners[1] and any(owner for _, owner in owners)


def _of_files(match: str, here: Region, there: Region, tokens: tuple[Tokens, Tokens]) -> str:
    if match == "exact":
        return f"equal files: keep {there.path} and import it in place of {here.path}"
    return f"{_what_is_equal(match, tokens)}: keep what is equal in one file that both use"


def _named(there: Region) -> str:
    return there.name.rpartition(".")[2] or "one of them"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return ", ".join(names[:NAMES]) + more


# ---- what differs


def _own(region: Region, file: ClonedFile, found: Tokens) -> frozenset[bytes]:
    """The names that a piece makes itself, or the function that holds it."""
    units = file.units_around(region) if region.kind == "block" else ()
    around = [unit for unit in units if unit.length > region.length]
    return own_names(file.tokens_in(min(around, key=lambda unit: unit.length)) if around else found, file.language)


def _renamed(
    here: Region,
    there: Region,
    tokens: tuple[Tokens, Tokens],
    own: tuple[frozenset[bytes], frozenset[bytes]],
    place: str,
    *,
    is_part: bool,
) -> str:
    at = places(*tokens)
    if not at:
        return f"equal but for names and values: {_shared(here, there, place, is_part=is_part)}"
    what = f"a shared function {place}" if is_part else _named(there)
    if not is_part and _are_members_apart(here, there):
        what = f"one {what} {place}"
    pairs = differences(*tokens, at, own)
    if not pairs:
        return f"equal but for local names: {_shared(here, there, place, is_part=is_part)}"
    shown = ", ".join(f"{there} -> {here}" for here, there in itertools.starmap(_cut, pairs[:SHOWN]))
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    them = (
        "it a parameter"
        if len(pairs) == 1
        else "them parameters"
        if len(pairs) <= MOST_PARAMETERS
        else "a table of them an argument"
    )
    counted = f"{len(pairs)} names or values" if len(pairs) > 1 else "one name or value"
    return f"equal but for {counted} ({shown}{more}): make {them} of {what}"


def _cut(here: str, there: str) -> tuple[str, str]:
    """Two names or values, the long ones from shortly before they differ on."""
    equal = sum(1 for _ in itertools.takewhile(bool, itertools.starmap(str.__eq__, zip(here, there, strict=False))))
    begin = equal - BEFORE_CHANGE if max(len(here), len(there)) > LONGEST and equal > BEFORE_CHANGE else 0
    return _clipped(here, begin), _clipped(there, begin)


def _clipped(text: str, begin: int) -> str:
    row = " ".join(text[begin:].split())
    return "…" * (begin > 0) + (row if len(row) <= LONGEST else row[: LONGEST - 1] + "…")


def _what_is_equal(match: str, tokens: tuple[Tokens, Tokens]) -> str:
    if match != "similar":
        return "equal code" if match == "exact" else "equal but for names and values"
    first, second = tokens
    if max(len(first.raw), len(second.raw)) > MOST_TOKENS:
        return "nearly the same code"
    differing, named = _differing(first.semi, second.semi), _differing(first.raw, second.raw)
    share = f"{differing} %" if differing else "less than 1 %"
    with_names = f", {named} % with names and values" if named > differing else ""
    return f"{share} of the code differs{with_names}"


def _differing(one: list[bytes], other: list[bytes]) -> int:
    """How many of 100 tokens of the larger one the other has not, or not in this order."""
    mine, theirs = list(map(hash, one)), list(map(hash, other))
    shared = longest_common(mine, theirs, len(mine) * len(theirs)) or 0
    return round(100 * (1 - shared / max(1, len(mine), len(theirs))))


def _changed_lines(here: Region, there: Region, files: tuple[ClonedFile, ClonedFile]) -> str:
    """The lines of one side that the other has not, where they are few."""
    if max(here.length, there.length) > MOST_LINES:
        return ""
    sides = zip(files, (here, there), strict=True)
    first, second = ([line.strip() for line in file.rows_of(region)] for file, region in sides)
    codes = SequenceMatcher(None, second, first, autojunk=False).get_opcodes()
    changes = [code for code in codes if code[0] != "equal"]
    count = sum(max(high - low, last - start) for _, start, last, low, high in changes)
    if not changes or count > REWRITTEN * max(len(first), len(second)):
        return ""
    shown = ", ".join(_range(here.start_line + low, high - low) for _, _, _, low, high in changes[:RANGES])
    more = f" and {len(changes) - RANGES} more places" if len(changes) > RANGES else ""
    return f" (line{'s' * (len(changes) > 1 or '-' in shown)} {shown}{more})"


def _range(line: int, count: int) -> str:
    return f"{line}-{line + count - 1}" if count > 1 else str(line)


# ---- What differs between two pieces of code that are equal but for names and values

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
