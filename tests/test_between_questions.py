"""Between questions the index follows the files, and what was asked lately is worked out again; nothing that acts is."""

from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, Any

import pytest
from groundplan import Workspace, between_questions
from groundplan.between_questions import BetweenQuestions
from groundplan.indexer.freshness import Freshness

from tests.workspaces import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILES = {"shop/__init__.py": "", "shop/prices.py": "def tax(x):\n    return x\n"}


class Noted(Workspace):
    """A workspace that notes what is asked, and by whom."""

    def __init__(self, root: Path) -> None:
        super().__init__(root, keep=True)
        self.asked: list[str] = []

    def ask_with(
        self, question: str, parameters: dict[str, Any], progress: Callable[[int, int], None] | None = None
    ) -> dict[str, Any]:
        self.asked.append(question)
        return super().ask_with(question, parameters, progress)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Noted]:
    monkeypatch.setattr(between_questions, "WORTH_SECONDS", (0.0, 60.0))
    monkeypatch.setattr(between_questions, "TICK_SECONDS", 3600.0)  # the tests say when it looks
    monkeypatch.setattr(Freshness, "may_watch", True)
    yield Noted(write(tmp_path, FILES))
    gc.unfreeze()


def _ask(between: BetweenQuestions, workspace: Noted, name: str, **arguments: Any) -> dict[str, Any]:
    with between.question(name, arguments):
        return workspace.ask(name, **arguments)


def test_the_index_follows_and_the_last_questions_are_prepared(workspace: Noted) -> None:
    between = BetweenQuestions(workspace)
    for name in ("detect", "metrics", "standards", "packages", "context"):
        _ask(between, workspace, name)
    _ask(between, workspace, "find", pattern="tax")
    workspace.asked.clear()
    between.look()
    assert workspace.asked == []  # nothing has changed
    (workspace.root / "shop/prices.py").write_text("def tax(x):\n    return 2 * x\n")
    between.look()
    assert workspace.asked == ["find", "context", "packages", "standards"]
    assert workspace.refresh().changed == 0
    between.close()


def test_a_question_that_came_soon_because_it_was_prepared_is_prepared_again(
    workspace: Noted, monkeypatch: pytest.MonkeyPatch
) -> None:
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    monkeypatch.setattr(between_questions, "WORTH_SECONDS", (60.0, 60.0))
    _ask(between, workspace, "detect")
    _ask(between, workspace, "metrics")
    workspace.asked.clear()
    (workspace.root / "shop/new.py").write_text("")
    between.look()
    assert workspace.asked == ["detect"]
    between.close()


def test_no_question_waits_for_what_takes_long(workspace: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between_questions, "WORTH_SECONDS", (0.0, 0.0))
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    workspace.asked.clear()
    (workspace.root / "shop/new.py").write_text("")
    between.look()
    assert workspace.asked == []
    between.close()


def test_what_acts_is_not_prepared(workspace: Noted) -> None:
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "deps", check_outdated=False)
    workspace.asked.clear()
    (workspace.root / "shop/new.py").write_text("")
    between.look()
    assert workspace.asked == []
    between.close()


def test_a_question_that_waits_goes_first(workspace: Noted) -> None:
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    workspace.asked.clear()
    (workspace.root / "shop/new.py").write_text("")
    with between.question("metrics", {}):
        between.look()  # somebody asks: it does not even refresh
    assert workspace.asked == []
    between._waiting.add(object())
    between.look()
    assert workspace.asked == []
    assert workspace.refresh().changed == 0
    between._waiting.clear()
    between.look()
    assert workspace.asked == ["metrics", "detect"]
    between.close()


def test_a_question_that_fails_ends_neither_the_background_nor_its_turn(workspace: Noted) -> None:
    between = BetweenQuestions(workspace)
    with between.question("find", {"patern": "tax"}):
        pass
    (workspace.root / "shop/new.py").write_text("")
    between.look()
    assert workspace.asked == ["find"]
    _ask(between, workspace, "detect")
    between.close()


def test_nothing_where_nobody_watches(workspace: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    (workspace.root / "shop/new.py").write_text("")
    monkeypatch.setattr(Freshness, "may_watch", False)
    between.look()
    assert workspace.refresh().changed == 1
    between.close()


def test_cycles_are_looked_for_once_in_a_pause(workspace: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
    collected: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: collected.append(1))
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    between.look()
    assert not collected  # the next question may come
    monkeypatch.setattr(between_questions, "TIDY_SECONDS", 0.0)
    between.look()
    between.look()
    assert collected == [1]
    assert gc.get_freeze_count() > 0
    between.close()


def test_an_idle_one_only_gives_turns(workspace: Noted) -> None:
    between = BetweenQuestions(workspace, idle=True)
    _ask(between, workspace, "detect")
    assert between._thread is None
    between.close()


def test_the_thread_looks_by_itself(workspace: Noted, monkeypatch: pytest.MonkeyPatch) -> None:
    looked = threading.Event()
    monkeypatch.setattr(between_questions, "TICK_SECONDS", 0.01)

    def look(_: BetweenQuestions) -> float:
        looked.set()
        return 0.0

    monkeypatch.setattr(BetweenQuestions, "look", look)
    between = BetweenQuestions(workspace)
    _ask(between, workspace, "detect")
    assert looked.wait(10)
    between.close()
    assert between._thread is not None
    assert not between._thread.is_alive()
