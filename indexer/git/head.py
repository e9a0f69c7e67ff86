"""Where git keeps the state of a folder's repository, and which commit is checked out, read without running git."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from .files import run_git

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["GitFolders", "git_folders", "head_commit", "in_repository"]

COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
MOST_STEPS = 5
"""References may name references; git itself follows no more than this."""


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
        text = _text(own)
        if not text.startswith("gitdir: "):
            return None
        own = (top / text.removeprefix("gitdir: ")).resolve()
        if (
            not own.is_dir()
        ):  # a working tree whose repository was left behind, as in a container that is given the tree alone
            return None
    shared = _text(own / "commondir")
    return GitFolders(top, own, (own / shared).resolve() if shared else own)


def in_repository(root: Path) -> bool:
    """Whether git answers for this folder; it refuses to for repositories of other users, so it is asked about those."""
    folders = git_folders(root)
    if folders is None:
        return False
    import shutil

    plain = hasattr(os, "geteuid") and shutil.which("git") is not None
    if plain and {folders.own.stat().st_uid, folders.top.stat().st_uid} == {os.geteuid()}:
        return True
    return run_git(root, "rev-parse", "--git-dir") is not None


def head_commit(root: Path) -> str | None:
    """The full hash of the current commit; None outside of git and before the first commit."""
    folders = git_folders(root)
    if folders is None:
        return None
    return _followed(folders, "HEAD") or _by_git(root)


def _holds_repository(path: str) -> bool:
    """Git passes over what is called `.git` and is none."""
    head = f"{path}/HEAD"
    is_file, is_link = os.path.isfile, os.path.islink  # on the path of every question, for every folder above the root
    return is_file(path) or is_file(head) or is_link(head)


def _followed(folders: GitFolders, name: str) -> str | None:
    """What a reference leads to, by the plain files; None where those don't tell (not made yet, other storage)."""
    for _ in range(MOST_STEPS):
        own = name == "HEAD"
        text = _text((folders.own if own else folders.common) / name) or ("" if own else _packed(folders, name))
        if COMMIT.fullmatch(text):
            return text
        if not text.startswith("ref: refs/heads/"):
            return None
        name = text.removeprefix("ref: ")
    return None


def _packed(folders: GitFolders, name: str) -> str:
    lines = _text(folders.common / "packed-refs").splitlines()
    return next((line.partition(" ")[0] for line in lines if line.endswith(f" {name}")), "")


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", "replace").strip()
    except OSError:
        return ""


def _by_git(root: Path) -> str | None:
    found = run_git(root, "rev-parse", "--verify", "--quiet", "HEAD^{commit}")
    return found.decode().strip() if found else None
