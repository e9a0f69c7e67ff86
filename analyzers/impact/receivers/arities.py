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
"""How a documentation comment writes type arguments → how code does: `cref="Result{T}"` is `Result<T>`."""


def has_arity(index: Index, path: str, qualname: str, given: int | None) -> bool:
    """Whether a type of a file may have `given` type parameters; true where that is not known: for None, and for nested types."""
    return given is None or "." in qualname or given in _declared(index).get(qualname, {}).get(path, (0,))


def arities_on(index: Index, path: str, line: int, name: str) -> set[int | None]:
    """With how many type arguments a line writes a name; `{None}` where it does not say, and in other languages than C#."""
    text = line_at(index, path, line) if path.endswith(ENDING) else b""
    for written, code in AS_CODE if b"cref" in text else ():
        text = text.replace(written, code)
    return {*written_arities(name, text)} or {None}


def base_arities(path: str, bases: Sequence[str]) -> tuple[int | None, ...]:
    """With how many type arguments each base of a class is written; None in other languages than C#."""
    return tuple(base.count(",") + ("<" in base) if path.endswith(ENDING) else None for base in bases)


@per_index
def _declared(index: Index) -> Mapping[str, Mapping[str, set[int]]]:
    """Name → file → the numbers of type parameters of the types of that name there, of all that have any."""
    found: dict[str, dict[str, set[int]]] = {}
    rows = index.rows(
        "SELECT path, local, exports.name FROM exports JOIN files ON files.id = file_id"
        " WHERE language = 'C#' AND local != '' AND substr(exports.name, 1, length(local) + 1) = local || '<'"
    )
    for path, name, written in rows:
        found.setdefault(name, {}).setdefault(path, set()).add(int(written.rpartition("<")[2]))
    return found
