"""Whether git would leave a new file out, by the `.gitignore` files above it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ....indexer.workspace_paths import outwards, prefix_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ....indexer.index import Index

__all__ = ["is_ignored"]

NAME = ".gitignore"
LONGEST_PATTERN = 1000
"""No file system takes a name of more than 255 bytes; to read what is not written for any takes minutes."""


def is_ignored(index: Index, path: str) -> bool:
    """The verdict of the innermost `.gitignore` that has one, as git decides; one that only this machine has says nothing."""
    for folder, lines in _lists(index, path):
        inner = path[len(folder) + 1 :] if folder else path
        if any(_may_match(line, inner) for line in lines):
            from ....indexer.patterns import spec_of

            verdict = spec_of(lines).check_file(inner).include
            if verdict is not None:
                return verdict
    return False


def _lists(index: Index, path: str) -> Iterator[tuple[str, list[str]]]:
    """The folders around a path that have a list, the innermost first, with its lines."""
    for folder in outwards(path.rpartition("/")[0]):
        place = prefix_of(folder) + NAME
        if place in index.files:
            yield folder, index.lines(place)


def _may_match(line: str, path: str) -> bool:
    """Whether the last part of a pattern fits a part of the path: most lines are told so without reading patterns whole."""
    text = line.strip().lstrip("!").rstrip("/")
    if not text or text.startswith("#"):
        return False
    last = text.rpartition("/")[2]
    if len(last) > LONGEST_PATTERN:
        return False
    return last == "**" or any(fnmatchcase(part, last) for part in path.split("/"))
