"""On which file systems the kernel tells of every change: local ones, whose only writer is this kernel."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["is_local", "mounts"]

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
