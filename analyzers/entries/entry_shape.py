"""The shape of one entry point in the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...answers import EntryPoint, Evidence
    from ...indexer.index import Index

__all__ = ["new_entry"]


def new_entry(
    index: Index,
    kind: str,
    name: str,
    path: str,
    symbol: str,
    command: str | None,
    evidence: Evidence,
    line: int | None = None,
) -> EntryPoint:
    """An entry point; its line is looked up by the symbol where none is given. The package is filled in later."""
    if path and symbol and line is None:
        line = next((found.start_line for found in index.symbols(path) if found.qualname == symbol), None)
    return {
        "kind": kind,
        "name": name,
        "path": path,
        "line": line,
        "symbol": symbol or None,
        "command": command,
        "package": None,
        "evidence": [evidence],
    }
