"""Small workspaces for tests: written from a table of path → text, and read back as one comparable value."""

from __future__ import annotations

import subprocess
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from groundplan import Workspace

__all__ = ["commit_all", "dump", "git", "write"]

IDS = {"file_id", "source_id", "target_id"}
UNSTABLE = {"id", "mtime_ns", "ctime_ns", "size"}


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Writes files below `root` and returns it."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def git(root: Path, *arguments: str) -> str:
    """Runs git in `root`."""
    command = ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments]
    return subprocess.run(command, cwd=root, check=True, capture_output=True, text=True).stdout


def commit_all(root: Path, message: str = "change") -> None:
    """Commits the whole working tree, in a new repository where there is none."""
    if not (root / ".git").exists():
        git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", message)


def dump(workspace: Workspace) -> dict[str, list[tuple[Any, ...]]]:
    """Everything the index holds, with paths in place of ids and without timestamps: equal states give equal dumps."""
    with workspace.index() as index:
        paths = {row[0]: row[1] for row in index.rows("SELECT id, path FROM files")}
        tables = [
            row[0]
            for row in index.rows("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        ]
        found = {}
        for table in sorted(tables):
            if table == "meta":
                continue
            columns = [row[1] for row in index.rows(f"PRAGMA table_info({table})")]
            rows = [
                tuple(
                    _by_path(column, value, paths)
                    for column, value in zip(columns, row, strict=True)
                    if column not in UNSTABLE
                )
                for row in index.rows(f"SELECT * FROM {table}")
            ]
            found[table] = sorted(rows, key=repr)
    return found


def _by_path(column: str, value: Any, paths: dict[int, str]) -> Any:
    if column == "files":
        return sorted(paths[int(number)] for number in value.split())
    if column == "entries":
        postings = array("Q", value)
        return sorted((entry >> 32, paths[entry & 0xFFFFFFFF]) for entry in postings)
    return paths.get(value, value) if column in IDS else value
