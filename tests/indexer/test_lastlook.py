"""A look that asks git nothing sees whatever the one that asks would see."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.indexer import discover
from groundplan.indexer.git.files import list_files
from groundplan.indexer.looking.lastlook import look_path

from tests.indexer.changes import CHANGES, FILES, append, shop
from tests.workspaces import commit_all, dump, git, write

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only there it is known which file systems are local")
TICK = 0.06


class Looked:
    """A workspace whose last look is noted, and how often git was asked for its files since."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root, self.listings = root, 0
        self.workspace = Workspace(root)
        self.workspace.refresh()
        time.sleep(TICK)  # the index's own folder has come, and is older than a tick
        self.workspace.refresh()
        ask = list_files

        def counted(*arguments: object) -> object:
            self.listings += 1
            return ask(*arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(discover, "list_files", counted)

    def equals_rebuilt(self) -> bool:
        """Refreshes and compares with an index built from nothing."""
        self.workspace.refresh()
        asked = self.listings
        fresh = Workspace(self.root)
        fresh.index_path = self.workspace.index_path.with_name("fresh.db")
        fresh.refresh(full=True)
        self.listings = asked
        return dump(self.workspace) == dump(fresh)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return shop(tmp_path)


def test_nothing_changed_needs_no_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(root, monkeypatch)
    monkeypatch.setattr("groundplan.indexer.update.update", None)
    assert looked.workspace.refresh()[:4] == (5, 0, 0, 0)
    write(root, {"out/more.py": "z = 2\n"})  # in an ignored folder
    assert looked.workspace.refresh().changed == 0
    assert looked.listings == 0


def test_an_edit_needs_no_git_and_is_looked_at_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(root, monkeypatch)
    append(root / "app/a.py", "later = 1\n")
    time.sleep(TICK)
    assert looked.workspace.refresh().changed == 1
    assert looked.workspace.refresh().changed == 0
    assert looked.listings == 0
    monkeypatch.setattr("groundplan.indexer.update.update", None)
    assert looked.workspace.refresh().changed == 0


def second_write(root: Path) -> None:
    """Two edits of equal size within a tick, the first one seen."""
    write(root, {"app/a.py": "def one():\n    return 1\n"})
    Workspace(root).refresh()
    write(root, {"app/a.py": "def two():\n    return 1\n"})


def second_file(root: Path) -> None:
    """Two files come within a tick, the first one seen."""
    write(root, {"app/new.py": "n = 1\n"})
    Workspace(root).refresh()
    write(root, {"app/newer.py": "n = 1\n"})


def unlisted_rules(root: Path) -> None:
    """Rules that git heeds though it ignores their file itself."""
    write(root, {"deep/.gitignore": ".gitignore\n"})
    time.sleep(TICK)
    for _ in range(2):
        Workspace(root).refresh()
    write(root, {"deep/.gitignore": ".gitignore\nnews.py\n", "deep/news.py": "n = 1\n"})
    time.sleep(TICK)
    for _ in range(2):
        Workspace(root).refresh()
    append(root / "deep/.gitignore", "!news.py\n")


def included_configuration(root: Path) -> None:
    """A configuration that another one includes names an ignore file."""
    home = Path(os.environ["HOME"])
    git(root, "config", "include.path", str(home / "more"))
    time.sleep(TICK)
    for _ in range(2):
        Workspace(root).refresh()
    write(home, {"more": "[core]\nexcludesFile = ignoring\n"})
    write(root, {"ignoring": "loose/\n"})


def old_times(root: Path) -> None:
    """Another content of the same size, with the times of the one before."""
    path = root / "app/a.py"
    before = path.stat()
    path.write_text(path.read_text().replace("run", "ran"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def old_times_of_a_folder(root: Path) -> None:
    """A file more, in a folder that has the times of before."""
    before = (root / "app").stat()
    write(root, {"app/new.py": "n = 1\n"})
    os.utime(root / "app", ns=(before.st_atime_ns, before.st_mtime_ns))


def forced(root: Path) -> None:
    """A link that is tracked in an ignored folder becomes a file."""
    (root / "out/b.py").symlink_to("ignored.py")
    git(root, "add", "-f", "out/b.py")
    time.sleep(TICK)
    for _ in range(2):
        Workspace(root).refresh()
    (root / "out/b.py").unlink()
    write(root, {"out/b.py": "b = 1\n"})


MORE: dict[str, Callable[[Path], object]] = {
    "a second write in the same tick": second_write,
    "a second file in the same tick": second_file,
    "rules that are ignored themselves": unlisted_rules,
    "an included configuration": included_configuration,
    "the times of before": old_times,
    "the times of before, of a folder": old_times_of_a_folder,
    "a tracked link in an ignored folder": forced,
    "a repository of its own": lambda root: git(root / "loose", "init", "-q"),
    "no repository any more": lambda root: (root / ".git").rename(root / ".gone"),
    "its own ignore file": lambda root: write(root, {".groundplanignore": "deep/\n"}),
}


@pytest.mark.parametrize("change", [*CHANGES, *MORE])
def test_every_change_is_seen(root: Path, monkeypatch: pytest.MonkeyPatch, change: str) -> None:
    looked = Looked(root, monkeypatch)
    before = dump(looked.workspace)
    (CHANGES | MORE)[change](root)
    assert looked.equals_rebuilt()
    assert dump(looked.workspace) != before
    write(root, {"app/b.py": "def later(): ...\n"})
    assert looked.equals_rebuilt(), "and what follows"


def test_a_folder_below_the_top_depends_on_what_stands_above(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(root / "loose", monkeypatch)
    assert looked.workspace.refresh().files == 1
    assert looked.listings == 0
    write(root, {".gitignore": "d.*\n"})
    assert looked.workspace.refresh().files == 0


@pytest.mark.parametrize("damage", [b"", b"look", b"\xff" * 2000])
def test_a_damaged_note_says_nothing(root: Path, monkeypatch: pytest.MonkeyPatch, damage: bytes) -> None:
    looked = Looked(root, monkeypatch)
    noted = look_path(looked.workspace.index_path)
    whole = noted.read_bytes()
    for bad in (damage, whole[:-8], whole[: len(whole) // 2], whole[:40] + damage):
        noted.write_bytes(bad)
        assert looked.equals_rebuilt()
    assert noted.read_bytes()[:4] == b"look", "noted anew"


def test_a_note_fits_only_the_workspace_that_it_was_made_for(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A repository may bring an index and a note of its own: they are not believed."""
    looked = Looked(root, monkeypatch)
    other = shop(tmp_path / "other")
    write(other, {"app/a.py": "def truth(): ...\n"})
    looked.workspace.index_path.parent.rename(other / ".groundplan")
    assert Workspace(other).find("truth")["total"] == 1


def test_another_index_is_not_taken_for_the_one_that_was_noted(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = Looked(root, monkeypatch)
    looked.workspace.index_path.unlink()
    assert looked.workspace.find("run")["total"] == 1


def test_nothing_is_noted_where_a_folder_can_change_unseen(tmp_path: Path) -> None:
    plain = Workspace(write(tmp_path / "plain", FILES))
    plain.refresh()
    nested = write(tmp_path / "nested", FILES)
    commit_all(nested)
    commit_all(write(nested / "app/inner", FILES))
    time.sleep(TICK)
    for _ in range(2):
        Workspace(nested).refresh()
    for root in (plain.root, nested):
        assert not look_path(Workspace(root).index_path).exists()
