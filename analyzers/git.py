"""git: branch, changes, recent commits, and the files that change most."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from .. import lazy_re as re
from ..indexer.git.folders import git_folders
from ..indexer.git.program import ask_git
from ..indexer.on_disk import text_at
from .per_index import per_index
from .workspace.history import History, history

if TYPE_CHECKING:
    from pathlib import Path

    from ..answers import Git
    from ..indexer.index import Index

__all__ = ["Status", "answer", "state", "status", "submodules"]

RECENT = 10
HOTSPOTS = 10
MOST_PATHS = 50
SUBJECT_LENGTH = 100
PRODUCT = frozenset({"product", "test"})
SUBMODULE = re.compile(r"^[ \t]*path\s*=\s*(.+?)\s*$", re.MULTILINE)
NO_REPOSITORY = "there is no git repository around the workspace"


class Status(NamedTuple):
    """What `git status` says of the files of the workspace.

    Attributes:
        branch: None where HEAD is detached, or outside of git.
        upstream: the branch it follows.
        ahead, behind: commits that only this branch, only its upstream has.
        staged, modified, untracked, conflicted: paths, sorted.
    """

    branch: str | None = None
    upstream: str | None = None
    ahead: int = 0
    behind: int = 0
    staged: tuple[str, ...] = ()
    modified: tuple[str, ...] = ()
    untracked: tuple[str, ...] = ()
    conflicted: tuple[str, ...] = ()

    @property
    def changed(self) -> list[str]:
        """Every path that differs from the last commit."""
        return sorted({*self.staged, *self.modified, *self.untracked, *self.conflicted})


def answer(index: Index) -> Git:
    """See CONTRACT: `git`.

    Raises:
        GitFailedError: git does not tell the state of the repository.
    """
    found = state(index)
    past = history(index)
    answered: Git = {
        "branch": found.branch,
        "upstream": found.upstream,
        "ahead": found.ahead,
        "behind": found.behind,
        "staged": list(found.staged[:MOST_PATHS]),
        "modified": list(found.modified[:MOST_PATHS]),
        "untracked": list(found.untracked[:MOST_PATHS]),
        "conflicted": list(found.conflicted[:MOST_PATHS]),
        "recent_commits": [
            {
                "hash": item.hash,
                "date": item.date,
                "author": item.author,
                "subject": item.subject[:SUBJECT_LENGTH],
                **({"files": len(item.files)} if item.files or not past.end else {}),
            }
            for item in past.commits[:RECENT]
        ],
        "hotspots": hotspots(index, past, HOTSPOTS),
        "total_changed": len(found.changed),
        "truncated": max(map(len, found[4:])) > MOST_PATHS,
    }
    folders = git_folders(index.root)
    if folders is None:
        answered["coverage"] = NO_REPOSITORY
    elif gaps := [gap for gap in (_history_gap(past), submodules(index.root, folders.top)) if gap]:
        answered["coverage"] = "; ".join(gaps)
    return answered


def _history_gap(past: History) -> str:
    if past.end:
        return past.end
    return past.gap and f"no commits and hotspots: {past.gap}"


def submodules(root: Path, top: Path) -> str:
    """A note that changes in the submodules below `root`, whose files belong to the workspace, are not told; "" without any."""
    named = (top / found for found in SUBMODULE.findall(text_at(top / ".gitmodules")))
    there = [
        path.relative_to(root).as_posix() for path in named if path.is_relative_to(root) and (path / ".git").exists()
    ]
    return f"changes inside of submodules are not told: {', '.join(sorted(there))}" if there else ""


@per_index
def hotspots(index: Index, past: History, most: int) -> list[dict[str, Any]]:
    """Files of code that changed in most of the last commits, with their authors; most first."""
    changed = [
        (-count, path)
        for path, count in past.churn().items()
        if (file := index.files.get(path)) is not None and file.zone in PRODUCT and file.parsed
    ]
    authors: dict[str, set[str]] = {path: set() for _, path in sorted(changed)[:most]}
    for commit in past.commits:
        for path in authors.keys() & commit.files:
            authors[path].add(commit.author)
    return [
        {"path": path, "commits": -count, "authors": len(authors[path]), "share": round(-count / len(past.commits), 3)}
        for count, path in sorted(changed)[:most]
    ]


def state(index: Index) -> Status:
    """What `git status` says, asked again only when something may have happened."""
    index.lasting = False
    return status(index.root) if index.witness is None else _state_at(index, index.witness)


@per_index
def _state_at(index: Index, witness: int) -> Status:
    del witness
    return status(index.root)


def status(root: Path) -> Status:
    """The state of the working tree (`git status --porcelain=v2`); empty outside of git.

    Raises:
        GitFailedError: there is a repository, and git does not tell.
    """
    folders = git_folders(root)
    if folders is None:
        return Status()
    output = ask_git(
        root,
        "status",
        "--porcelain=v2",
        "--branch",
        "-z",
        "--untracked-files=all",
        "--ignore-submodules=all",
        "--",
        ".",
    )
    prefix = root.relative_to(folders.top).as_posix()
    prefix = "" if prefix == "." else f"{prefix}/"
    return _parse(output.decode("utf-8", "replace"), prefix)


def _parse(output: str, prefix: str) -> Status:
    found: dict[str, list[str]] = {"staged": [], "modified": [], "untracked": [], "conflicted": []}
    head: dict[str, Any] = {}
    records = iter(output.split("\0"))
    for record in records:
        mark = record[:1]
        if mark == "#":
            head |= _head(record)
        elif mark in {"1", "2"}:
            states, path = record.split(" ", 2)[1], record.split(" ", 8 if mark == "1" else 9)[-1].removeprefix(prefix)
            if mark == "2":
                next(records, "")  # the old path of a renamed file
            if states[0] != ".":
                found["staged"].append(path)
            if states[1] != ".":
                found["modified"].append(path)
        elif mark == "u":
            found["conflicted"].append(record.split(" ", 10)[-1].removeprefix(prefix))
        elif mark == "?" and not record[2:].removeprefix(prefix).startswith(".groundplan/"):
            found["untracked"].append(record[2:].removeprefix(prefix))
    lists: dict[str, Any] = {name: tuple(sorted(paths)) for name, paths in found.items()}
    return Status(**head, **lists)


def _head(record: str) -> dict[str, Any]:
    name, _, value = record[2:].partition(" ")
    if name == "branch.head":
        return {"branch": None if value == "(detached)" else value}
    if name == "branch.upstream":
        return {"upstream": value}
    if name == "branch.ab":
        ahead, _, behind = value.partition(" ")
        return {"ahead": int(ahead.lstrip("+")), "behind": int(behind.lstrip("-"))}
    return {}
