"""Which words stand in the names of which folders and of their files, to be looked up word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import TYPE_CHECKING, NamedTuple

from ...naming import singular_words, stem_of
from ...per_index import per_index

if TYPE_CHECKING:
    from ....indexer.index import File, Index

__all__ = ["WordPlaces", "Written", "folder_words", "word_places", "written"]

# ---- The hand-written files of a workspace with the words of their names and of the folders they stand in, taken apart once


class Written(NamedTuple):
    """A hand-written file with the words of its stem and of its folder, those run together, and the words of each folder above."""

    file: File
    stem: tuple[str, ...]
    folder: tuple[str, ...]
    run: str
    parts: Set[tuple[str, ...]]


def folder_words(name: str) -> tuple[str, ...]:
    """The words of a folder's own name; none of one that stands for a parameter of an address (`[page]`), which names no role."""
    return () if name.startswith("[") else singular_words(name)


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
            parts = [folder_words(part) for part in name.folder.split("/")]
            folders[name.folder] = (parts[-1], "".join(parts[-1]), frozenset(parts))
        found.append(Written(file, singular_words(name.stem), *folders[name.folder]))
    return found


class WordPlaces(NamedTuple):
    """Words, in the singular, and the folders that have them.

    Attributes:
        folders: how many there are.
        in_path: word → folders with it in their path.
        in_segment: word → folders with it in their own name.
        in_names: word → folder → how many of its files have it in their name.
        documents: word → how many folders have it in path or names.
    """

    folders: int
    in_path: dict[str, list[str]]
    in_segment: dict[str, list[str]]
    in_names: dict[str, dict[str, int]]
    documents: Counter[str]


def word_places(groups: Sequence[Sequence[Written]]) -> WordPlaces:
    """Looks up the words of each folder's files."""
    found = WordPlaces(len(groups), {}, {}, {}, Counter())
    for members in groups:
        folder = members[0].file.path.rpartition("/")[0]
        path = {word for part in members[0].parts for word in part}
        for word in path:
            found.in_path.setdefault(word, []).append(folder)
        for word in members[0].folder:
            found.in_segment.setdefault(word, []).append(folder)
        inside = Counter(word for words in members for word in set(words.stem))
        for word, count in inside.items():
            found.in_names.setdefault(word, {})[folder] = count
        found.documents.update(inside.keys() | path)
    return found
