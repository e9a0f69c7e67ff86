"""git: the state of the working tree and what history says."""

from __future__ import annotations

from pathlib import Path

import pytest
from git import Repo
from groundplan import Workspace

from ...workspaces import commit_all, git, write


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    for number in range(3):
        write(tmp_path, {"hot.py": f"x = {number}\n", "cold.py": "y = 1\n", "with space.py": "z = 1\n"})
        commit_all(tmp_path, f"change {number}")
    return tmp_path


def test_state_of_the_working_tree(repository: Path) -> None:
    write(repository, {"hot.py": "x = 9\n", "cold.py": "y = 2\n", "new dir/new.py": "n = 1\n"})
    git(repository, "add", "hot.py")
    git(repository, "mv", "with space.py", "moved.py")
    found = Workspace(repository).git()
    lists = {name: found[name] for name in ("staged", "modified", "untracked", "conflicted")}
    assert lists == {
        "staged": ["hot.py", "moved.py"],
        "modified": ["cold.py"],
        "untracked": ["new dir/new.py"],
        "conflicted": [],
    }
    assert (found["branch"], found["upstream"], found["ahead"], found["behind"]) == ("main", None, 0, 0)


def test_another_reader_of_the_repository_says_the_same(repository: Path) -> None:
    """GitPython reads the index and the objects itself, where this asks git's own program."""
    write(repository, {"hot.py": "x = 9\n", "cold.py": "y = 2\n", "new.py": "n = 1\n", "new dir/two.py": "n = 2\n"})
    git(repository, "add", "hot.py", "new.py")
    git(repository, "rm", "-q", "--cached", "with space.py")
    found = Workspace(repository).git()
    with Repo(repository) as other:
        assert found["branch"] == other.active_branch.name
        assert found["staged"] == sorted(change.b_path or "" for change in other.index.diff("HEAD"))
        assert found["modified"] == [change.a_path for change in other.index.diff(None)]
        assert found["untracked"] == sorted(path for path in other.untracked_files if path.endswith(".py"))
        commits = [
            (other.git.rev_parse(commit, short=True), commit.summary, commit.author.name)
            for commit in other.iter_commits()
        ]
    assert [(row["hash"], row["subject"], row["author"]) for row in found["recent_commits"]] == commits


def test_commits_and_hotspots(repository: Path) -> None:
    found = Workspace(repository).git()
    assert [(row["subject"], row["author"], row["files"]) for row in found["recent_commits"]] == [
        ("change 2", "Ada", 1),
        ("change 1", "Ada", 1),
        ("change 0", "Ada", 3),
    ]
    assert [(row["path"], row["commits"]) for row in found["hotspots"]] == [
        ("hot.py", 3),
        ("cold.py", 1),
        ("with space.py", 1),
    ]


def test_upstream_and_distance(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    clone = tmp_path_factory.mktemp("clones") / "clone"
    git(repository, "clone", "-q", str(repository), str(clone))
    write(clone, {"hot.py": "x = 10\n"})
    commit_all(clone, "mine")
    found = Workspace(clone).git()
    assert (found["upstream"], found["ahead"], found["behind"]) == ("origin/main", 1, 0)


def test_conflicts(repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "other")
    write(repository, {"hot.py": "x = 'other'\n"})
    commit_all(repository, "other")
    git(repository, "checkout", "-q", "main")
    write(repository, {"hot.py": "x = 'main'\n"})
    commit_all(repository, "main")
    with pytest.raises(Exception, match="non-zero"):
        git(repository, "merge", "other")
    assert Workspace(repository).git()["conflicted"] == ["hot.py"]


def test_detached_head_and_no_repository(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    git(repository, "checkout", "-q", "--detach")
    assert Workspace(repository).git()["branch"] is None
    bare = write(tmp_path_factory.mktemp("bare"), {"a.py": "x = 1\n"})
    found = Workspace(bare).git()
    assert (found["branch"], found["recent_commits"], found["hotspots"]) == (None, [], [])


def test_workspace_below_the_repository_sees_its_own_paths(tmp_path: Path) -> None:
    write(tmp_path, {"app/a.py": "x = 1\n", "other.py": "y = 1\n"})
    commit_all(tmp_path, "first")
    write(tmp_path, {"app/a.py": "x = 2\n", "other.py": "y = 2\n"})
    found = Workspace(tmp_path / "app").git()
    assert found["modified"] == ["a.py"]
    assert [row["path"] for row in found["hotspots"]] == ["a.py"]


def test_a_shallow_clone_says_where_its_history_ends(repository: Path, tmp_path: Path) -> None:
    """Its first commit seems to add every file: CI checks out so, and each file would be a hotspot."""
    shallow = tmp_path / "shallow"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow))
    found = Workspace(shallow).git()
    assert [(row["subject"], "files" in row) for row in found["recent_commits"]] == [("change 2", False)]
    assert (found["hotspots"], found["coverage"]) == (
        [],
        "the clone is shallow and ends after 1 commit; 'git fetch --unshallow' brings the rest",
    )
    assert Workspace(shallow).metrics()["coverage"].startswith("no hotspots: the clone is shallow")
    git(shallow, "fetch", "-q", "--unshallow")
    whole = Workspace(shallow).git()
    assert (whole["hotspots"][0]["path"], "coverage" in whole) == ("hot.py", False)


def test_changes_inside_of_submodules_are_said_to_be_unseen(repository: Path, tmp_path: Path) -> None:
    above = write(tmp_path / "above", {"app.py": "x = 1\n"})
    commit_all(above)
    git(above, "submodule", "--quiet", "add", str(repository), "libs/part")
    commit_all(above)
    write(above, {"libs/part/hot.py": "x = 9\n"})
    workspace = Workspace(above)
    assert workspace.git()["coverage"] == "changes inside of submodules are not told: libs/part"
    assert workspace.validate_changes()["note"].endswith("changes inside of submodules are not told: libs/part")
    assert "coverage" not in Workspace(above / "libs" / "part").git()
