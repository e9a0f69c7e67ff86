"""Paths of a workspace as text: relative to its root, with `/`; "" is the root itself."""

from __future__ import annotations

import posixpath

__all__ = ["joined", "shared_parts"]


def joined(folder: str, path: str) -> str:
    """A path that is written relative to a folder; one that leaves the workspace begins with `..`."""
    whole = posixpath.normpath(posixpath.join(folder, path))
    return "" if whole == "." else whole


def shared_parts(left: str, right: str) -> int:
    """How many leading parts two paths share."""
    count = 0
    for one, other in zip(left.split("/"), right.split("/"), strict=False):
        if one != other:
            break
        count += 1
    return count
