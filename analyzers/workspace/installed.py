"""What installed npm packages say of themselves (`node_modules/NAME/package.json`), read where they are on disk."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["Installed", "installed"]

EXPECTED = ("peerDependencies", "optionalDependencies")
NAME = re.compile(r"(?:@[\w~-][\w.~-]*+/)?[\w~-][\w.~-]*+")


@dataclass(frozen=True, slots=True)
class Installed:
    """An installed package: its programs, the packages that it expects beside it, and whether it brings its own types."""

    programs: frozenset[str]
    peers: frozenset[str]
    typed: bool


def installed(index: Index, directory: str, name: str) -> Installed | None:
    """The package as Node.js finds it from a directory, nearest first; None where it is not installed or not readable."""
    if not NAME.fullmatch(name):
        return None
    folder = directory
    while True:
        data = index.read(
            f"{folder}/node_modules/{name}/package.json" if folder else f"node_modules/{name}/package.json"
        )
        if data:
            return _read(name, data)
        if not folder:
            return None
        folder = folder.rpartition("/")[0]


def _read(name: str, data: bytes) -> Installed | None:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    programs = found.get("bin")
    if isinstance(programs, str):
        programs = {name.rpartition("/")[2]: programs}
    return Installed(
        frozenset(programs if isinstance(programs, dict) else ()),
        frozenset(peer for field in EXPECTED if isinstance(peers := found.get(field), dict) for peer in peers),
        bool(found.get("types") or found.get("typings")),
    )
