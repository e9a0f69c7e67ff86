"""Folders of namespaces that those who wait for a type open: it stands in one of these (C#'s `using Shop.Orders;`)."""

from __future__ import annotations

import json
import math
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ....indexer.index import Index
    from ..new_file.subject import Candidate

__all__ = ["by_opened"]

OPENED = """SELECT DISTINCT path, line, specifier, target_id IS NULL FROM links JOIN files ON files.id = source_id
    WHERE alias = '*' AND path IN (SELECT value FROM json_each(?))"""
SEEN, UNUSED = 0.5, 3.0
"""What a doubling of the folders that the users do not see counts, and what it counts that one opens a namespace and uses nothing of it."""


def by_opened(index: Index, found: Mapping[str, Candidate], users: Sequence[str]) -> None:
    """Counts the folders of namespaces that the users open, the more the fewer there are; above all one of which they use nothing yet."""
    waiting = [path for path in users if index.files[path].language == "C#"]
    folders = _folders(index, found) if waiting else {}
    seen: dict[str, set[str]] = {}
    unused: dict[str, str] = {}
    for path, line, namespace, nothing in index.rows(OPENED, (json.dumps(waiting),)) if folders else ():
        for folder in folders.get(namespace, ()):
            seen.setdefault(folder, set()).add(path)
            if nothing:
                unused.setdefault(folder, f"{path}:{line}")
    counts = Counter({folder: len(paths) for folder, paths in seen.items()})
    for folder, count in counts.items():
        alike = sum(other >= count for other in counts.values())
        worth = SEEN * count / len(waiting) * math.log2(len(found) / alike)
        found[folder].add(worth, f"{count} of its users open the namespace")
        if folder in unused:
            found[folder].add(UNUSED, f"{unused[folder]} opens the namespace and uses nothing of it yet")


def _folders(index: Index, found: Mapping[str, Candidate]) -> dict[str, list[str]]:
    """Declared namespace of C# → its folders."""
    known: dict[str, list[str]] = {}
    for path, file in index.files.items():
        folder = path.rpartition("/")[0]
        if file.language == "C#" and file.module and folder in found and folder not in known.get(file.module, ()):
            known.setdefault(file.module, []).append(folder)
    return known
