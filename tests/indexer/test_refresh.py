"""The incremental index equals the full one, whatever happened in between."""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from groundplan import Workspace
from groundplan.errors import IndexUnavailableError, RootNotFoundError
from groundplan.indexer.index_file import index_stamp, open_reader
from groundplan.indexer.store import Store

from tests.workspaces import commit_all, dump, git, write

FILES: dict[str, str | bytes] = {
    "pyproject.toml": '[project]\nname = "shop"\nversion = "1.0"\ndependencies = ["requests>=2"]\n',
    "src/shop/__init__.py": "from .cart import Cart\n",
    "src/shop/cart.py": "import requests\nfrom shop import prices\n\nclass Cart:\n    def total(self):\n        return prices.of(self)\n",
    "src/shop/prices.py": "def of(cart):\n    return 1\n",
    "tests/test_cart.py": "from shop import Cart\n\ndef test_total():\n    assert Cart().total() == 1\n",
}


@pytest.fixture
def shop(tmp_path: Path) -> Workspace:
    workspace = Workspace(write(tmp_path / "shop", FILES))
    workspace.refresh()
    return workspace


def rebuilt(workspace: Workspace) -> dict[str, list[tuple[object, ...]]]:
    other = Workspace(workspace.root)
    other.index_path = workspace.index_path.with_name("other.db")
    other.refresh(full=True)
    return dump(other)


def age(root: Path) -> None:
    """Makes every file look old, so that only a later change can mark it."""
    for path in root.rglob("*"):
        if path.is_file() and ".groundplan" not in path.parts:
            os.utime(path, ns=(1_000_000_000_500_000_000, 1_000_000_000_500_000_000))
    time.sleep(0.06)


def test_first_build_links_every_import(shop: Workspace) -> None:
    with shop.index() as index:
        links = {(link.source, link.target or link.external) for path in index.files for link in index.links_from(path)}
    assert links == {
        ("src/shop/__init__.py", "src/shop/cart.py"),
        ("src/shop/cart.py", "requests"),
        ("src/shop/cart.py", "src/shop/prices.py"),
        ("tests/test_cart.py", "src/shop/__init__.py"),
    }


def test_an_unchanged_workspace_writes_nothing(shop: Workspace) -> None:
    age(shop.root)
    shop.refresh()
    before = shop.index_path.stat().st_mtime_ns
    done = shop.refresh()
    assert (done.changed, done.removed, done.linked) == (0, 0, 0)
    assert shop.index_path.stat().st_mtime_ns == before


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"src/shop/prices.py": "def of(cart):\n    return 2\n"}, id="a body"),
        pytest.param({"src/shop/prices.py": "def to(cart):\n    return 1\n"}, id="a surface"),
        pytest.param(
            {"src/shop/prices/__init__.py": "def of(cart):\n    return 1\n"},
            id="a module becomes ambiguous with a package",
        ),
        pytest.param({"src/shop/new.py": "from .cart import Cart\nfrom .prices import of\n"}, id="a new file"),
        pytest.param({"shop/__init__.py": "", "shop/prices.py": "def of(cart): ...\n"}, id="a second root"),
        pytest.param({"pyproject.toml": '[project]\nname = "store"\ndependencies = []\n'}, id="a manifest"),
        pytest.param({"src/shop/cart.py": "def broken(:\n"}, id="broken syntax"),
        pytest.param({"pyproject.toml": "[project\n"}, id="a broken manifest"),
        pytest.param({"src/shop/cart.py": b"\x00\x01binary"}, id="source becomes binary"),
        pytest.param({".gitattributes": "src/shop/prices.py linguist-generated\n"}, id="attributes"),
    ],
)
def test_an_edit_gives_the_index_that_a_rebuild_gives(shop: Workspace, change: dict[str, str | bytes]) -> None:
    write(shop.root, change)
    shop.refresh()
    assert dump(shop) == rebuilt(shop)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        ({".gitattributes": "src/shop/prices.py linguist-vendored\n"}, 2),
        ({".gitattributes": "src/shop/*.py linguist-language=markdown\n"}, 4),
        ({"groundplan.toml": 'generated = ["tests/"]\n'}, 2),
        ({"groundplan.toml": "max_file_bytes = 50\n"}, 4),
        ({"groundplan.toml": "max_file_bytes = 1_400_000\n"}, 1),
    ],
)
def test_what_is_said_of_files_costs_those_files_and_not_the_index(
    shop: Workspace, change: dict[str, str | bytes], changed: int
) -> None:
    age(shop.root)
    shop.refresh()
    write(shop.root, change)
    assert shop.refresh().changed == changed
    assert dump(shop) == rebuilt(shop)
    for path in change:
        (shop.root / path).unlink()
    assert shop.refresh().changed == changed - 1
    assert dump(shop) == rebuilt(shop)


def test_deleting_and_renaming_give_the_index_that_a_rebuild_gives(shop: Workspace) -> None:
    (shop.root / "src/shop/prices.py").rename(shop.root / "src/shop/costs.py")
    (shop.root / "tests/test_cart.py").unlink()
    done = shop.refresh()
    assert done.removed == 2
    assert dump(shop) == rebuilt(shop)


def test_an_edit_of_the_same_size_is_seen(shop: Workspace) -> None:
    age(shop.root)
    shop.refresh()
    path = shop.root / "src/shop/prices.py"
    path.write_text(path.read_text().replace("return 1", "return 7"))
    os.utime(path, ns=(1_000_000_000_500_000_000, 1_000_000_000_500_000_000))
    assert shop.refresh().changed == 1


def test_a_second_write_in_the_same_tick_is_seen(shop: Workspace) -> None:
    path = shop.root / "src/shop/prices.py"
    for value in range(5):
        path.write_text(f"def of(cart):\n    return {value}\n")
        shop.refresh()
        assert dump(shop) == rebuilt(shop)


def test_a_fresh_file_keeps_its_size(shop: Workspace) -> None:
    with shop.index() as index:
        assert index.files["src/shop/prices.py"].size == len(FILES["src/shop/prices.py"])


def test_a_touched_file_is_not_extracted_again(shop: Workspace) -> None:
    age(shop.root)
    assert shop.refresh().changed == 0


def test_switching_branches(tmp_path: Path) -> None:
    root = write(tmp_path / "shop", FILES)
    commit_all(root)
    git(root, "checkout", "-q", "-b", "other")
    write(root, {"src/shop/cart.py": "class Basket: ...\n", "src/shop/extra.py": "from .cart import Basket\n"})
    commit_all(root)
    workspace = Workspace(root)
    workspace.refresh()
    git(root, "checkout", "-q", "main")
    workspace.refresh()
    assert dump(workspace) == rebuilt(workspace)
    git(root, "checkout", "-q", "other")
    workspace.refresh()
    assert dump(workspace) == rebuilt(workspace)


@pytest.mark.parametrize("damage", [b"", b"not a database at all, but long enough to be read as one" * 40])
def test_a_damaged_index_is_rebuilt(shop: Workspace, damage: bytes) -> None:
    expected = dump(shop)
    shop.index_path.write_bytes(damage)
    shop.refresh()
    assert dump(shop) == expected


@pytest.mark.parametrize("cut", [1, 2_000, 20_000])
def test_an_index_that_lost_its_end_is_rebuilt(shop: Workspace, cut: int) -> None:
    """SQLite fills a page that is cut with zeros: the links of four files were missing from an answer."""
    expected = dump(shop)
    os.truncate(shop.index_path, shop.index_path.stat().st_size - cut)
    shop.refresh()
    assert dump(shop) == expected


@pytest.mark.parametrize("keep", [False, True])
def test_damage_that_only_the_question_meets_is_mended(shop: Workspace, keep: bool) -> None:
    workspace = Workspace(shop.root, keep=keep)
    expected = workspace.dependency_graph("src/shop/cart.py")
    with sqlite3.connect(shop.index_path) as connection:
        connection.execute("DROP TABLE links")
    connection.close()
    assert workspace.dependency_graph("src/shop/cart.py") == expected


@pytest.mark.parametrize("name", ["", "lock", "index.db", "memo.db"])
def test_nothing_is_written_through_a_link_of_the_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    root = write(tmp_path / "shop", FILES)
    write(tmp_path / "home", {"precious": "kept\n"})
    if name:
        (root / ".groundplan").mkdir()
        (root / ".groundplan" / name).symlink_to(tmp_path / "home" / "precious")
    else:
        (root / ".groundplan").symlink_to(tmp_path / "home")
    assert Workspace(root).find("Cart")["matches"]
    assert [(path.name, path.read_text()) for path in (tmp_path / "home").iterdir()] == [("precious", "kept\n")]


def test_an_index_of_another_format_is_rebuilt(shop: Workspace) -> None:
    expected = dump(shop)
    with sqlite3.connect(shop.index_path) as connection:
        connection.execute("UPDATE meta SET value = 'older' WHERE key = 'format'")
    connection.close()
    assert shop.refresh().changed == len(FILES)
    assert dump(shop) == expected


def test_a_killed_build_leaves_the_last_whole_state(shop: Workspace) -> None:
    expected = dump(shop)

    def killed(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.refresh(full=True, progress=killed)
    assert dump(shop) == expected
    assert not list(shop.index_path.parent.glob("building-*"))


def test_the_next_writer_removes_what_a_killed_build_left(shop: Workspace) -> None:
    left = shop.index_path.with_name("building-1.db")
    left.write_bytes(b"half")
    (shop.root / "more.py").write_text("x = 1\n")
    shop.refresh()
    assert not left.exists()


def test_a_killed_refresh_is_rolled_back(shop: Workspace) -> None:
    expected = dump(shop)
    write(shop.root, {"src/shop/new.py": "X = 1\n"})

    def killed(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        shop.refresh(progress=killed)
    assert dump(shop) == expected
    shop.refresh()
    assert dump(shop) == rebuilt(shop)


def test_workers_and_one_process_give_the_same_index(shop: Workspace) -> None:
    body = "".join(f"def f{number}(a, b):\n    return a + b * {number}\n\n" for number in range(200))
    body += "# enough text for two workers\n" * 5000
    write(shop.root, {f"src/shop/big{number}.py": body for number in range(8)})
    shop.refresh(full=True, jobs=2)
    parallel = dump(shop)
    shop.refresh(full=True, jobs=1)
    assert dump(shop) == parallel


def test_a_root_that_is_missing_or_a_file(tmp_path: Path) -> None:
    with pytest.raises(RootNotFoundError, match="does not exist"):
        Workspace(tmp_path / "nowhere")
    (tmp_path / "file").write_text("")
    with pytest.raises(RootNotFoundError, match="is a file"):
        Workspace(tmp_path / "file")


def test_an_unreadable_file_costs_its_own_facts(tmp_path: Path) -> None:
    root = write(tmp_path / "shop", FILES)
    if os.geteuid() == 0:
        (root / "src/shop/prices.py").unlink()
        os.mkfifo(root / "src/shop/prices.py")  # root reads everything: a pipe is what it can't take in
    else:
        (root / "src/shop/prices.py").chmod(0)
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        assert "src/shop/cart.py" in index.files
        assert [symbol.name for symbol in index.symbols("src/shop/prices.py")] == []


def test_a_full_disk_is_one_line_and_the_old_index_stands(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = dump(shop)
    write(shop.root, {f"src/shop/big{number}.py": f"def f{number}(): ...\n" * 400 for number in range(40)})
    real = sqlite3.connect

    def small(*arguments: object, **options: object) -> sqlite3.Connection:
        connection: sqlite3.Connection = real(*arguments, **options)  # type: ignore[call-overload]
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {max(pages, 20)}")
        return connection

    monkeypatch.setattr(sqlite3, "connect", small)
    with pytest.raises(IndexUnavailableError, match="full"):
        shop.refresh(full=True)
    monkeypatch.undo()
    assert dump(shop) == expected


def test_a_full_disk_at_the_first_step_leaves_nothing_behind(shop: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Store, _: str) -> None:
        self.connection.execute("PRAGMA user_version = 1")
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Store, "begin", full)
    (shop.index_path.parent / ".gitignore").write_text("")  # it was begun when nothing went into it any more
    with pytest.raises(IndexUnavailableError, match="full"):
        shop.refresh(full=True)
    assert not [*shop.index_path.parent.glob("building*")]
    assert (shop.index_path.parent / ".gitignore").read_text() == "*\n"


def test_reading_an_index_leaves_its_stamp(tmp_path: Path) -> None:
    """Else a process that keeps its view builds it anew at every question."""
    workspace = Workspace(write(tmp_path, {"a.py": "x = 1\n"}))
    workspace.refresh()
    with closing(open_reader(workspace.index_path)) as reader:
        reader.execute("SELECT path FROM files").fetchall()  # as long as this is read, the write-ahead log stays
        write(tmp_path, {"a.py": "x = 23\n"})
        workspace.refresh()
        stamp = index_stamp(workspace.index_path)
        assert len(stamp) == 2
        with workspace.index() as index:
            assert index.files
        assert index_stamp(workspace.index_path) == stamp
