"""Values of another type than the schema's, written into the index by hand, are damage: it is built again."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers import metrics
from groundplan.errors import IndexUnavailableError
from groundplan.indexer.index_file import has_wrong_types

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "app/cart.py": "import os\n\n\ndef total(x):\n    return x\n",
    "app/shop.py": "from cart import total\n\n\ntotal(1)\n",
}
WRITTEN = [
    ("UPDATE files SET lines = 'many', code_lines = 'few'", "metrics"),
    ("UPDATE files SET mtime_ns = 'lately', hash = 'x'", "metrics"),
    ("UPDATE symbols SET start_line = 'first'", "context"),
    ("UPDATE fingerprints SET data = 'text'", "metrics"),
]


@pytest.mark.parametrize(("statement", "question"), WRITTEN)
def test_wrong_types_are_damage(tmp_path: Path, statement: str, question: str) -> None:
    root = write(tmp_path, FILES)
    workspace = Workspace(root)
    whole = workspace.ask(question)
    assert not has_wrong_types(workspace.index_path)
    with closing(sqlite3.connect(workspace.index_path)) as connection, connection:
        connection.execute(statement)
    assert has_wrong_types(workspace.index_path)
    for kept in (*workspace.index_path.parent.glob("answers*"), *workspace.index_path.parent.glob("*.look")):
        kept.unlink()
    assert Workspace(root).ask(question) == whole


@pytest.mark.parametrize("keep", [False, True])
def test_an_index_that_cannot_be_read_is_one_line(tmp_path: Path, keep: bool) -> None:
    """A folder where SQLite expects its journal is a fault of the disk to it; it was an internal error to whoever asked."""
    workspace = Workspace(write(tmp_path, FILES), keep=keep)
    workspace.refresh()
    workspace.index_path.with_name("index.db-journal").mkdir()
    with pytest.raises(IndexUnavailableError, match=r"no readable index at .*: disk I/O error"):
        workspace.ask("find", pattern="total")


def test_other_faults_are_not_taken_for_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(write(tmp_path, FILES))

    def failing(*_: object, **__: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(metrics, "answer", failing)
    workspace.refresh()
    with pytest.raises(ValueError, match="a fault of ours"):
        workspace.ask("metrics")
