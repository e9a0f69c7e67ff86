"""What may never end or not fit into memory (a pipe, a device, a file of gigabytes) is left out, and nothing waits for it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.errors import GitFailedError
from groundplan.indexer.on_disk import MOST_BYTES, content_at

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no pipes in folders")

READ_FIRST = (
    "groundplan.toml",
    "pyproject.toml",
    ".groundplanignore",
    ".gitattributes",
    ".gitignore",
    "app/.gitignore",
)


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(path)


def found_in(root: Path) -> list[str]:
    return [match["path"] for match in Workspace(root).ask("find", pattern="total")["matches"]]


@pytest.mark.parametrize("name", READ_FIRST)
def test_pipes_outside_of_git(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n"})
    pipe(root / name)
    assert found_in(root) == ["app/cart.py"]


@pytest.mark.parametrize("name", READ_FIRST[:4])
def test_links_to_a_device_that_a_repository_brings(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n"})
    (root / name).symlink_to("/dev/zero")
    commit_all(root)
    assert found_in(root) == ["app/cart.py"]


@pytest.mark.parametrize("name", [".gitignore", ".git/config", ".git/info/exclude"])
def test_git_is_not_asked_where_it_would_wait(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n"})
    commit_all(root)
    pipe(root / name)
    workspace = Workspace(root)
    assert [match["path"] for match in workspace.ask("find", pattern="total")["matches"]] == ["app/cart.py"]
    with workspace.index() as index:
        (message,) = [message for path, message in index.rows("SELECT path, message FROM problems") if path == ".git"]
    assert f"'{name}' is a pipe or a device. Remove it" in message


@pytest.mark.parametrize("name", ["lock", "index.look", "index.db", "answers.db", "memo.db"])
def test_pipes_in_the_folder_of_the_index(tmp_path: Path, name: str) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n"})
    commit_all(root)
    assert found_in(root) == ["app/cart.py"]
    pipe(root / ".groundplan" / name)
    write(root, {"app/shop.py": "def total_of(): ...\n"})
    assert found_in(root) == ["app/cart.py", "app/shop.py"]


def test_a_head_that_never_ends_is_one_line(tmp_path: Path) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n"})
    commit_all(root)
    pipe(root / ".git/HEAD")
    with pytest.raises(GitFailedError, match=r"'\.git/HEAD' is a pipe or a device\. Remove it$"):
        found_in(root)


def test_a_file_of_many_gigabytes(tmp_path: Path) -> None:
    root = write(tmp_path, {"app/cart.py": "def total(): ...\n", "dump.json": ""})
    os.truncate(root / "dump.json", 40 * MOST_BYTES)
    assert content_at(root / "dump.json") is None
    assert found_in(root) == ["app/cart.py"]
    with Workspace(root).index() as index:
        assert index.rows("SELECT path, stage, message FROM problems") == [
            ("dump.json", "read", f"not readable: {40 * MOST_BYTES} bytes, more than {MOST_BYTES}")
        ]
        assert index.read("dump.json") == b""
