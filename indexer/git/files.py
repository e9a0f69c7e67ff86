"""Which files git counts to a workspace: tracked ones, and untracked ones that it does not ignore.

Git runs as a program and through no library: this is on the path of every question, and importing one takes longer than the
listing.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from ...errors import GitFailedError
from ..on_disk import is_there
from .folders import git_folders
from .program import ask_git, run_git

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

__all__ = ["Listing", "among_ignored", "list_files", "refusal", "submodule_files"]

NONE_IGNORED = 1
"""What `git check-ignore` exits with then."""


class Listing(NamedTuple):
    """What git says of a folder.

    Attributes:
        paths: relative to the folder that was asked for.
        nested: untracked repositories inside, which git does not look into.
    """

    paths: list[str]
    nested: list[str]


def list_files(root: Path, meanwhile: Callable[[], None] | None = None) -> Listing | None:
    """The files of a workspace by git, submodules as one path each; None where git does not answer for this folder.

    Args:
        root: the folder.
        meanwhile: called once while git looks for untracked files, which takes it longer than all else.
    """
    if not any(is_there(folder / ".git") for folder in (root, *root.parents)):
        return None
    # Tags tell the untracked ("? path") from the tracked ("H path").
    output = run_git(root, "ls-files", "-z", "-t", "--cached", "--others", "--exclude-standard", meanwhile=meanwhile)
    if output is None:
        return None
    records = os.fsdecode(output).split("\0")
    others = [record[2:] for record in records if record.startswith("? ")]
    paths = dict.fromkeys(record[2:] for record in records if record and not record.startswith("? "))
    paths.update(dict.fromkeys(path for path in others if not path.endswith("/")))
    if not paths and run_git(root, "check-ignore", "-q", ".") is not None:
        return None
    return Listing(list(paths), [path[:-1] for path in others if path.endswith("/")])


def refusal(root: Path) -> str:
    """Why git lists no files for a folder that a repository stands around; empty where there is no reason."""
    try:
        if git_folders(root) is not None:
            ask_git(root, "ls-files", "-z")
    except GitFailedError as error:
        return str(error)
    return ""


def submodule_files(folder: Path) -> list[str]:
    """The files of a repository that another one tracks, relative to it; none where there is no repository in the folder."""
    if folder.is_symlink() or not is_there(folder / ".git"):
        return []
    listing = list_files(folder)
    return listing.paths if listing is not None else []


def among_ignored(root: Path, paths: Sequence[str]) -> frozenset[str] | None:
    """Those of some untracked paths that git ignores; None where git doesn't tell."""
    given = os.fsencode("\0".join(paths))
    output = run_git(root, "check-ignore", "-z", "--stdin", given=given, fine=(0, NONE_IGNORED))
    return None if output is None else frozenset(os.fsdecode(output).split("\0"))
