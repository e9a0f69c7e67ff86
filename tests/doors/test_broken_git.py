"""Where git refuses, is broken or missing, no answer takes that for a clean repository: it says why, and the next step."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace
from groundplan.errors import GitFailedError, GroundplanError

from tests.workspaces import commit_all, git, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CODE = {
    "src/cart.py": "def total(lines):\n    return sum(lines)\n",
    "src/shop.py": "from cart import total\n\n\ndef show(lines):\n    print(total(lines))\n",
}
RESTING: list[tuple[str, dict[str, Any]]] = [
    ("git", {}),
    ("validate_changes", {}),
    ("impact_analysis", {"staged": True}),
    ("impact_analysis", {"diff": "HEAD"}),
    ("check_duplicates", {"staged": True}),
]
"""Questions that rest on git alone."""


def _of_another_user(root: Path, patch: pytest.MonkeyPatch) -> None:
    del patch
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(root, 12345, 12345)
    os.chown(root / ".git", 12345, 12345)


def _without_git(root: Path, patch: pytest.MonkeyPatch) -> None:
    patch.setenv("PATH", str(root / "src"))


def _bad_index(root: Path, patch: pytest.MonkeyPatch) -> None:
    del patch
    (root / ".git" / "index").write_bytes(b"no index")


def _bare(root: Path, patch: pytest.MonkeyPatch) -> None:
    del patch
    git(root, "config", "core.bare", "true")


BROKEN = [
    (_of_another_user, "dubious ownership", "safe.directory"),
    (_without_git, "git can't be run: No such file", "Install git"),
    (_bad_index, "index", "git reset"),
    (_bare, "must be run in a work tree", "core.bare false"),
]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = write(tmp_path / "shop", CODE)
    commit_all(folder)
    write(folder, {"src/cart.py": "def total(lines):\n    return sum(lines) + 1\n"})
    return folder


@pytest.mark.parametrize(("damage", "why", "step"), BROKEN)
def test_git_that_does_not_answer(
    root: Path, monkeypatch: pytest.MonkeyPatch, damage: Callable[[Path, pytest.MonkeyPatch], None], why: str, step: str
) -> None:
    Workspace(root).find("total")
    damage(root, monkeypatch)
    workspace = Workspace(root)
    for question, given in RESTING:
        if damage is _bare and given.get("staged"):
            continue  # what is staged needs no working tree
        with pytest.raises(GitFailedError) as failed:
            workspace.ask_with(question, given)
        assert why in str(failed.value)
        assert step in str(failed.value)
        assert str(root) not in str(failed.value)
    named = workspace.validate_changes(changes=["src/cart.py"])
    assert named["files_validated"] == 1
    assert why in named["note"]
    assert why in workspace.impact_analysis(changes=["src/cart.py"])["coverage"]


def test_history_that_is_gone_is_a_said_gap(root: Path) -> None:
    for place in (root / ".git" / "objects").glob("??/*"):
        place.unlink()
    workspace = Workspace(root)
    assert "'git log' failed" in workspace.metrics()["coverage"]
    assert "'git log' failed" in workspace.impact_analysis("src/cart.py")["coverage"]
    assert "'git log' failed" in workspace.safe_location("service", "orders")["coverage"]
    assert "'git log' failed" in workspace.standards()["coverage"]
    assert "'git log' failed" in workspace.existing_patterns("service")["coverage"]


def test_what_git_does_not_list_is_reported(root: Path) -> None:
    _bad_index(root, pytest.MonkeyPatch())
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        assert [path for path, *_ in index.rows("SELECT path FROM problems WHERE message LIKE '%.gitignore%'")] == [
            ".git"
        ]


def test_outside_of_a_repository_nothing_is_called_clean(tmp_path: Path) -> None:
    workspace = Workspace(write(tmp_path, CODE))
    assert workspace.git()["coverage"] == "there is no git repository around the workspace"
    assert workspace.validate_changes()["note"].startswith("there is no git repository")
    with pytest.raises(GroundplanError, match="not a git repository"):
        workspace.impact_analysis(staged=True)


def test_a_configured_working_tree_elsewhere(root: Path, tmp_path: Path) -> None:
    """`core.worktree` makes git compare another folder with the commits."""
    elsewhere = write(tmp_path / "elsewhere", {"secret.txt": "x\n"})
    git(root, "config", "core.worktree", str(elsewhere))
    workspace = Workspace(root)
    told = workspace.git()
    assert (told["modified"], told["untracked"]) == (["src/cart.py"], [])
    assert workspace.impact_analysis(diff="HEAD")["impacted_files"][0]["path"].startswith("src/")
    assert workspace.find("*.txt")["total"] == 0
