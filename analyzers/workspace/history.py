"""What history tells: how often files change, and which change together, from the last commits of the current branch.

One `git log`, bounded in commits, and kept by the commit it started from.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...errors import GitFailedError
from ...indexer.git.head import head_commit
from ...indexer.git.program import ask_git
from ..per_index import per_index

if TYPE_CHECKING:
    from pathlib import Path

    from ...indexer.index import Index

__all__ = ["LARGEST_COMMIT", "Commit", "History", "history"]

MOST_COMMITS = 500
LARGEST_COMMIT = 40
"""A commit of more files says nothing about which belong together."""

FORMAT = b"history-1:"
LEAST_SHARED = 2
LEAST_SHARE = 0.25


class Commit(NamedTuple):
    """A commit: abbreviated hash, day (ISO 8601), author, subject, and the files it changed (relative to the workspace)."""

    hash: str
    date: str
    author: str
    subject: str
    files: tuple[str, ...]


class History:
    """The last commits, newest first.

    Attributes:
        gap: why git did not tell of them, where it failed to.
    """

    def __init__(self, commits: list[Commit], gap: str = "") -> None:
        self.commits, self.gap = commits, gap

    def churn(self) -> Counter[str]:
        """File → commits that changed it."""
        return Counter(path for commit in self.commits for path in commit.files)

    def together(self, paths: set[str]) -> list[tuple[str, float]]:
        """Other files that changed in the same commits as these, with the share of those commits; best first."""
        mine = [commit for commit in self.commits if not paths.isdisjoint(commit.files)]
        small = [commit for commit in mine if len(commit.files) <= LARGEST_COMMIT]
        shared = Counter(path for commit in small for path in commit.files if path not in paths)
        found = [
            (path, count / len(small))
            for path, count in shared.items()
            if count >= LEAST_SHARED and count / len(small) >= LEAST_SHARE
        ]
        return sorted(found, key=lambda item: (-item[1], item[0]))


def history(index: Index) -> History:
    """The history of the workspace's files; empty where there is none."""
    try:
        head = head_commit(index.root)
        return History([]) if head is None else _history_of(index, head)
    except GitFailedError as error:
        index.lasting = False  # the same files have a history once git works
        return History([], str(error))


@per_index
def _history_of(index: Index, head: str) -> History:
    key = FORMAT + head.encode()
    kept = index.memo.get([key]).get(key)
    if kept is None:
        commits = _read(index.root)
        index.memo.put({key: json.dumps(commits, separators=(",", ":")).encode()})
    else:
        commits = [Commit(item[0], item[1], item[2], item[3], tuple(item[4])) for item in json.loads(kept)]
    return History(commits)


def _read(root: Path) -> list[Commit]:
    """`git log` as records; a shallow clone gives what it has."""
    output = ask_git(
        root, "log", f"--max-count={MOST_COMMITS}", "--no-merges", "--name-only", "--relative", "--no-renames", "--no-ext-diff",
        "-z", "--format=%x01%h%x02%as%x02%an%x02%s%x02",
    )  # fmt: skip
    commits = []
    for record in output.decode("utf-8", "replace").split("\x01")[1:]:
        fields = record.split("\x02")
        if len(fields) == 5:
            files = tuple(name.strip("\n") for name in fields[4].split("\0") if name.strip("\n"))
            commits.append(Commit(fields[0], fields[1], fields[2], fields[3], files))
    return commits
