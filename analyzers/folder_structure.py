"""The layout of a workspace in a few lines: its folders with what each holds most of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..indexer.index import Index

__all__ = ["folder_structure"]

DEEPEST = 3
SPLIT_SHARE = 0.35
"""A folder with more than this share of the files is shown with its own folders."""


def folder_structure(index: Index, limit: int) -> list[str]:
    """Folders as `path/ (files, leading language or zone)`, in path order.

    The largest ones are opened until `limit` lines are reached; 0 opens every folder down to the third level.
    """
    sizes: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    for path, file in index.files.items():
        parts = path.split("/")[:-1]
        for depth in range(1, min(len(parts), DEEPEST) + 1):
            folder = "/".join(parts[:depth])
            sizes[folder] += 1
            kinds.setdefault(folder, Counter())[
                file.language if file.zone == "product" and file.language else file.zone
            ] += 1
    shown = {folder for folder in sizes if "/" not in folder}
    total = len(index.files) or 1
    for folder, size in sorted(sizes.items(), key=lambda item: (item[0].count("/"), -item[1], item[0])):
        parent = folder.rpartition("/")[0]
        if (
            "/" in folder
            and parent in shown
            and (limit == 0 or (len(shown) < limit and sizes[parent] / total > SPLIT_SHARE and size > 1))
        ):
            shown.add(folder)
    chosen = sorted(shown) if not limit else sorted(sorted(shown, key=lambda folder: (-sizes[folder], folder))[:limit])
    return [
        f"{folder}/ ({sizes[folder]} {'file' if sizes[folder] == 1 else 'files'}, {_leading(kinds[folder])})"
        for folder in chosen
    ]


def _leading(kinds: Counter[str]) -> str:
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
