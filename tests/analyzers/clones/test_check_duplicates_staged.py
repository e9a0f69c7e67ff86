"""check_duplicates of what a commit adds: staged content against the workspace, through renames, first commits and merges."""

from __future__ import annotations

from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import InvalidParameterError

from tests.clone_samples import OTHER, RENAMED, TOTAL, ask, pairs
from tests.workspaces import commit_all, git, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    write(tmp_path, {"a.py": TOTAL, "old.py": OTHER, "copy_of_old.py": OTHER})
    git(tmp_path, "init", "-q")
    git(tmp_path, "config", "user.email", "a@example.org")
    git(tmp_path, "config", "user.name", "a")
    commit_all(tmp_path)
    return tmp_path


def test_only_what_the_commit_adds_counts(repository: Path) -> None:
    write(repository, {"b c.py": RENAMED, "old.py": OTHER + "\n\nLIMIT = 3\n"})
    git(repository, "add", "-A")
    assert pairs(ask(repository, staged=True)) == [("b c.py", "a.py", "renamed")]


def test_staged_content_counts_and_not_the_working_tree(repository: Path) -> None:
    write(repository, {"b.py": RENAMED})
    git(repository, "add", "-A")
    write(repository, {"b.py": "x = 1\n"})
    assert pairs(ask(repository, staged=True)) == [("b.py", "a.py", "renamed")]
    write(repository, {"b.py": RENAMED})
    git(repository, "reset", "-q")
    assert pairs(ask(repository, staged=True)) == []


def test_renames_deletions_and_binary_files_add_nothing(repository: Path) -> None:
    git(repository, "mv", "a.py", "moved.py")
    git(repository, "rm", "-q", "old.py")
    write(repository, {"x.bin": b"\0\1" * 50})
    git(repository, "add", "-A")
    assert pairs(ask(repository, staged=True)) == []


def test_a_first_commit(tmp_path: Path) -> None:
    write(tmp_path, {"a.py": TOTAL, "b.py": TOTAL})
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    assert len(ask(tmp_path, staged=True)["duplicates"]) == 1


def test_a_merge_counts_what_neither_side_had(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "side")
    write(repository, {"side.py": RENAMED})
    commit_all(repository)
    git(repository, "checkout", "-q", "-")
    write(repository, {"main.py": "y = 2\n"})
    commit_all(repository)
    git(repository, "merge", "-q", "--no-commit", "--no-ff", "side")
    assert pairs(ask(repository, staged=True)) == []


def test_one_more_of_many_is_one_thing_to_do(repository: Path) -> None:
    crowd = {f"old_{number}.py": TOTAL.replace("0.2", f"0.{number}") for number in range(3, 9)}
    write(repository, crowd)
    commit_all(repository)
    write(repository, {"new.py": TOTAL, "other.py": RENAMED})
    git(repository, "add", "-A")
    found = ask(repository, staged=True)["duplicates"]
    assert ("new.py", "a.py", "exact") in [(row["path"], row["of"]["path"], row["match"]) for row in found]
    assert len([row for row in found if row["of"]["path"] not in {"new.py", "other.py"}]) == 2
    assert any(row["hint"].endswith("; 6 more hold it") for row in found)


def test_a_link_that_becomes_a_file_adds_what_the_file_says(repository: Path) -> None:
    (repository / "link.py").symlink_to("a.py")
    write(repository, {"z.py": "z = 1\n"})
    commit_all(repository)
    (repository / "link.py").unlink()
    write(repository, {"link.py": RENAMED, "z.py": OTHER})
    git(repository, "add", "-A")
    assert sorted(path for path, _, _ in pairs(ask(repository, staged=True))) == ["link.py", "z.py"]


def test_what_a_framework_has_written_anew_each_time_is_no_reason_to_stop(repository: Path) -> None:
    write(repository, {"app/migrations/0001_one.py": OTHER.replace("config", "row")})
    commit_all(repository)
    write(repository, {"app/migrations/0002_two.py": OTHER.replace("config", "line")})
    git(repository, "add", "-A")
    assert pairs(ask(repository, staged=True)) == []


def test_without_a_repository_nothing_is_told_of_what_is_staged(tmp_path: Path) -> None:
    with pytest.raises(InvalidParameterError, match="not a git repository, so nothing is staged"):
        Workspace(write(tmp_path, {"a.py": TOTAL})).check_duplicates(staged=True)
