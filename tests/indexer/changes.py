"""A small repository, and every kind of change that whoever decides not to look at it has to see."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from tests.workspaces import commit_all, git, write

__all__ = ["CHANGES", "FILES", "append", "shop"]

FILES = {
    "app/a.py": "def run():\n    return 1\n",
    "app/b.py": "from .a import run\n",
    "deep/er/c.py": "x = 1\n",
    ".gitignore": "out/\n*.log\n",
}


def shop(folder: Path) -> Path:
    """The repository, at rest, with a second branch, an ignored and an untracked file and folders without any."""
    root = write(folder / "shop", FILES)
    (root / "empty" / "inner").mkdir(parents=True)
    commit_all(root)
    git(root, "checkout", "-q", "-b", "other")
    write(root, {"app/a.py": "def other(): ...\n", "only_there.py": "y = 1\n"})
    commit_all(root)
    git(root, "checkout", "-q", "main")
    write(root, {"out/ignored.py": "z = 1\n", "loose/d.py": "d = 1\n"})
    time.sleep(0.1)  # so that no file counts as still being written
    return root


def link(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


def append(path: Path, text: str) -> None:
    with path.open("a") as handle:
        handle.write(text)


CHANGES: dict[str, Callable[[Path], object]] = {
    "edit": lambda root: write(root, {"app/a.py": "def run2():\n    return 1\n"}),
    "edit of equal size": lambda root: write(root, {"app/a.py": "def ran():\n    return 1\n"}),
    "append": lambda root: append(root / "app/a.py", "y = 2\n"),
    "truncate": lambda root: os.truncate(root / "app/a.py", 0),
    "create": lambda root: write(root, {"app/new.py": "n = 1\n"}),
    "create in new folders": lambda root: write(root, {"one/two/three.py": "n = 1\n"}),
    "create in an empty folder": lambda root: write(root, {"empty/inner/new.py": "n = 1\n"}),
    "delete": lambda root: (root / "deep/er/c.py").unlink(),
    "rename": lambda root: (root / "app/b.py").rename(root / "deep/b.py"),
    "rename of a folder": lambda root: (root / "deep").rename(root / "deeper"),
    "replace": lambda root: (write(root, {"out/x": "q = 1\n"}) / "out/x").replace(root / "app/a.py"),
    "a link in place of a file": lambda root: link(root / "app/b.py", "a.py"),
    "switch of the branch": lambda root: git(root, "checkout", "-q", "other"),
    "what is ignored": lambda root: write(root, {".gitignore": "out/\nloose/\n"}),
    "what is not ignored any more": lambda root: write(root, {".gitignore": "*.log\n"}),
    "what this clone ignores": lambda root: write(root, {".git/info/exclude": "loose/\n"}),
    "what the user ignores": lambda _: write(Path(os.environ["HOME"]), {"git/ignore": "loose/\n"}),
    "an ignored file is tracked": lambda root: git(root, "add", "-f", "out/ignored.py"),
    "a file is not tracked any more": lambda root: [
        git(root, "rm", "-q", "--cached", "app/b.py"),
        write(root, {".gitignore": "b.py\nout/\n"}),
    ],
    "settings": lambda root: write(root, {"groundplan.toml": 'exclude = ["deep/"]\n'}),
}
