"""What impact questions need is read between questions: once, beside the server, and only where that is worth it."""

from __future__ import annotations

import time
from importlib import import_module
from typing import TYPE_CHECKING, Any

from groundplan import Workspace, reading_ahead
from groundplan.analyzers.impact import ahead
from groundplan.analyzers.impact.receivers import receiver_tables
from groundplan.analyzers.impact.sites import tables
from groundplan.indexer.refreshed import Refreshed
from groundplan.reading_ahead import ReadingAhead

from tests.workspaces import write

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TICK = 0.1
"""Of a file that was written within the last tick of the clock nothing is kept: it may change again unseen."""
FILES = {
    "shop/__init__.py": "",
    "shop/prices.py": "def tax(x):\n    return x\n",
    "shop/cart.py": "from shop.prices import tax\n\n\ndef total():\n    return tax(1)\n",
    "shop/page.ts": "export const page = () => 1\n",
    "web/go.mod": "module shop\n",
    "web/prices.go": "package shop\n\nfunc Net(x int) int { return x }\n",
    "web/cart.go": "package shop\n\nfunc Total() int { return Net(1) }\n",
    "notes.md": "# Notes\n",
}


def _refuse(*given: object, **named: object) -> Any:
    raise AssertionError(f"worked out again: {given} {named}")


def test_no_question_reads_again_what_was_read_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(write(tmp_path, FILES))
    workspace.refresh()
    assert workspace.read_ahead(alone=True) == 6  # an empty file has a table too
    monkeypatch.setattr(tables, "packed_sites", _refuse)
    monkeypatch.setattr(receiver_tables, "read_receivers", _refuse)
    answer = workspace.impact_analysis("web/prices.go", symbol="Net")
    assert [file["path"] for file in answer["impacted_files"]] == ["web/cart.go"]
    answer = workspace.impact_analysis("shop/prices.py", symbol="tax")
    assert [file["path"] for file in answer["impacted_files"]] == ["shop/cart.py"]


def test_what_needs_no_parameter_is_answered_ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write(tmp_path, FILES)
    expected = {name: Workspace(root).ask(name) for name in ("detect", "standards", "metrics")}
    time.sleep(TICK)
    (root / ".groundplan" / "answers.db").unlink(missing_ok=True)
    Workspace(root).answer_ahead()
    for name in expected:
        monkeypatch.setattr(import_module(f"groundplan.analyzers.{name}"), "answer", _refuse)
    assert {name: Workspace(root).ask(name) for name in expected} == expected


def test_the_most_imported_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "MOST_BYTES", 1)
    workspace = Workspace(write(tmp_path, FILES))
    workspace.refresh()
    assert workspace.read_ahead(alone=True) == 1
    seen: list[bytes] = []
    monkeypatch.setattr(tables, "packed_sites", lambda source, _: seen.append(source))
    workspace.impact_analysis("shop/prices.py", symbol="tax")
    assert seen
    assert FILES["shop/prices.py"].encode() not in seen


def test_a_process_reads_ahead_beside_a_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    workspace = Workspace(write(tmp_path, FILES))
    done = workspace.refresh()
    monkeypatch.setattr(reading_ahead, "WORTH_FILES", 1)
    reading = ReadingAhead(workspace.root)
    reading.answered(done)
    process = reading._process
    assert process is not None
    assert process.wait(100) == 0  # it takes only what others leave
    monkeypatch.setattr(tables, "packed_sites", _refuse)
    workspace.impact_analysis("shop/prices.py", symbol="tax")
    reading.answered(done._replace(changed=1))
    assert reading._process is process  # one changed file is read by the question about it
    reading.answered(done._replace(changed=reading_ahead.MANY_CHANGED))
    assert reading._process is not process
    reading.close()
    assert not reading._running()


def test_small_workspaces_are_read_when_asked_about(tmp_path: Path) -> None:
    reading = ReadingAhead(tmp_path)
    reading.answered(Refreshed(reading_ahead.WORTH_FILES - 1, changed=reading_ahead.MANY_CHANGED))
    assert reading._process is None
    reading.close()
