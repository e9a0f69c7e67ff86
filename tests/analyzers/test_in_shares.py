"""Work shared out among copies of the process gives what it gives in one."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

import pytest
from groundplan.analyzers import in_shares as module
from groundplan.analyzers.in_shares import aside, in_shares

if TYPE_CHECKING:
    from collections.abc import Sequence

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the platform copies no process")


def _squares(items: Sequence[int]) -> list[tuple[int, int]]:
    return [(item, item * item) for item in items]


@pytest.mark.parametrize("count", [1, 2, 3])
def test_each_item_is_worked_on_once(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    monkeypatch.setattr(module, "processes", lambda: count)

    assert sorted(in_shares(_squares, range(1000), 10)) == _squares(range(1000))


def test_it_runs_in_other_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 3)

    assert len(set(in_shares(lambda items: [os.getpid()] * len(items), range(1000), 10))) == 3


def test_the_share_of_a_process_that_dies_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 2)
    here = os.getpid()

    def work(items: Sequence[int]) -> list[tuple[int, int]]:
        if os.getpid() != here:
            os._exit(9)
        return _squares(items)

    assert sorted(in_shares(work, range(200), 10)) == _squares(range(200))


def test_work_is_done_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 2)

    result = aside(os.getpid)

    assert result() not in (os.getpid(), None)


def test_the_work_of_a_process_that_dies_is_done_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 2)
    here = os.getpid()

    def work() -> int:
        if os.getpid() != here:
            os._exit(9)
        return 7

    assert aside(work)() == 7


def test_alone_nothing_is_done_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 1)

    assert aside(os.getpid)() == os.getpid()


def test_few_items_stay_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "processes", lambda: 8)

    assert in_shares(lambda items: [os.getpid()] * len(items), range(30), 20) == [os.getpid()] * 30


def test_a_process_with_threads_is_not_copied() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert module.processes() == 1
    finally:
        done.set()
        thread.join()
