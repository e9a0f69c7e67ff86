"""What a listing of git's rests on: the folders that git walked for it, and files that tell git what to list.

Everything here is strict: what could have changed since the listing began, and would not be noticed later, gives None.
See lastlook.py.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..discover import IGNORE_FILE, INDEX_FOLDER
from ..git.files import among_ignored, list_files
from ..git.folders import git_folders
from ..git.places import State, of_the_repository, of_the_user, state_of
from ..index_file import IGNORE_ALL
from ..on_disk import is_there, text_at
from ..settings import FILES as SETTINGS
from ..workspace_paths import folders_around
from .lastlook import Walked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from ..git.folders import GitFolders

__all__ = ["FINE_TICK_NS", "Basis", "basis", "tick_of", "walk", "walk_again"]

IGNORES = ".gitignore"
FINE_TICK_NS = 50_000_000
COARSE_TICK_NS = 2_000_000_000
"""A write within this time of the recorded one may leave the same timestamp: kernels count in ticks of up to 10 ms, some
file systems in whole seconds or two."""


class Basis(NamedTuple):
    """What a listing that begins now rests on, besides the workspace's folders: when it was looked at, and place → state."""

    began: int
    states: dict[str, State]

    def kept_until_now(self) -> bool:
        """Whether nothing of it changed since."""
        resting = all(state is None or _rests(state[-1], self.began) for state in self.states.values())
        return resting and all(state_of(place) == state for place, state in self.states.items())


def basis(root: Path) -> Basis | None:
    """To be asked for before a listing; None where none can be relied on later."""
    began = time.time_ns()
    repository = git_folders(root)
    if repository is None or not _can_be_watched(root, repository):
        return None
    of_user = of_the_user(root, repository.top)
    if of_user is None:
        return None
    own = (str(root / name) for name in (IGNORE_FILE, *SETTINGS, f"{INDEX_FOLDER}/{IGNORES}"))
    places = dict.fromkeys((*own, *of_the_repository(repository, root), *of_user))
    return Basis(began, {place: state_of(place) for place in places})


def _can_be_watched(root: Path, repository: GitFolders) -> bool:
    """On file systems whose times tell of every change, with nothing between top and root that may become a repository,
    and with an index folder that git never looks into."""
    mounted = mounts()
    between = (folder for folder in (root, *root.parents) if folder.is_relative_to(repository.top))
    own = root / INDEX_FOLDER
    return (
        all(is_local(mounted, place) for place in (root, repository.own, repository.common))
        and not any(is_there(folder / ".git") for folder in between if folder != repository.top)
        and (not is_there(own) or text_at(own / IGNORES) == IGNORE_ALL)
    )


def walk(root: Path, listed: Iterable[str], before: Basis) -> Walked | None:
    """Walks the folders that git walked for a listing.

    Args:
        root: the workspace.
        listed: all paths that git listed.
        before: asked for before that.
    """
    holding, found = folders_around({path.rpartition("/")[0] for path in listed}), Walked(dict(before.states), {})
    pending = [""]
    while pending:
        doubtful: list[str] = []
        while pending:
            inner = _enter(root, pending.pop(), before.began, found)
            if inner is None:
                return None
            for path in inner:
                (pending if path in holding else doubtful).append(path)
        ignored = among_ignored(root, doubtful) if doubtful else frozenset()
        if ignored is None:
            return None
        pending = [path for path in doubtful if path not in ignored]
    return found if before.kept_until_now() else None


def walk_again(root: Path, listed: Collection[str]) -> Walked | None:
    """The same for a listing made a while ago, after which things may have happened: where a new one says the same."""
    before = basis(root)
    listing = list_files(root) if before is not None else None
    if before is None or listing is None or listing.paths != listed:
        return None
    return walk(root, listed, before)


def _enter(root: Path, folder: str, began: int, found: Walked) -> list[str] | None:
    """Notes a folder and returns those in it; None where it may have changed since a time, or holds a repository."""
    place = f"{root}/{folder}"
    try:
        with os.scandir(place) as entries:
            inner = {entry.name: entry.is_dir(follow_symlinks=False) for entry in entries}
        status = os.lstat(place)  # after it was read: what came later has left a time that is too new
    except OSError:
        return None
    found.folders[folder] = (status.st_dev, status.st_mtime_ns, status.st_ctime_ns)
    if not _rests(status.st_ctime_ns, began) or (folder and ".git" in inner):
        return None
    if IGNORES in inner:
        state = found.places[f"{place}/{IGNORES}"] = state_of(f"{place}/{IGNORES}")
        if state is None or not _rests(state[-1], began):
            return None
    if not folder:
        return [name for name, is_folder in inner.items() if is_folder and name not in (".git", INDEX_FOLDER)]
    return [f"{folder}/{name}" for name, is_folder in inner.items() if is_folder]


def _rests(changed_ns: int, began: int) -> bool:
    """Whether something was last changed before a time, and can't have changed since without another timestamp."""
    return began - changed_ns >= tick_of(changed_ns)


def tick_of(stamp_ns: int) -> int:
    """The tick of the clock that gave a timestamp."""
    return COARSE_TICK_NS if stamp_ns % 1_000_000_000 == 0 else FINE_TICK_NS


# ---- On which file systems the kernel tells of every change: local ones, whose only writer is this kernel

MOUNTS = Path("/proc/self/mountinfo")
LOCAL = frozenset({"bcachefs", "btrfs", "ext2", "ext3", "ext4", "f2fs", "jfs", "overlay", "tmpfs", "xfs", "zfs"})
"""Not among them: network and FUSE file systems, and what virtual machines share (9p, virtiofs): others write there."""
ESCAPED = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}


def mounts() -> bytes:
    """The mounted file systems as the kernel lists them; changes with every mount. Empty where that can't be read."""
    try:
        return MOUNTS.read_bytes()
    except OSError:
        return b""


def is_local(listed: bytes, folder: Path) -> bool:
    """Whether a folder and all below it lie on local file systems.

    Args:
        listed: see `mounts`.
        folder: absolute, without links.
    """
    kinds = dict(_kind(line) for line in os.fsdecode(listed).splitlines() if " - " in line)
    holding = [place for place in kinds if folder.is_relative_to(place)]
    inside = [place for place in kinds if Path(place).is_relative_to(folder)]
    return bool(holding) and all(kinds[place] in LOCAL for place in (max(holding, key=len), *inside))


def _kind(line: str) -> tuple[str, str]:
    """`(where it is mounted, its type)`; of several mounts in one place the last listed is on top."""
    before, _, after = line.partition(" - ")
    place = before.split(" ")[4]
    for code, character in ESCAPED.items():
        place = place.replace(code, character)
    return place, after.partition(" ")[0]
