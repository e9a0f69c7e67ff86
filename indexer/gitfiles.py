"""Which files git counts to a workspace: tracked ones, and untracked ones that it does not ignore.

Git runs here as a program and not through GitPython, because this is on the path of every question and `import git`
alone takes longer than the listing. Nothing that the repository's own configuration names is ever run.
"""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["SAFE_CONFIG", "Listing", "git_environment", "list_files", "run_git"]

SAFE_CONFIG = (
    "-c", "core.fsmonitor=false",
    "-c", "core.hooksPath=/dev/null",
    "-c", "core.pager=cat",
    "-c", "core.quotePath=false",
    "-c", "diff.external=",
    "-c", "protocol.allow=never",
    "-c", "submodule.recurse=false",
)  # fmt: skip
"""Options that keep git from running what the workspace's configuration names."""

TIMEOUT_SECONDS = 120


class Listing(NamedTuple):
    """What git says of a folder.

    Attributes:
        paths: relative to the folder that was asked for.
        nested: untracked repositories inside, which git does not look into.
    """

    paths: list[str]
    nested: list[str]


def list_files(root: Path) -> Listing | None:
    """The files of a workspace by git, submodules included; None where git does not answer for this folder."""
    if not _inside_repository(root):
        return None
    tracked = run_git(root, "ls-files", "-z", "--cached", "--stage")
    others = run_git(root, "ls-files", "-z", "--others", "--exclude-standard")
    if tracked is None or others is None:
        return None
    paths: dict[str, None] = {}
    nested: list[str] = []
    for record in tracked.split(b"\0"):
        head, _, name = record.partition(b"\t")
        if not name:
            continue
        path = os.fsdecode(name)
        if head.startswith(b"160000"):
            inner = list_files(root / path) if (root / path / ".git").exists() else None
            paths.update(dict.fromkeys(f"{path}/{item}" for item in (inner.paths if inner else ())))
        else:
            paths[path] = None
    for name in others.split(b"\0"):
        if name.endswith(b"/"):
            nested.append(os.fsdecode(name[:-1]))
        elif name:
            paths[os.fsdecode(name)] = None
    if not paths and run_git(root, "check-ignore", "-q", ".") is not None:
        return None
    return Listing(list(paths), nested)


def run_git(root: Path, *arguments: str) -> bytes | None:
    """The output of one read-only git command in `root`; None where git is missing, fails or takes too long."""
    try:
        done = subprocess.run(
            ["git", *SAFE_CONFIG, *arguments],
            cwd=root,
            env=git_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=TIMEOUT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def git_environment() -> dict[str, str]:
    """The environment for git: no locks taken, no prompts, no variable that points it at another repository."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or name == "GIT_CONFIG_NOSYSTEM"
    }
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}


def _inside_repository(root: Path) -> bool:
    return any((folder / ".git").exists() for folder in (root, *root.parents))
