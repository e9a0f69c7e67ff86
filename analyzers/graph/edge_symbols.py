"""Which symbols of a target a file uses where the import names none: an include, a `require`, a module, everything (`*`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...answers import Neighbour
    from ...indexer.index import Index

__all__ = ["name_symbols"]

MEMBERS = frozenset({"method", "property", "field", "constructor"})
"""Kinds that code reaches through a value: their bare name in another file proves nothing."""


def name_symbols(index: Index, node: str, imports: Iterable[Neighbour], importers: Iterable[Neighbour]) -> None:
    """Fills in the symbols of a file's direct neighbours where their imports name none."""
    own_names: frozenset[str] | None = None
    for row in imports:
        if _is_open(row):
            own_names = own_names if own_names is not None else frozenset(index.names_used(node))
            row["symbols"] = _used(_offered(index, row["path"]), own_names)
    offered: dict[str, str] | None = None
    for row in importers:
        if _is_open(row):
            offered = offered if offered is not None else _offered(index, node)
            row["symbols"] = _used(offered, index.names_used(row["path"]))


def _is_open(row: Neighbour) -> bool:
    return row["distance"] == 1 and all(symbol == "*" for symbol in row["symbols"])


def _offered(index: Index, path: str) -> dict[str, str]:
    """Bare name → dotted path of what a file shows to others, the outermost of one name."""
    found: dict[str, str] = {}
    for symbol in index.symbols(path):
        if symbol.exported and symbol.kind not in MEMBERS:
            found.setdefault(symbol.name, symbol.qualname)
    return found


def _used(offered: dict[str, str], names: Iterable[str]) -> list[str]:
    """The symbols of those names; a namespace that only leads to another of them says nothing by itself."""
    used = sorted(offered[name] for name in names if name in offered)
    return [name for name in used if not any(other.startswith(f"{name}.") for other in used)]
