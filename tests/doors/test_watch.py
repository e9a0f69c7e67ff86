"""`groundplan watch` refreshes again and again, and tells of what changed and of nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from groundplan import Workspace
from groundplan.watch import watch

from tests.workspaces import commit_all, write

if TYPE_CHECKING:
    from pathlib import Path

    from groundplan.indexer.refreshed import Refreshed


def test_only_changes_are_told(tmp_path: Path) -> None:
    commit_all(write(tmp_path, {"a.py": "x = 1\n", "b.py": "y = 1\n"}))
    workspace = Workspace(tmp_path, keep=True)
    told: list[Refreshed] = []
    watch(workspace, 0.0, told.append, rounds=4)
    write(tmp_path, {"a.py": "x = 22\n"})
    (tmp_path / "b.py").unlink()
    watch(workspace, 0.0, told.append, rounds=4)
    assert [(done.changed, done.removed) for done in told] == [(2, 0), (1, 1)]
