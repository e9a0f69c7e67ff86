"""Namespaces that several files open: what one file holds of them can go away, the namespace itself stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index, IndexedSymbol

__all__ = ["is_shared_namespace"]

OPENED = frozenset({"namespace", "module"})
NAMES_APART = frozenset({"Rust"})
"""Languages in which modules of one name in two files are two modules."""
ONLY_HOLDS = OPENED | {"class"}
"""A module that holds nothing else in a file is no mixin there."""


def is_shared_namespace(index: Index, symbol: IndexedSymbol) -> bool:
    """A namespace, or a module that only holds classes, which another file opens too."""
    if symbol.kind not in OPENED or index.files[symbol.path].language in NAMES_APART:
        return False
    if symbol.kind == "module" and not _only_holds(index, symbol):
        return False
    return bool(_openers(index).get((symbol.kind, symbol.qualname), set()) - {symbol.path})


def _only_holds(index: Index, symbol: IndexedSymbol) -> bool:
    inside = [item for item in index.symbols(symbol.path) if item.qualname.rpartition(".")[0] == symbol.qualname]
    return all(item.kind in ONLY_HOLDS for item in inside)


@per_index
def _openers(index: Index) -> dict[tuple[str, str], set[str]]:
    """Kind and qualified name → the files that open it, themselves or on the way to one inside it (`namespace a::b`)."""
    found: dict[tuple[str, str], set[str]] = {}
    rows = index.rows(
        "SELECT kind, qualname, path FROM symbols JOIN files ON files.id = file_id WHERE kind IN ('namespace', 'module')"
    )
    for kind, qualname, path in rows:
        parts = qualname.split(".")
        for end in range(1, len(parts) + 1):
            found.setdefault((kind, ".".join(parts[:end])), set()).add(path)
    return found
