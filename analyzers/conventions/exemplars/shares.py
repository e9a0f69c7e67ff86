"""Which values many files of a pattern have, each with the share of the files that does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

__all__ = ["MOST", "shares"]

COMMON = 0.25
"""A base, a decorator, an import, a type or an error counts from this share of the files on."""
MOST = 5
"""As many values are told."""


def shares(found: Iterable[Iterable[str]], total: int) -> list[dict[str, Any]]:
    """The values that are common among the files' own, the most common first."""
    counts = Counter(value for values in found for value in set(values))
    rows = [
        {"value": value, "share": round(count / total, 2)}
        for value, count in counts.items()
        if count > 1 and count >= COMMON * total
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["value"]))
