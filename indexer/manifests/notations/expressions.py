"""Values that are written with the names of others: `${version}`, `$(Version)`."""

from __future__ import annotations

import re
from collections.abc import Callable

__all__ = ["filled"]

LONGEST = 1000
"""Characters that a value may grow to."""


def filled(text: str, expression: re.Pattern[str], value_of: Callable[[str], str | None], rounds: int = 5) -> str:
    """A text with the value of every name that is known in its place; more rounds than these are a cycle."""
    for _ in range(rounds):
        found = expression.sub(lambda match: match[0] if (value := value_of(match[1])) is None else value, text)
        if found == text or len(found) > LONGEST:
            break
        text = found
    return text
