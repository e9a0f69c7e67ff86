"""Tells whether anything may have happened in a workspace since it was last looked at, without looking at every file.

The kernel (inotify, Linux) queues an event for every change below watched folders before the call that made the change returns.
So an empty queue proves that nothing happened; an event, whatever it is, only means that a look at every file is due, and
nothing is concluded from what it says. Where that proof does not hold nobody watches: other systems, folders outside
of git, file systems with other writers, submodules, files with several names, too many folders.

Two things are never told: a write through a memory mapping after its file was closed, and one under another name (hard link)
that was given to a file later. So trust ends after TRUST_SECONDS.
"""

from __future__ import annotations

import os
import stat
import sys
import time
from typing import TYPE_CHECKING, NamedTuple
from weakref import finalize

from ..git.files import list_files
from ..git.folders import git_folders
from ..git.program import run_git
from .walked import is_local, mounts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from inotify_simple import INotify

    from ..git.folders import GitFolders

__all__ = ["Watcher", "watch"]

TRUST_SECONDS = 30.0
NEVER = float("-inf")
MOST_FOLDERS = 30_000
TICK_NS = 2_000_000_000
"""A file that changed within this time may change again and look the same."""
SYSTEM_CONFIG = "/etc/gitconfig"
CONFIG = frozenset({"config", "config.worktree"})
"""Files of a repository that may name another ignore file."""

State = tuple[tuple[int, int, int, int] | None, ...]


class Watcher:
    """Watches one workspace; see `watch`.

    Attributes:
        seen: counts the times that something may have happened.
        renewal: a folder came or went, or the configuration changed: this watcher does not see all any more.
        close: ends watching.
    """

    def __init__(self, kernel: INotify, mounted: bytes, others: list[str]) -> None:
        self.seen = 0
        self.renewal = False
        self._kernel, self._mounted, self._others = kernel, mounted, others
        self._state = _states(others)
        self._looked = NEVER
        self.close = finalize(self, kernel.close)

    def quiet(self) -> bool:
        """Whether nothing happened since the last look that `looked` was told of."""
        from inotify_simple import flags

        events = self._kernel.read(timeout=0)
        folders = flags.ISDIR | flags.Q_OVERFLOW | flags.IGNORED | flags.UNMOUNT | flags.DELETE_SELF | flags.MOVE_SELF
        self.renewal = self.renewal or any(event.mask & folders or event.name in CONFIG for event in events)
        state = _states(self._others)
        self.renewal = self.renewal or state != self._state or mounts() != self._mounted
        if events or self.renewal:
            self._looked = NEVER
        return not self.renewal and time.monotonic() - self._looked < TRUST_SECONDS

    def looked(self, began: float) -> None:
        """Every file was looked at, beginning at a time (`time.monotonic()`) after the last call of `quiet`."""
        self._looked = began
        self.seen += 1


def watch(root: Path) -> Watcher | None:
    """Begins to watch a workspace; None where an empty queue would prove nothing.

    A look at every file must follow before the watcher is believed.
    """
    if sys.platform != "linux":
        return None
    folders, mounted = git_folders(root), mounts()
    if (
        folders is None
        or list_files(root) is None
        or not all(is_local(mounted, place) for place in (root, folders.own, folders.common))
    ):
        return None
    try:
        from inotify_simple import INotify

        kernel = INotify()
    except (ImportError, OSError):
        return None  # not installed, or no more watchers for this user
    watcher = None
    try:
        if _all_watched(kernel, root, folders):
            watcher = Watcher(kernel, mounted, [str(root), *_of_the_user(root)])
    except (OSError, ValueError):
        return None  # no more watches for this user, or a folder that went away meanwhile
    finally:
        if watcher is None:
            kernel.close()
    return watcher


def _all_watched(kernel: INotify, root: Path, folders: GitFolders) -> bool:
    """Watches what git's listing of the workspace depends on; whether that is all of it."""
    from inotify_simple import flags

    changes = flags.MODIFY | flags.ATTRIB | flags.CLOSE_WRITE | flags.MOVED_FROM | flags.MOVED_TO | flags.CREATE
    mask = changes | flags.DELETE | flags.DELETE_SELF | flags.MOVE_SELF | flags.ONLYDIR | flags.DONT_FOLLOW
    for place in _of_git(folders, root):
        kernel.add_watch(place, mask)
    ignored = _ignored(root)
    if ignored is None:
        return False
    pending, count = [_Folder(str(root), "")], 0
    while pending:
        folder = pending.pop()
        count += 1
        kernel.add_watch(folder.place, mask)  # before it is read: what comes later is an event
        inner = _inner(folder, ignored, top=folder.place == str(folders.top))
        if inner is None or count > MOST_FOLDERS:
            return False
        pending += inner
    return _folders_of(_ignored(root)) == _folders_of(ignored)


class _Folder(NamedTuple):
    """A folder, and its path in the workspace (with `/` at the end; the root's is empty)."""

    place: str
    path: str


def _inner(folder: _Folder, ignored: frozenset[str], *, top: bool) -> list[_Folder] | None:
    """The folders in a folder that may hold files of the workspace; None where those may change without an event there:
    by another name of theirs, or by the state of a repository inside."""
    found = []
    with os.scandir(folder.place) as entries:
        for entry in entries:
            path = f"{folder.path}{entry.name}"
            if entry.name == ".git" and top:
                continue
            if entry.name in {".git", ".gitmodules"}:
                return None
            if entry.is_dir(follow_symlinks=False):
                if f"{path}/" not in ignored:
                    found.append(_Folder(entry.path, f"{path}/"))
            elif path not in ignored and _has_other_names(entry):
                return None
    return found


def _has_other_names(entry: os.DirEntry[str]) -> bool:
    status = entry.stat(follow_symlinks=False)
    return stat.S_ISREG(status.st_mode) and status.st_nlink > 1


def _ignored(root: Path) -> frozenset[str] | None:
    """What git ignores below the root, whole folders as one (with `/` at the end), and the index's own folder."""
    listed = run_git(root, "ls-files", "-z", "--others", "--ignored", "--exclude-standard", "--directory")
    return None if listed is None else frozenset({".groundplan/", *os.fsdecode(listed).split("\0")})


def _folders_of(listed: frozenset[str] | None) -> set[str]:
    return {path for path in listed or () if path.endswith("/")}


def _of_git(folders: GitFolders, root: Path) -> Iterator[str]:
    """Folders whose files decide what git lists and where its branches stand, and those between its top and the root."""
    yield str(folders.own)
    yield str(folders.common)
    for name in ("info", "reftable"):
        if (folders.common / name).is_dir():
            yield str(folders.common / name)
    for place, _, _ in os.walk(folders.common / "refs"):
        yield place
    yield from (str(parent) for parent in root.parents if parent.is_relative_to(folders.top))


def _of_the_user(root: Path) -> list[str]:
    """Git's configuration outside of the repository, and the ignore file that it names."""
    home = os.path.expanduser("~")  # noqa: PTH111 - no error where there is none
    settings = os.environ.get("XDG_CONFIG_HOME") or f"{home}/.config"
    named = run_git(root, "config", "--path", "--get", "core.excludesFile")
    ignoring = os.fsdecode(named).strip() if named else f"{settings}/git/ignore"
    return [f"{home}/.gitconfig", f"{settings}/git/config", SYSTEM_CONFIG, ignoring]


def _states(paths: list[str]) -> State:
    return tuple(map(_state, paths))


def _state(path: str) -> tuple[int, int, int, int] | None:
    """Identity of a folder; of a file its content's too, with the moment where a further change could go unseen."""
    try:
        status = os.stat(path)  # noqa: PTH116 - on the path of every question
    except OSError:
        return None
    if stat.S_ISDIR(status.st_mode):
        return status.st_dev, status.st_ino, 0, 0
    fresh = time.time_ns() - status.st_mtime_ns < TICK_NS
    return status.st_dev, status.st_ino, status.st_mtime_ns, -time.time_ns() if fresh else status.st_size
