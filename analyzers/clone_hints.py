"""What to do about a clone: what is equal, what differs, and so what a shared function would take as parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .clone_tokens import differences

if TYPE_CHECKING:
    from .clone_corpus import Region
    from .clone_tokens import Tokens

__all__ = ["hint"]

SHOWN = 3


def hint(match: str, here: Region, there: Region, first: Tokens, second: Tokens) -> str:
    """One sentence that names the refactoring."""
    what = there.name.rpartition(".")[2] if there.name else "one of them"
    where = f"{there.path}:{there.start_line}"
    if match == "exact":
        if here.kind == "block":
            return f"equal code; extract one function and call it from both, next to {where}"
        return f"equal code; keep {what} ({where}) and call or import it here"
    if match == "renamed":
        return _renamed(what, where, first, second)
    lines = _changed_share(first, second)
    return f"{lines} of the code differs; extract the common part next to {where} and pass in what differs"


def _renamed(what: str, where: str, first: Tokens, second: Tokens) -> str:
    pairs = [pair for pair in differences(first, second) if _is_parameter(*pair)]
    if not pairs:
        return f"equal but for local names; keep {what} ({where}) and call it here"
    shown = ", ".join(f"{there} -> {here}" for here, there in pairs[:SHOWN])
    more = f" and {len(pairs) - SHOWN} more" if len(pairs) > SHOWN else ""
    return f"equal but for {len(pairs)} names or values ({shown}{more}): make them parameters of {what} ({where})"


def _is_parameter(here: str, there: str) -> bool:
    return bool(here and there) and len(here) <= 40 and len(there) <= 40


def _changed_share(first: Tokens, second: Tokens) -> str:
    from collections import Counter

    shared = (Counter(first.semi) & Counter(second.semi)).total()
    return f"{round(100 * (1 - shared / max(len(first.semi), len(second.semi))))} %"
