"""Paths of a workspace as text: relative to its root, with `/`; "" is the root itself."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Sequence

LONGEST_GLOB, MOST_STARS, MOST_IN_NAME, MOST_CHOICES = 200, 8, 3, 6


def joined(folder: str, path: str) -> str:
    """A path that is written relative to a folder; one that leaves the workspace begins with `..`."""
    whole = posixpath.normpath(posixpath.join(folder, path))
    return "" if whole == "." else whole


def prefix_of(folder: str) -> str:
    """What the paths of all that lies in a folder begin with; in the root, nothing."""
    return f"{folder}/" if folder else ""


def outwards(folder: str) -> Iterator[str]:
    """A folder and those around it, innermost first, up to the root."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
    yield ""


def nearest_around(path: str, folders: Container[str]) -> str:
    """The innermost of some folders that a path lies in; "" (the root) where it lies in none."""
    folder = path.rpartition("/")[0]
    while folder and folder not in folders:
        folder = folder.rpartition("/")[0]
    return folder


def folders_around(folders: Iterable[str]) -> set[str]:
    """Folders and all those around them, without the root."""
    found: set[str] = set()
    for folder in folders:
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def shared_leading(left: Sequence[str], right: Sequence[str]) -> int:
    """How many leading parts are equal."""
    count = 0
    for one, other in zip(left, right, strict=False):
        if one != other:
            break
        count += 1
    return count


def shared_parts(left: str, right: str) -> int:
    """How many leading parts two paths share."""
    return shared_leading(left.split("/"), right.split("/"))


def is_endless(glob: str) -> bool:
    """Whether a glob has so many stars or choices that trying it on a long name could take for ever; no layout needs that."""
    crowded = any(part.count("*") > MOST_IN_NAME for part in glob.split("/"))
    return crowded or len(glob) > LONGEST_GLOB or glob.count("*") > MOST_STARS or glob.count("{") > MOST_CHOICES
