"""All that configurations of runners tell of which files are tests, by the folder that they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ....indexer.workspace_paths import outwards
from ...per_index import per_index
from .build_settings import READERS, build_told
from .npm_settings import npm_files, npm_told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ....indexer.index import Index
    from .told import Told

__all__ = ["collects_only_told", "is_told"]

READ = frozenset({"product", "test"})
"""Zones whose configurations count: one among examples or fixtures is about those alone."""


@per_index
def _by_folder(index: Index) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for path, file in index.files.items():
        name = path.rpartition("/")[2]
        if file.zone not in READ or not (name in READERS or npm_files(name)):
            continue
        reader = build_told if name in READERS else npm_told
        for told in reader(index, path):
            if told.globs or told.patterns:
                found.setdefault(told.folder, []).append(told)
    return found


def _around(index: Index, path: str) -> Iterator[Told]:
    """What the configurations in the folders around a file tell of its language, nearest first."""
    by_folder = _by_folder(index)
    if not by_folder:
        return
    language = index.files[path].language
    for folder in outwards(path.rpartition("/")[0]):
        yield from (told for told in by_folder.get(folder, ()) if language in told.languages)


def is_told(index: Index, path: str, has_tests: Callable[[str], bool]) -> bool:
    """A runner's configuration says that the file is a test.

    Args:
        has_tests: whether a file defines tests; asked only where a configuration may mean it.
    """
    return any(
        told.says(path, has_tests=False) or (told.says(path, has_tests=True) and has_tests(path))
        for told in _around(index, path)
    )


def collects_only_told(index: Index, path: str) -> bool:
    """The runner around a file is told of its tests, and collects no other file of a folder of tests."""
    return any(told.instead for told in _around(index, path))
