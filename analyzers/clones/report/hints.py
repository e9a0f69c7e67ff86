"""What to do about a clone: what is equal, what differs, what a shared one would take as parameters, and where it would go."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..comparing.likeness import differences
from .home import home

if TYPE_CHECKING:
    from ..reading.corpus import ClonedFile, Region
    from ..reading.tokens import Tokens
    from .home import Homes

__all__ = ["hint"]

SHOWN = 2
NAMES = 3
RANGES = 3
MOST_LINES = 400
"""Larger pieces are not compared line by line for a hint."""

REWRITTEN = 0.5
"""With more changed lines than this share, which lines they are says nothing."""


def hint(
    match: str,
    here: Region,
    there: Region,
    files: tuple[ClonedFile, ClonedFile],
    tokens: tuple[Tokens, Tokens],
    homes: Homes,
) -> str:
    """One sentence that names the refactoring."""
    if here.kind == "file":
        return _of_files(match, here, there, tokens)
    held = files[1].held(there) if here.kind == "block" else []
    place = home(here, there, files[0].language, homes)
    if len(held) > 1:
        return f"{_what_is_equal(match, tokens)}: {_listed(list(dict.fromkeys(held)))}: move them to one shared base or module {place}"
    if match == "exact":
        if here.kind == "block" and not (here.name or there.name):
            return f"equal code: write it once {place} and use it from both"
        if here.kind == "block":
            return f"equal code: extract one function {place} and call it from both"
        return f"equal code: keep {_named(there)} and call or import it here"
    if match == "renamed":
        return _renamed(_named(there), here, tokens, place)
    return f"{_what_is_equal(match, tokens)}{_changed_lines(here, there, files)}: extract the common part {place}, pass in the rest"


def _of_files(match: str, here: Region, there: Region, tokens: tuple[Tokens, Tokens]) -> str:
    if match == "exact":
        return f"equal files: keep {there.path} and import it in place of {here.path}"
    return f"{_what_is_equal(match, tokens)}: make one file of both that takes what differs"


def _named(there: Region) -> str:
    return there.name.rpartition(".")[2] or "one of them"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return ", ".join(names[:NAMES]) + more


# ---- what differs


def _renamed(what: str, here: Region, tokens: tuple[Tokens, Tokens], place: str) -> str:
    pairs = [pair for pair in differences(*tokens) if _is_parameter(*pair)]
    if not pairs:
        target = "extract one function" if here.kind == "block" else f"keep {what}"
        return f"equal but for local names: {target} {place if here.kind == 'block' else 'and call it here'}"
    shown = ", ".join(f"{there} -> {here}" for here, there in pairs[:SHOWN])
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    target = f"a shared function {place}" if here.kind == "block" else what
    names = f"{len(pairs)} names or values" if len(pairs) > 1 else "one name or value"
    them = "them parameters" if len(pairs) > 1 else "it a parameter"
    return f"equal but for {names} ({shown}{more}): make {them} of {target}"


def _is_parameter(here: str, there: str) -> bool:
    return bool(here and there) and len(here) <= 30 and len(there) <= 30


def _what_is_equal(match: str, tokens: tuple[Tokens, Tokens]) -> str:
    if match != "similar":
        return "equal code" if match == "exact" else "equal but for names and values"
    from collections import Counter

    first, second = tokens
    shared = (Counter(first.semi) & Counter(second.semi)).total()
    differing = round(100 * (1 - shared / max(len(first.semi), len(second.semi))))
    return f"{differing} % of the code differs" if differing else "less than 1 % of the code differs"


def _changed_lines(here: Region, there: Region, files: tuple[ClonedFile, ClonedFile]) -> str:
    """The lines of one side that the other has not, where they are few."""
    if max(here.length, there.length) > MOST_LINES:
        return ""
    first, second = (
        [line.strip() for line in file.rows_of(region)] for file, region in zip(files, (here, there), strict=True)
    )
    changes = [
        code for code in SequenceMatcher(None, second, first, autojunk=False).get_opcodes() if code[0] != "equal"
    ]
    count = sum(max(high - low, last - start) for _, start, last, low, high in changes)
    if not changes or count > REWRITTEN * max(len(first), len(second)):
        return ""
    shown = ", ".join(_range(here.start_line + low, high - low) for _, _, _, low, high in changes[:RANGES])
    more = f" and {len(changes) - RANGES} more places" if len(changes) > RANGES else ""
    return f" (lines {shown}{more})"


def _range(line: int, count: int) -> str:
    return f"{line}-{line + count - 1}" if count > 1 else str(line)
