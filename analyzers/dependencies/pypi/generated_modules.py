"""Distributions that generated modules of Python import, which only a build writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["needed_by_generated"]

NEEDED = {"_pb2": {"protobuf"}, "_pb2_grpc": {"grpcio", "protobuf"}}
"""End of a generated module's name → what it imports (https://protobuf.dev/reference/python/python-generated/)."""


def needed_by_generated(index: Index) -> set[str]:
    """What the modules need whose names, as imports say them, end so."""
    found = set()
    for end, distributions in NEEDED.items():
        query = "SELECT 1 FROM links WHERE specifier LIKE ? ESCAPE '!' OR name LIKE ? ESCAPE '!' LIMIT 1"
        pattern = f"%{end.replace('_', '!_')}"
        if any(True for _ in index.rows(query, (pattern, pattern))):
            found |= distributions
    return found
