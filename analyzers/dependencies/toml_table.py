"""A table of a TOML file that no manifest reader keeps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import tomli

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["toml_table"]


def toml_table(index: Index, path: str, name: str) -> dict[str, Any]:
    """A table at the top of a TOML file; {} where there is none."""
    data = index.read(path) if path in index.files and path.endswith(".toml") else b""
    if f"[{name}".encode() not in data:
        return {}
    try:
        found = tomli.loads(data.decode("utf-8", "replace")).get(name, {})
    except (tomli.TOMLDecodeError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
