"""C#: how many type parameters the types of a name have: `Result`, `Result<T>` and `Result<T, E>` are three types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.languages.csharp.arities import written_arities
from ...per_index import per_index
from ...text_facts import line_at

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....indexer.index import Index

__all__ = ["ENDING", "arities_on", "base_arities", "has_arity"]

ENDING = ".cs"
AS_CODE = ((b"{", b"<"), (b"}", b">"), (b"&lt;", b"<"), (b"&gt;", b">"))
"""How a documentation comment writes it: `cref="Result{T}"`."""


def has_arity(index: Index, path: str, qualname: str, given: int | None) -> bool:
    """A type can have so many; of one inside another, and where nothing is asked, that is not told."""
    return given is None or "." in qualname or given in _declared(index).get(qualname, {}).get(path, (0,))


def arities_on(index: Index, path: str, line: int, name: str) -> set[int | None]:
    """With how many types a name is written on a line; None where that is not told, and in other languages."""
    text = line_at(index, path, line) if path.endswith(ENDING) else b""
    for written, code in AS_CODE if b"cref" in text else ():
        text = text.replace(written, code)
    return {*written_arities(name, text)} or {None}


def base_arities(path: str, bases: Sequence[str]) -> tuple[int | None, ...]:
    """With how many types each base of a class is written."""
    return tuple(base.count(",") + ("<" in base) if path.endswith(ENDING) else None for base in bases)


@per_index
def _declared(index: Index) -> Mapping[str, Mapping[str, set[int]]]:
    """Name → file → how many, of the names with which a type comes that has any."""
    found: dict[str, dict[str, set[int]]] = {}
    rows = index.rows(
        "SELECT path, local, exports.name FROM exports JOIN files ON files.id = file_id"
        " WHERE language = 'C#' AND local != '' AND substr(exports.name, 1, length(local) + 1) = local || '<'"
    )
    for path, name, written in rows:
        found.setdefault(name, {}).setdefault(path, set()).add(int(written.rpartition("<")[2]))
    return found
