"""What the commit in preparation adds: the staged text of each file and the lines that are new in it."""

from __future__ import annotations

import os
import re
import subprocess
from typing import TYPE_CHECKING, NamedTuple

from ...indexer.gitfiles import SAFE_CONFIG, TIMEOUT_SECONDS, git_environment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

__all__ = ["Staged", "staged_files"]

HUNK = re.compile(rb"@@ -\S+ \+(\d+)(?:,(\d+))? @@")
DIFF = ("diff", "--cached", "--no-color", "--no-ext-diff", "--no-textconv", "--diff-filter=ACMR", "-M")


class Staged(NamedTuple):
    """A staged file.

    Attributes:
        text: its staged content, whatever the working tree holds.
        added: numbers of the lines that the commit adds or changes.
    """

    path: str
    text: bytes
    added: frozenset[int]


def staged_files(root: Path) -> list[Staged]:
    """The files below `root` that the commit adds or changes, by path; binary files and submodules are left out.

    A merge counts what is new against both parents. Without git, or with nothing staged, there are none.
    """
    prefix = (_git(root, "rev-parse", "--show-prefix") or b"").strip()
    merging = _git(root, "rev-parse", "-q", "--verify", "MERGE_HEAD") is not None
    added = _added(root)
    theirs = _added(root, "MERGE_HEAD") if merging else None
    found = []
    for path, lines in sorted(added.items()):
        if theirs is not None:
            lines = lines & theirs.get(path, frozenset())
        text = _git(root, "show", f":{os.fsdecode(prefix)}{path}") if lines else None
        if text is not None and b"\0" not in text[:8000]:
            found.append(Staged(path, text, lines))
    return found


def _added(root: Path, against: str = "") -> dict[str, frozenset[int]]:
    """Path → added lines, against the last commit or another one."""
    names = _git(root, *DIFF, "--relative", "--name-only", "-z", *([against] if against else []))
    patch = _git(root, *DIFF, "--relative", "-U0", "--no-prefix", *([against] if against else []))
    if not names or not patch:
        return {}
    return dict(zip((os.fsdecode(name) for name in names.split(b"\0") if name), _hunks(patch), strict=False))


def _hunks(patch: bytes) -> Iterator[frozenset[int]]:
    """The added lines of each file of a patch, in its order."""
    lines: set[int] | None = None
    inside = 0
    for text in patch.split(b"\n"):
        if inside:
            inside -= 0 if text.startswith(b"\\") else 1
            continue
        if text.startswith(b"diff --git "):
            if lines is not None:
                yield frozenset(lines)
            lines = set()
        elif (match := HUNK.match(text)) and lines is not None:
            start, count = int(match[1]), int(match[2] or 1)
            lines.update(range(start, start + count))
            inside = count + _removed(text)
    if lines is not None:
        yield frozenset(lines)


def _removed(header: bytes) -> int:
    """How many removed lines follow a hunk's header."""
    old = header.split(b" ")[1]
    return int(old.partition(b",")[2] or 1)


def _git(root: Path, *arguments: str) -> bytes | None:
    """The output of a git command on the commit in preparation, which a hook is told by `GIT_INDEX_FILE`; None on failure."""
    environment = git_environment()
    if index := os.environ.get("GIT_INDEX_FILE"):
        environment["GIT_INDEX_FILE"] = str(root / index) if not os.path.isabs(index) else index  # noqa: PTH117
    try:
        done = subprocess.run(
            ["git", *SAFE_CONFIG, *arguments],
            cwd=root, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
