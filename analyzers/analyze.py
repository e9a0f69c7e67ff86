"""analyze: everything that detect, entry_points, packages and standards say, and the folder structure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import detect, packages, standards
from .conventions.folder_structure import folder_structure
from .entries.entry_ranks import entry_points
from .in_shares import begin_beside
from .lists import IS_CUT
from .per_index import per_index

if TYPE_CHECKING:
    from ..answers import Analyze, EntryPoints
    from ..indexer.index import Index

__all__ = ["answer"]

MOST_CHARACTERS = 9_000
"""The short answer stays below this; each part can be asked whole by its own question."""
MOST_ROWS, FOLDERS = 6, 14


def answer(index: Index, *, deep_scan: bool) -> Analyze:
    """See CONTRACT: `analyze`. `deep_scan` gives each part whole, and adds metrics."""
    entries, folders = (_entries, 0 if deep_scan else MOST_ROWS), (folder_structure, 0 if deep_scan else FOLDERS)
    begin_beside(index, (entry_points,), entries, folders)
    found, rules = dict(detect.answer(index)), dict(standards.answer(index))
    units = dict(packages.answer(index, limit=0 if deep_scan else packages.DEFAULT_LIMIT))
    parts: dict[str, Any] = {
        "detect": found,
        "entry_points": dict(_entries(index, entries[1])),
        "packages": units,
        "standards": rules,
        "directory_structure": folder_structure(index, folders[1]),
    }
    if deep_scan:
        from . import metrics

        parts["metrics"] = dict(metrics.answer(index, detailed=False, limit=20))
        return {"status": "complete", "context": parts}
    for rows in range(MOST_ROWS, 0, -1):
        short = {name: _short(value, rows) for name, value in parts.items()}
        if len(json.dumps(short, ensure_ascii=False)) < MOST_CHARACTERS:
            break
    return {"status": "short: pass deep_scan=true for the whole", "context": short}


@per_index
def _entries(index: Index, limit: int) -> EntryPoints:
    from .entry_points import answer

    return answer(index, kind=None, package=None, limit=limit)


def _short(value: Any, rows: int) -> Any:
    """A part with its lists cut and its evidence reduced to the first place; how far it was cut before says nothing of that."""
    if isinstance(value, dict):
        cut = {key for key, inner in value.items() if key == "truncated" or str(inner).startswith(IS_CUT)}
        kept = {key: inner for key, inner in value.items() if inner not in ([], {}, None) and key not in cut}
        return {key: _short(inner, 1 if key == "evidence" else rows) for key, inner in kept.items()}
    if isinstance(value, list):
        most = FOLDERS if value and isinstance(value[0], str) else rows
        return [_short(item, rows) for item in value[:most]]
    return value
