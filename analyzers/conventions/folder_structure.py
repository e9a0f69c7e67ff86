"""The layout of a workspace in a few lines: its folders with what each holds most of."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ...indexer.linguist import language_type
from ...indexer.zones import ZONES
from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import File, Index

__all__ = ["folder_structure"]

DEEPEST = 3
OTHER = "other"
WRITTEN, MANY = 0.1, 5
"""From this share, or this number, of source files on a folder is said to be in their language, however many translations,
data or applications for tests it holds."""
MOSTLY, ALL = 0.6, 0.9
"""From these shares on a folder is said to be mostly, or simply, of a kind; tests beside their code are no kind of folder."""
SPLIT_SHARE = 0.35
"""A folder with about this share of the product's source files and more is shown with its own folders."""


@per_index
def folder_structure(index: Index, limit: int) -> list[str]:
    """Folders as `path/ (files, leading language or zone)`, in path order.

    The largest ones are opened until `limit` lines are reached; 0 opens every folder down to the third level.
    """
    sizes: Counter[str] = Counter()
    weights: Counter[str] = Counter()
    code: Counter[str] = Counter()
    kinds: dict[str, Counter[str]] = {}
    written: dict[str, Counter[str]] = {}
    alike = Counter(
        ("/".join(path.split("/", DEEPEST)[:-1]), file.zone, file.language, _is_code(file))
        for path, file in index.files.items()
    )
    for (inner, zone, language, parsed), count in alike.items():
        for depth in range(1, inner.count("/") + 2 if inner else 1):
            folder = "/".join(inner.split("/")[:depth])
            sizes[folder] += count
            weights[folder] += count if zone == "product" and parsed else 0
            code[folder] += count if zone in {"product", "test"} and parsed else 0
            kinds.setdefault(folder, Counter())[(language or OTHER) if zone == "product" else zone] += count
            if zone == "product" and parsed:
                written.setdefault(folder, Counter())[language] += count
    shown = {folder for folder in sizes if "/" not in folder}
    total = weights.total() / DEEPEST or 1
    for folder in sorted(sizes, key=lambda folder: (folder.count("/"), -weights[folder], -sizes[folder], folder)):
        parent = folder.rpartition("/")[0]
        worth = weights[parent] / total > SPLIT_SHARE and code[folder] > 0
        if "/" in folder and parent in shown and (limit == 0 or (len(shown) < limit and worth)):
            shown.add(folder)
    shown -= {folder.rpartition("/")[0] for folder in shown if sizes[folder] == sizes[folder.rpartition("/")[0]]}
    ranked = sorted(shown, key=lambda folder: (-weights[folder], -sizes[folder], folder))
    chosen = sorted(ranked[:limit] if limit else ranked)
    seen = {folder: written if weights[folder] >= min(WRITTEN * sizes[folder], MANY) else kinds for folder in chosen}
    return [
        f"{folder}/ ({sizes[folder]} {'file' if sizes[folder] == 1 else 'files'}, {_leading(seen[folder][folder], kinds[folder])})"
        for folder in chosen
    ]


def _is_code(file: File) -> bool:
    """Source code, whether its language is one that is parsed or not."""
    return file.parsed > 0 or language_type(file.language) == "programming"


def _leading(seen: Counter[str], kinds: Counter[str]) -> str:
    """What the folder holds most of, and what else most of its files are (`JavaScript, mostly test`)."""
    first, zone = _most(seen), _most(kinds)
    if zone not in ZONES or kinds[zone] < MOSTLY * kinds.total():
        return first
    much = zone if kinds[zone] >= ALL * kinds.total() else f"mostly {zone}"
    return much if first == zone else f"{first}, {much}"


def _most(kinds: Counter[str]) -> str:
    """The largest kind; files of no known language tell nothing beside others."""
    kinds = Counter({kind: count for kind, count in kinds.items() if kind != OTHER}) or kinds
    return min(kinds, key=lambda kind: (-kinds[kind], kind))
