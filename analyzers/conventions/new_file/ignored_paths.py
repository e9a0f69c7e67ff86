"""Whether git would leave a new file out, by the `.gitignore` files above it."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from ....indexer.workspace_paths import outwards, prefix_of

if TYPE_CHECKING:
    from ....indexer.index import Index

__all__ = ["is_ignored"]

NAME = ".gitignore"
LONGEST_PATTERN = 1000
"""No file system takes a name of more than 255 bytes; to read what is not written for any takes minutes."""


def is_ignored(index: Index, path: str) -> bool:
    """The verdict of the innermost `.gitignore` that has one, as git decides; one that only this machine has says nothing."""
    for prefix in map(prefix_of, outwards(path.rpartition("/")[0])):
        lines = index.lines(prefix + NAME) if prefix + NAME in index.files else ()
        inner = path[len(prefix) :]
        if any(_may_match(line, inner) for line in lines):
            from ....indexer.patterns import spec_of

            verdict = spec_of(lines).check_file(inner).include
            if verdict is not None:
                return verdict
    return False


def _may_match(line: str, path: str) -> bool:
    """Whether the last part of a pattern fits a part of the path: most lines are told so without reading patterns whole."""
    text = line.strip().lstrip("!").rstrip("/")
    if not text or text.startswith("#"):
        return False
    last = text.rpartition("/")[2]
    if len(last) > LONGEST_PATTERN:
        return False
    return last == "**" or any(fnmatchcase(part, last) for part in path.split("/"))
