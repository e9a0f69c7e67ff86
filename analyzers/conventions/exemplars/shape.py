"""How what follows a pattern is made and how it fails: what its constructors are given, which errors its files speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .... import lazy_re as re
from ...search.definitions import OF_FILES, ids_of, rows_where
from .shares import MOST, shares

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from ....indexer.index import Index
    from ...search.definitions import Definition

__all__ = ["constructor_shape", "errors_named"]

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
    named = ({name for name in index.names_used(path) if ERROR.fullmatch(name)} for path in sample)
    kept = (
        names - {METHOD[1]} if index.files[path].language == METHOD[0] else names
        for path, names in zip(sample, named, strict=True)
    )
    return shares(kept, len(sample))[:MOST]
