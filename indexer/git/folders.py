"""Where git keeps the state of a folder's repository, read without running git."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GitFolders", "git_folders", "text_of"]


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
        text = text_of(own)
        if not text.startswith("gitdir: "):
            return None
        own = (top / text.removeprefix("gitdir: ")).resolve()
        # a working tree whose repository was left behind, as in a container that is given the tree alone
        if not own.is_dir():
            return None
    shared = text_of(own / "commondir")
    return GitFolders(top, own, (own / shared).resolve() if shared else own)


def _holds_repository(path: str) -> bool:
    """Git passes over what is called `.git` and is none."""
    head = f"{path}/HEAD"
    is_file, is_link = os.path.isfile, os.path.islink  # on the path of every question, for every folder above the root
    return is_file(path) or is_file(head) or is_link(head)


def text_of(path: Path) -> str:
    """The text of a small file; empty where there is none."""
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
