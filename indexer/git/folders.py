"""Where git keeps the state of a folder's repository, read without running git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ..on_disk import text_at

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GitFolders", "git_folders"]


class GitFolders(NamedTuple):
    """The folders of a repository.

    Attributes:
        top: its working tree.
        own: what belongs to this working tree alone: `HEAD`, `index`.
        common: what all its working trees share: references, configuration.
    """

    top: Path
    own: Path
    common: Path


def git_folders(root: Path) -> GitFolders | None:
    """The repository around a folder; None where there is none, or none that is laid out as usual."""
    top = next((folder for folder in (root, *root.parents) if _holds_repository(f"{folder}/.git")), None)
    if top is None:
        return None
    own = top / ".git"
    if own.is_file():  # a linked working tree, or a submodule
        text = text_at(own).strip()
        if not text.startswith("gitdir: "):
            return None
        own = (top / text.removeprefix("gitdir: ")).resolve()
        # a working tree whose repository was left behind, as in a container that is given the tree alone
        if not own.is_dir():
            return None
    shared = text_at(own / "commondir").strip()
    return GitFolders(top, own, (own / shared).resolve() if shared else own)


def _holds_repository(path: str) -> bool:
    """Git passes over what is called `.git` and is none."""
    head = f"{path}/HEAD"
    is_file = os.path.isfile  # on the path of every question, for every folder above the root
    return is_file(path) or os.path.lexists(head)
