"""A watched workspace is looked at only after something happened, and then always."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.indexer import freshness
from groundplan.indexer.looking import watcher
from groundplan.indexer.looking.walked import is_local
from groundplan.indexer.refresh import refresh

from tests.indexer.changes import CHANGES, FILES, shop
from tests.workspaces import commit_all, dump, git, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells of every change before it returns")


class Watched:
    """A kept workspace that is being watched, and how often all of its files were looked at."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.looks = 0

        def counted(*arguments: object, **named: object) -> object:
            self.looks += 1
            return refresh(*arguments, **named)  # type: ignore[arg-type]

        monkeypatch.setattr("groundplan.indexer.freshness.refresh", counted)
        monkeypatch.setattr(freshness, "PAUSE", 0)
        self.root = root
        self.workspace = Workspace(root, keep=True)
        self.workspace.refresh()
        self.workspace.refresh()
        self.looks = 0

    @property
    def witness(self) -> int | None:
        return self.workspace._freshness.witness

    def equals_rebuilt(self) -> bool:
        """Refreshes and compares with an index built from nothing."""
        self.workspace.refresh()
        fresh = Workspace(self.root)
        fresh.index_path = self.workspace.index_path.with_name("fresh.db")
        fresh.refresh(full=True)
        return dump(self.workspace) == dump(fresh)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shop(tmp_path)


def test_a_quiet_workspace_is_not_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root, monkeypatch)
    assert watched.witness is not None
    before = watched.witness
    for _ in range(3):
        assert watched.workspace.find("run")["total"] == 1
    assert (watched.looks, watched.witness) == (0, before)
    write(root, {"out/more.py": "z = 2\n"})  # in an ignored folder
    assert (watched.workspace.refresh().changed, watched.looks) == (0, 0)


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    watched = Watched(root, monkeypatch)
    assert watched.witness is not None
    before = dump(watched.workspace)
    CHANGES[change](root)
    assert watched.equals_rebuilt()
    assert dump(watched.workspace) != before
    assert watched.looks == 1
    write(root, {"app/a.py": "def later(): ...\n"})
    assert watched.equals_rebuilt(), "and what follows"


def test_files_opened_before_are_watched_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with (root / "app/a.py").open("a") as handle:
        watched = Watched(root, monkeypatch)
        handle.write("late = 1\n")
        handle.flush()
        assert watched.workspace.find("late")["total"] == 1


def test_what_is_made_in_a_new_folder_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root, monkeypatch)
    write(root, {"one/two/three.py": "n = 1\n"})
    watched.workspace.refresh()
    watched.workspace.refresh()
    looks = watched.looks
    watched.workspace.refresh()
    assert watched.looks == looks, "watched again"
    write(root, {"one/two/four.py": "def four(): ...\n"})
    assert watched.workspace.find("four")["total"] == 2  # the file and the function


def test_a_folder_below_the_top_depends_on_what_stands_above(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root / "loose", monkeypatch)
    assert watched.witness is not None
    write(root, {".gitignore": "d.*\n"})
    assert watched.workspace.find("d.py")["total"] == 0


def test_a_commit_is_seen_by_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root, monkeypatch)
    write(root, {"app/a.py": "changed = 1\n"})
    assert watched.workspace.git()["modified"] == ["app/a.py"]
    commit_all(root, "news")
    found = watched.workspace.git()
    assert (found["modified"], found["recent_commits"][0]["subject"]) == ([], "news")
    git(root, "branch", "-m", "trunk")
    assert watched.workspace.git()["branch"] == "trunk"


def test_an_index_that_another_process_wrote_is_looked_at(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root, monkeypatch)
    Workspace(root).refresh(full=True)
    watched.workspace.refresh()
    assert watched.looks == 1


def test_an_ignore_file_named_later_is_watched_too(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(root, monkeypatch)
    ignoring = Path(os.environ["HOME"]) / "ignoring"
    git(root, "config", "core.excludesFile", str(ignoring))
    for _ in range(2):
        watched.workspace.refresh()
    ignoring.write_text("loose/\n")
    assert watched.workspace.find("d.py")["total"] == 0


def test_trust_ends(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watcher, "TRUST_SECONDS", 0.0)
    watched = Watched(root, monkeypatch)
    watched.workspace.refresh()
    assert watched.looks == 1


def no_watches(*_: object) -> int:
    raise OSError(28, "No space left on device")


def test_nobody_watches_where_an_empty_queue_proves_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert watcher.watch(write(tmp_path / "plain", FILES)) is None, "outside of git"
    assert watcher.watch(root / "out") is None, "in a folder that git ignores"
    os.link(root / "app/a.py", tmp_path / "other-name.py")
    assert watcher.watch(root) is None, "a file with another name"
    (tmp_path / "other-name.py").unlink()
    with monkeypatch.context() as patched:
        patched.setattr(watcher, "MOST_FOLDERS", 3)
        assert watcher.watch(root) is None, "too many folders"
    with monkeypatch.context() as patched:
        patched.setattr("inotify_simple.INotify.add_watch", no_watches)
        assert watcher.watch(root) is None, "no watches left"
    git(root, "init", "-q", "inner")
    assert watcher.watch(root) is None, "a repository inside"


def test_only_local_file_systems_are_believed() -> None:
    listed = (
        b"27 1 254:0 / / rw,relatime - ext4 /dev/vda rw\n"
        b"31 27 0:21 / /home/my\\040work rw - 9p host rw\n"
        b"32 27 0:22 / /srv/shop/data rw shared:1 - nfs4 far:/ rw\n"
    )
    assert is_local(listed, Path("/srv/other"))
    assert not is_local(listed, Path("/srv/shop")), "another one is mounted inside"
    assert not is_local(listed, Path("/home/my work/shop"))
    assert not is_local(b"", Path("/srv"))
