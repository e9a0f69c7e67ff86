"""Which paths stand directly in each folder: looked up again and again while a place for a file is sought."""

from __future__ import annotations

from collections.abc import Mapping, Set
from functools import lru_cache
from typing import TYPE_CHECKING

from ....indexer.gathering import by_key
from ....indexer.workspace_paths import folders_around
from ...naming import split_words
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["folders_of", "is_retired", "paths_by_folder"]

RETIRED = frozenset({"archived", "attic", "deprecated", "obsolete", "old", "retired"})
"""First words of the names of folders (`old_migrations/`) whose files are kept and not followed."""
MOST_FOLDERS = 4096
"""Folders whose answer is remembered: a workspace has many files a folder."""


def is_retired(path: str) -> bool:
    """The file stands in or below a folder of what is done no more."""
    return _is_retired_folder(path.rpartition("/")[0])


@lru_cache(maxsize=MOST_FOLDERS)
def _is_retired_folder(folder: str) -> bool:
    return any(words[0].lower() in RETIRED for name in folder.split("/") if (words := split_words(name)))


@per_index
def paths_by_folder(index: Index) -> Mapping[str, list[str]]:
    """Folder ("" for the root) → the paths of the files in it, sorted."""
    return by_key((path.rpartition("/")[0], path) for path in index.files)


@per_index
def folders_of(index: Index) -> Set[str]:
    """Every folder with files in it or below it."""
    return folders_around(paths_by_folder(index))
