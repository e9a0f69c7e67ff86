"""Which commit is checked out, read without running git where that can be, and whether git answers for a folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ... import lazy_re as re
from ..on_disk import text_at
from .folders import git_folders
from .program import ask_git

if TYPE_CHECKING:
    from pathlib import Path

    from .folders import GitFolders

__all__ = ["UNKNOWN", "head_commit", "in_repository"]

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
MOST_STEPS = 5
"""References may name references; git itself follows no more than this."""
UNKNOWN = 1
"""What `git rev-parse --quiet` exits with where there is no such commit."""


def in_repository(root: Path) -> bool:
    """Whether a repository stands around this folder.

    Raises:
        GitFailedError: git refuses to answer for it, as for those of other users, or there is no git.
    """
    folders = git_folders(root)
    if folders is None:
        return False
    import shutil

    plain = hasattr(os, "geteuid") and shutil.which("git") is not None
    if not plain or {folders.own.stat().st_uid, folders.top.stat().st_uid} != {os.geteuid()}:
        ask_git(root, "rev-parse", "--git-dir")
    return True


def head_commit(root: Path) -> str | None:
    """The full hash of the current commit; None outside of git and before the first commit.

    Raises:
        GitFailedError: the plain files don't tell, and git fails.
    """
    folders = git_folders(root)
    if folders is None:
        return None
    return _followed(folders, "HEAD") or _by_git(root)


def _followed(folders: GitFolders, name: str) -> str | None:
    """What a reference leads to, by the plain files; None where those don't tell (not made yet, other storage)."""
    for _ in range(MOST_STEPS):
        own = name == "HEAD"
        text = text_at((folders.own if own else folders.common) / name).strip()
        text = text or ("" if own else _packed(folders, name))
        if COMMIT.fullmatch(text):
            return text
        if not text.startswith("ref: refs/heads/"):
            return None
        name = text.removeprefix("ref: ")
    return None


def _packed(folders: GitFolders, name: str) -> str:
    lines = text_at(folders.common / "packed-refs").splitlines()
    return next((line.partition(" ")[0] for line in lines if line.endswith(f" {name}")), "")


def _by_git(root: Path) -> str | None:
    found = ask_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}", fine=(0, UNKNOWN))
    return found.decode().strip() or None
