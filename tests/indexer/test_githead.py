"""The commit that is checked out, read from git's files, is the one that git names."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan.indexer.git.folders import git_folders
from groundplan.indexer.git.head import head_commit, in_repository

from tests.workspaces import commit_all, git, write


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write(tmp_path / "shop", {"app/a.py": "x = 1\n"})
    commit_all(root)
    return root


def named_by_git(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").strip()


def test_on_a_branch_detached_packed_and_below_the_top(root: Path) -> None:
    assert head_commit(root) == head_commit(root / "app") == named_by_git(root)
    git(root, "pack-refs", "--all", "--prune")
    assert head_commit(root) == named_by_git(root)
    commit_all(root, "newer than what is packed")
    assert head_commit(root) == named_by_git(root)
    git(root, "checkout", "-q", "--detach", "HEAD~1")
    assert head_commit(root) == named_by_git(root)


def test_in_a_linked_working_tree(root: Path, tmp_path: Path) -> None:
    git(root, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    commit_all(tmp_path / "side", "only here")
    assert head_commit(tmp_path / "side") == named_by_git(tmp_path / "side") != head_commit(root)
    folders = git_folders(tmp_path / "side")
    assert folders is not None
    assert (folders.top, folders.common) == (tmp_path / "side", root / ".git")


def test_without_a_commit_or_a_repository(tmp_path: Path) -> None:
    assert (head_commit(tmp_path), in_repository(tmp_path)) == (None, False)
    (tmp_path / ".git").mkdir()
    assert in_repository(tmp_path) is False, "an empty folder of that name"
    git(tmp_path, "init", "-q")
    assert (head_commit(tmp_path), in_repository(tmp_path)) == (None, True)
