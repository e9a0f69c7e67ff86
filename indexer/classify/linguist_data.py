"""Linguist's data as it ships with this program: read once, its expressions compiled when first asked for."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, Final

__all__ = ["NEEDED", "by_lower_name", "compiled_rules", "data", "excluded"]


@cache
def data() -> dict[str, Any]:
    """Linguist's rules, read once."""
    import json

    record: dict[str, Any] = json.loads((Path(__file__).parent.parent / "languages" / "linguist.json").read_bytes())
    record["generic"] = frozenset(record["generic"])
    record["popular"] = frozenset(record["popular"])
    return record


@cache
def by_lower_name() -> dict[str, str]:
    """Lower-case name (also with hyphens for spaces) → Linguist's name."""
    names = data()["languages"]
    return {name.lower().replace(" ", "-"): name for name in names} | {name.lower(): name for name in names}


NEEDED: Final = {"Vim Help File": b"=help"}
"""A text without this cannot meet the language's rule, which is slow to find that out."""


@cache
def compiled_rules(index: int) -> tuple[tuple[str, tuple[tuple[bool, re.Pattern[bytes]], ...]], ...]:
    """One block of content rules, compiled when the first file asks for it."""
    return tuple(
        (
            language if isinstance(language, str) else language[0],
            tuple((bool(negated), re.compile(pattern.encode(), re.MULTILINE)) for negated, pattern in conditions),
        )
        for language, conditions in data()["rules"][index]
    )


@cache
def excluded(kind: str) -> re.Pattern[str]:
    """Linguist's rules for vendored and documentation paths, those that look at one part of the path."""
    return re.compile(data()["excluded"][kind])
