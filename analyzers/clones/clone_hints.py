"""What to do about a clone: what is equal, what differs, and so what a shared function would take as parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clone_tokens import differences

if TYPE_CHECKING:
    from .clone_corpus import Region
    from .clone_tokens import Tokens

__all__ = ["hint"]

SHOWN = 2


def hint(match: str, here: Region, there: Region, first: Tokens, second: Tokens) -> str:
    """One sentence that names the refactoring."""
    what = there.name.rpartition(".")[2] if there.name else "one of them"
    if match == "exact":
        if here.kind == "block":
            return "equal code: extract one function, next to the other place, and call it from both"
        return f"equal code: keep {what} and call or import it here"
    if match == "renamed":
        return _renamed(what, first, second)
    lines = _changed_share(first, second)
    return f"{lines} of the code differs: extract the common part and pass in the rest"


def _renamed(what: str, first: Tokens, second: Tokens) -> str:
    pairs = [pair for pair in differences(first, second) if _is_parameter(*pair)]
    if not pairs:
        return f"equal but for local names: keep {what} and call it here"
    shown = ", ".join(f"{there} -> {here}" for here, there in pairs[:SHOWN])
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    return f"equal but for {len(pairs)} names or values ({shown}{more}): make them parameters of {what}"


def _is_parameter(here: str, there: str) -> bool:
    return bool(here and there) and len(here) <= 30 and len(there) <= 30


def _changed_share(first: Tokens, second: Tokens) -> str:
    from collections import Counter

    shared = (Counter(first.semi) & Counter(second.semi)).total()
    return f"{round(100 * (1 - shared / max(len(first.semi), len(second.semi))))} %"
