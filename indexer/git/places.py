"""Which files outside of a workspace decide what git lists in it, and the states that tell whether one of them changed."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

from .program import run_git

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .folders import GitFolders

__all__ = ["State", "of_the_repository", "of_the_user", "state_of"]

SYSTEM_CONFIG = "/etc/gitconfig"
BY_BRANCH = "includeif.onbranch:"

State = tuple[int, int, int, int, int] | None
"""Device and inode; of a file also size and times, of a folder its owner and rights. None where there is nothing."""


def of_the_repository(folders: GitFolders, root: Path) -> list[str]:
    """Files and folders of the repository, and ignore files and repositories between its top and the root."""
    own, common, top = str(folders.own), str(folders.common), str(folders.top)
    found = [own, f"{top}/.git", f"{own}/index", f"{own}/commondir", f"{own}/config.worktree"]
    found += [f"{common}/config", f"{common}/info/exclude"]
    for parent in (root, *root.parents):
        if parent == folders.top:
            break
        found.append(f"{parent}/.git")
    above = [str(parent) for parent in root.parents if parent.is_relative_to(folders.top)]
    return [*found, *above, *(f"{folder}/.gitignore" for folder in above)]


def of_the_user(root: Path, top: Path) -> list[str] | None:
    """Git's configuration outside of the repository, what it includes, and the ignore file that it names.

    None where those depend on the branch.
    """
    home = os.path.expanduser("~")  # noqa: PTH111 - no error where there is none
    settings = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    found = [f"{home}/.gitconfig", f"{settings}/git/config", SYSTEM_CONFIG]
    ignoring = f"{settings}/git/ignore"
    for origin, key, value in _configured(root):
        if key.startswith(BY_BRANCH) or value.startswith("%("):
            return None
        if origin not in found:
            found.append(origin)
        if key == "core.excludesfile":
            ignoring = value
        elif key == "include.path" or (key.startswith("includeif.") and key.endswith(".path")):
            found.append(_expanded(value, os.path.dirname(origin)))  # noqa: PTH120 - texts
    return [os.path.join(top, path) for path in (*found, _expanded(ignoring, str(top)))]  # noqa: PTH118


def _configured(root: Path) -> Iterator[tuple[str, str, str]]:
    """`(file, key, value)` of git's whole configuration; later ones win."""
    output = run_git(root, "config", "--list", "--show-origin", "-z")
    fields = os.fsdecode(output or b"").split("\0")
    for origin, setting in zip(fields[::2], fields[1::2], strict=False):
        key, _, value = setting.partition("\n")
        if origin.startswith("file:"):
            yield origin.removeprefix("file:"), key, value


def _expanded(path: str, folder: str) -> str:
    return os.path.join(folder, os.path.expanduser(path))  # noqa: PTH111, PTH118 - texts, not places


def state_of(path: str) -> State:
    """The state of what stands at a path, links followed."""
    try:
        status = os.stat(path)  # noqa: PTH116 - on the path of every question
    except (OSError, ValueError):
        return None
    if stat.S_ISDIR(status.st_mode):
        return status.st_dev, status.st_ino, status.st_uid, status.st_mode, 0
    return status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns
