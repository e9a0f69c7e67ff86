"""analyze: everything that detect, entry_points, packages and standards say, and the folder structure."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from . import detect, entry_points, packages, standards
from .conventions.folder_structure import folder_structure

if TYPE_CHECKING:
    from ..answers import Analyze
    from ..indexer.index import Index

__all__ = ["answer"]

MOST_CHARACTERS = 9_000
"""The short answer stays below this; each part can be asked whole by its own question."""
MOST_ROWS, FOLDERS = 6, 14


def answer(index: Index, *, deep_scan: bool) -> Analyze:
    """See CONTRACT: `analyze`. `deep_scan` gives each part whole, and adds metrics."""
    parts: dict[str, Any] = {
        "detect": dict(detect.answer(index)),
        "entry_points": dict(entry_points.answer(index, kind=None, package=None, limit=0 if deep_scan else MOST_ROWS)),
        "packages": dict(packages.answer(index, limit=0 if deep_scan else packages.DEFAULT_LIMIT)),
        "standards": dict(standards.answer(index)),
        "directory_structure": folder_structure(index, 0 if deep_scan else FOLDERS),
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


def _short(value: Any, rows: int) -> Any:
    """A part with its lists cut and its evidence reduced to the first place."""
    if isinstance(value, dict):
        kept = {key: inner for key, inner in value.items() if inner not in ([], {}, None)}
        return {key: _short(inner, 1 if key == "evidence" else rows) for key, inner in kept.items()}
    if isinstance(value, list):
        most = FOLDERS if value and isinstance(value[0], str) else rows
        return [_short(item, rows) for item in value[:most]]
    return value
