"""analyze: everything that detect, entry_points, packages and standards say, and the folder structure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import detect, entry_points, packages, standards
from .folder_structure import folder_structure

if TYPE_CHECKING:
    from ..answers import Analyze
    from ..indexer.index import Index

__all__ = ["answer"]

ENTRIES, PACKAGES, ROWS, FOLDERS = 6, 8, 4, 14
"""How much of each answer stands here by default: together they stay under 10 kB, and each can be asked whole."""


def answer(index: Index, *, deep_scan: bool) -> Analyze:
    """See CONTRACT: `analyze`. `deep_scan` gives each part whole, and adds metrics."""
    parts: dict[str, Any] = {
        "detect": dict(detect.answer(index)),
        "entry_points": dict(entry_points.answer(index, kind=None, package=None, limit=0 if deep_scan else ENTRIES)),
        "packages": dict(packages.answer(index)),
        "standards": dict(standards.answer(index)),
        "directory_structure": folder_structure(index, 0 if deep_scan else FOLDERS),
    }
    if deep_scan:
        from . import metrics

        parts["metrics"] = dict(metrics.answer(index, detailed=False, limit=20))
    else:
        parts = {name: _short(value) for name, value in parts.items()}
    return {"status": "complete" if deep_scan else "short: pass deep_scan=true for the whole", "context": parts}


def _short(value: Any) -> Any:
    """A part with its lists cut and its evidence reduced to the first place."""
    if isinstance(value, dict):
        return {
            key: _short(inner[:1] if key == "evidence" and isinstance(inner, list) else inner)
            for key, inner in value.items()
            if inner not in ([], {}, None)
        }
    if isinstance(value, list):
        most = (
            PACKAGES
            if value and isinstance(value[0], dict) and "manifest" in value[0]
            else FOLDERS
            if value and isinstance(value[0], str)
            else ROWS
        )
        return [_short(item) for item in value[:most]]
    return value
