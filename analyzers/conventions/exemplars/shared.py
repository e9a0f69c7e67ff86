"""What many files of a pattern share: any of their values, what their constructors are given, which errors they speak of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...search.definitions import OF_FILES, ids_of, rows_where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["MOST", "constructor_shape", "errors_named", "shares"]

COMMON = 0.25
"""A base, a decorator, an import, a type or an error counts from this share of the files on."""
MOST = 5
"""As many values are told."""
CONSTRUCTORS = ("__init__", "__construct", "initialize", "init")
"""What constructors are called where they have no kind of their own."""
GIVEN, NOTHING = "is given arguments", "is given nothing"
TYPE = re.compile(r"\b[A-Z]\w+")
RECEIVER = re.compile(r"^\(\s*(?:self|cls)\b\s*,?")
ERROR = re.compile(r"(?:[A-Z]\w*)?(?:Error|Exception)|Err[A-Z]\w+|Errorf")
"""Identifiers that name an error, in any language: `onError` is a function."""
METHOD = ("Go", "Error")
"""What asks an error for its text there, or writes a log."""
SAMPLE = 80
"""How many files of a pattern are searched for the errors they name."""


def shares(found: Iterable[Iterable[str]], total: int) -> list[dict[str, Any]]:
    """The values that are common among the files' own, the most common first."""
    counts = Counter(value for values in found for value in set(values))
    rows = [
        {"value": value, "share": round(count / total, 2)}
        for value, count in counts.items()
        if count > 1 and count >= COMMON * total
    ]
    return sorted(rows, key=lambda row: (-row["share"], row["value"]))


def constructor_shape(
    index: Index, mains: Mapping[str, Definition]
) -> tuple[dict[str, Any] | None, list[dict[str, Any]]]:
    """Whether the constructors of the main definitions take arguments, with the share that do as most do, and the types they take."""
    condition = f"{OF_FILES} AND (kind = 'constructor' OR name IN {CONSTRUCTORS})"
    rows = rows_where(index, "path, qualname, signature", condition, (ids_of(index, mains),))
    given: dict[str, str] = {}
    for path, qualname, signature in rows:
        if qualname.rpartition(".")[0] == mains[path].qualname:
            given[path] = max(given.get(path, ""), RECEIVER.sub("(", signature), key=len)
    if len(given) * 2 < len(mains) or len(given) < 2:
        return None, []
    takes = sum(re.search(r"\w", text.partition(")")[0]) is not None for text in given.values())
    value, count = (GIVEN, takes) if takes * 2 >= len(given) else (NOTHING, len(given) - takes)
    types = shares((TYPE.findall(text) for text in given.values()), len(mains))
    return {"value": value, "share": round(count / len(mains), 2)}, types[:MOST]


def errors_named(index: Index, paths: Sequence[str]) -> list[dict[str, Any]]:
    """The errors that the files speak of, each with the share that does."""
    sample = paths[:SAMPLE]
    named = ((index.files[path].language, index.names_used(path)) for path in sample)
    kept = ({it for it in names if ERROR.fullmatch(it) and (language, it) != METHOD} for language, names in named)
    return shares(kept, len(sample))[:MOST]
