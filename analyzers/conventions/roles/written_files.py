"""The hand-written files of a workspace with the words of their names and of the folders they stand in, taken apart once."""

from __future__ import annotations

from collections.abc import Set
from typing import TYPE_CHECKING, NamedTuple

from ...naming import singular_words, stem_of
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import File, Index

__all__ = ["Written", "written"]


class Written(NamedTuple):
    """A hand-written file with the words of its stem and of its folder, those run together, and the words of each folder above."""

    file: File
    stem: tuple[str, ...]
    folder: tuple[str, ...]
    run: str
    parts: Set[tuple[str, ...]]


@per_index
def written(index: Index) -> list[Written]:
    """What nobody generated or vendored, in the order of paths."""
    folders: dict[str, tuple[tuple[str, ...], str, Set[tuple[str, ...]]]] = {}
    found = []
    for file in index.files.values():
        if file.zone in {"generated", "vendored"}:
            continue
        name = stem_of(file.path)
        if name.folder not in folders:
            parts = [singular_words(part) for part in name.folder.split("/")]
            folders[name.folder] = (parts[-1], "".join(parts[-1]), frozenset(parts))
        found.append(Written(file, singular_words(name.stem), *folders[name.folder]))
    return found
