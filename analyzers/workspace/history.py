"""What history tells: how often files change, and which change together, from the last commits of the current branch.

One `git log`, bounded in commits, and kept by the commit it started from.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ...errors import GitFailedError
from ...indexer.git.folders import git_folders
from ...indexer.git.head import head_commit
from ...indexer.git.program import ask_git
from ...indexer.on_disk import text_at
from ..per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path

    from ...indexer.index import Index

__all__ = ["LATELY", "Commit", "History", "changed_lately", "history"]

MOST_COMMITS = 500
LARGEST_COMMIT = 40
"""A commit of more files says nothing about which belong together."""

LATELY = 200
"""So many commits back a file was worked on lately. Measured on 152 files that later commits added to eight repositories, asked of the
commit before: a weight that could turn more than a tie moved one file up and another down. So it turns ties."""

FORMAT = b"history-2:"
SHALLOW = "the clone is shallow and ends after {count} commit{s}; 'git fetch --unshallow' brings the rest"
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
        gap: why git did not tell of them, where it failed to, or only of what a shallow clone begins with.
        end: that the clone is shallow, and where its history ends.
    """

    def __init__(self, commits: list[Commit], gap: str = "", end: str = "") -> None:
        self.commits, self.gap, self.end = commits, gap, end

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
        return History([]) if head is None else _history_of(index, head, _boundaries(index.root))
    except GitFailedError as error:
        index.lasting = False  # the same files have a history once git works
        return History([], str(error))


def _boundaries(root: Path) -> str:
    """The commits whose parents a shallow clone does not have; "" for a whole one."""
    folders = git_folders(root)
    return text_at(folders.common / "shallow").strip() if folders else ""


@per_index
def _history_of(index: Index, head: str, boundaries: str) -> History:
    key = FORMAT + f"{head} {boundaries}".encode()
    kept = index.memo.get([key]).get(key)
    if kept is None:
        commits = _read(index.root, frozenset(boundaries.split()))
        index.memo.put({key: json.dumps(commits, separators=(",", ":")).encode()})
    else:
        commits = [Commit(item[0], item[1], item[2], item[3], tuple(item[4])) for item in json.loads(kept)]
    end = SHALLOW.format(count=len(commits), s="s" * (len(commits) != 1)) if boundaries else ""
    return History(commits, "" if any(commit.files for commit in commits) else end, end)


def _read(root: Path, boundaries: frozenset[str]) -> list[Commit]:
    """`git log` as records. The first commits of a shallow clone seem to add every file: theirs are left out."""
    output = ask_git(
        root, "log", f"--max-count={MOST_COMMITS}", "--no-merges", "--name-only", "--relative", "--no-renames", "--no-ext-diff",
        "-z", "--format=%x01%H%x02%h%x02%as%x02%an%x02%s%x02",
    )  # fmt: skip
    commits = []
    for record in output.decode("utf-8", "replace").split("\x01")[1:]:
        fields = record.split("\x02")
        if len(fields) == 6:
            named = "" if fields[0] in boundaries else fields[5]
            files = tuple(name.strip("\n") for name in named.split("\0") if name.strip("\n"))
            commits.append(Commit(fields[1], fields[2], fields[3], fields[4], files))
    return commits


@per_index
def changed_lately(index: Index) -> Set[str]:
    """The files that the last commits changed; none without a history. A commit of very many files was no work on them."""
    small = (commit for commit in history(index).commits[:LATELY] if len(commit.files) <= LARGEST_COMMIT)
    return {path for commit in small for path in commit.files}
