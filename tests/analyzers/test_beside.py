"""What a copy of the process concludes is what this one would have, and stands in for it only then."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from groundplan import Workspace
from groundplan.analyzers import in_shares
from groundplan.analyzers.in_shares import begin_beside
from groundplan.analyzers.per_index import per_index

from ..workspaces import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from groundplan.indexer.index import Index

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform copies no process")

FILES = {
    "pyproject.toml": '[project]\nname = "shop"\nscripts = {shop = "shop.main:run"}\n[tool.pytest.ini_options]\n',
    "shop/main.py": "import flask\n\nfrom .cart import total\n\napp = flask.Flask(__name__)\n\n\n@app.route('/total')\ndef run():\n    return total()\n",
    "shop/cart.py": "def total():\n    return 7\n",
    "shop/left_over.py": "def unused():\n    return 8\n",
    "tests/test_cart.py": "from shop.cart import total\n\n\ndef test_total():\n    assert total() == 7\n",
}
HERE = os.getpid()


@per_index
def _process(index: Index) -> int:
    index.absent.add(f"looked for by {len(index.files)}")
    return os.getpid()


@per_index
def _dying(index: Index) -> int:
    if os.getpid() != HERE:
        os._exit(9)
    return len(index.files)


@contextmanager
def _passing(root: Path) -> Iterator[Index]:
    workspace = Workspace(root)
    workspace.refresh()
    with workspace.index() as index:
        index.passing = True
        yield index


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    write(tmp_path, FILES)
    monkeypatch.setattr(in_shares, "processes", lambda: 2)
    monkeypatch.setattr(in_shares, "FEW_FILES", 0)


@pytest.mark.parametrize("question", ["analyze", "context", "metrics"])
def test_the_answer_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, question: str) -> None:
    copies = iter((2,))
    monkeypatch.setattr(in_shares, "processes", lambda: next(copies))
    found = Workspace(tmp_path).ask(question)
    assert next(copies, None) is None

    monkeypatch.setattr(in_shares, "processes", lambda: 1)
    for kept in (tmp_path / ".groundplan").glob("answers.db*"):
        kept.unlink()

    assert Workspace(tmp_path).ask(question) == found


def test_it_is_worked_out_in_another_process_and_says_what_it_rests_on(tmp_path: Path) -> None:
    with _passing(tmp_path) as index:
        begin_beside(index, (_process,))

        assert _process(index) not in (HERE, None)
        assert index.absent == {f"looked for by {len(FILES)}"}


def test_what_a_copy_can_not_tell_is_worked_out_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with _passing(tmp_path) as index:
        begin_beside(index, (_dying,))
        assert _dying(index) == len(FILES)

        monkeypatch.setattr(in_shares, "_apart", lambda *_: ("another state", [0], True, set()))
        begin_beside(index, (_process,))
        assert _process(index) == HERE


def test_a_view_that_is_kept_works_everything_out_itself(tmp_path: Path) -> None:
    with _passing(tmp_path) as index:
        index.passing = False
        begin_beside(index, (_process,))

        assert _process(index) == HERE
