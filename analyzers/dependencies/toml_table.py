"""A table of a TOML file that no manifest reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...indexer.read_tables import inner_table
from ...indexer.read_tables import toml_table as read_toml

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["toml_table"]


def toml_table(index: Index, path: str, name: str) -> dict[str, Any]:
    """A table at the top of a TOML file; {} where there is none."""
    data = index.read(path) if path in index.files and path.endswith(".toml") else b""
    return inner_table(read_toml(data), name) if f"[{name}".encode() in data else {}
