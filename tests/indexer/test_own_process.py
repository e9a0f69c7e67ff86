"""Programs that must not fork get their processes from one of ours, which runs nothing of theirs and nothing of the workspace."""

from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from groundplan.indexer import index_file, pool, workers
from groundplan.indexer.discover import FileState
from groundplan.indexer.extract import Job
from groundplan.indexer.own_process import NoProcessError, own_python, run_beside
from groundplan.indexer.workers import Workers

from tests.workspaces import write

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent.parent
THREADED = """
import threading
from groundplan import Workspace
threading.Thread(target=threading.Event().wait, daemon=True).start()
print(Workspace({root!r}).metrics()["total_files"])
"""


KILLED = """
import os, time
from pathlib import Path
from groundplan.indexer import pool
from groundplan.indexer.extract import Job
from groundplan.indexer.index_file import locked

def begun(root, jobs, limit):
    Path(root, f"begun-{{os.getpid()}}").touch()
    time.sleep(600)

pool.packed_batch = begun
with locked(Path({root!r}, "lock")):
    list(pool.in_pool({root!r}, [[Job(1, "a.py")], [Job(2, "b.py")]], 1000, 2))
"""


WORK = """
import atexit, os, time
from pathlib import Path


def numbers(count):
    print("this is no result")
    yield from range(count)


def dying(count):
    yield count
    os._exit(3)


def waiting(path):
    try:
        yield 1
        time.sleep(600)
    finally:
        Path(path).write_text("ended")


def leaving(path):
    atexit.register(lambda: Path(path).write_text("left"))
    atexit.register(time.sleep, 1)
    yield 1
"""


@pytest.fixture
def work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    (tmp_path / "own_process_work.py").write_text(WORK)
    monkeypatch.syspath_prepend(tmp_path)
    yield import_module("own_process_work")
    del sys.modules["own_process_work"]


def test_results_come_through_whatever_is_printed(work: Any) -> None:
    assert list(run_beside(work.numbers, 3)) == [0, 1, 2]


def test_a_death_is_told_after_what_came_before(work: Any) -> None:
    results = run_beside(work.dying, 7)
    assert next(results) == 7
    with pytest.raises(NoProcessError):
        next(results)


def test_who_wants_no_more_ends_it(work: Any, tmp_path: Path) -> None:
    results: Any = run_beside(work.waiting, str(tmp_path / "note"))
    next(results)
    results.close()
    assert (tmp_path / "note").read_text() == "ended"


def test_one_that_is_leaving_is_let_leave(work: Any, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """It was told to end then, and told of it on the standard error of whoever had asked."""
    assert list(run_beside(work.leaving, str(tmp_path / "note"))) == [1]
    assert (tmp_path / "note").read_text() == "left"
    assert capfd.readouterr().err == ""


def test_a_program_that_is_no_python_is_not_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/opt/application/server")
    with pytest.raises(NoProcessError):
        own_python("pass")


def _workspace(root: Path) -> Path:
    """Large enough for several batches, with modules that take the names of Python's own."""
    text = "".join(f"def name_{number}(first, second):\n    return first + {number}\n\n\n" for number in range(400))
    shadows = dict.fromkeys(
        [f"{name}.py" for name in ("multiprocessing", "pickle", "selectors", "groundplan")], "raise SystemExit(7)\n"
    )
    return write(root, {f"m{number}.py": text for number in range(50)} | shadows)


def test_a_script_with_threads_and_without_a_guard_runs_once(tmp_path: Path) -> None:
    root, script = _workspace(tmp_path / "work"), tmp_path / "script.py"
    script.write_text(THREADED.format(root=str(root)))
    environment = os.environ | {"PYTHONPATH": str(ROOT / ".build")}
    done = subprocess.run(
        [sys.executable, str(script)], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.stdout, done.stderr, done.returncode) == ("54\n", "", 0)


def _facts(root: Path) -> dict[str, object]:
    names = sorted(path.name for path in root.iterdir())
    states = {name: FileState((root / name).stat().st_size, 0, 0) for name in names}
    jobs = [Job(number, name) for number, name in enumerate(names)]
    return {facts.path: facts for batch in Workers(2, None).run(root, jobs, states, 10**6) for facts in batch}


def test_facts_are_the_same_however_they_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = _workspace(tmp_path)
    forked = _facts(root)
    monkeypatch.setattr(pool, "can_fork", lambda: False)
    beside = _facts(root)
    monkeypatch.setattr(sys, "executable", "")
    here = _facts(root)
    monkeypatch.setattr(workers, "cores", lambda: 1)
    assert len(forked) == 54
    assert forked == beside == here


def test_the_programs_own_processes_live_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own = multiprocessing.get_context("fork").Process(target=threading.Event().wait, daemon=True)
    own.start()
    monkeypatch.setattr(pool, "packed_batch", _never)
    monkeypatch.setattr(pool, "STALLED_SECONDS", 0.1)
    monkeypatch.setattr(pool, "ONE_FILE_SECONDS", 0.1)
    found = list(pool.in_pool(str(tmp_path), [[Job(1, "a.py")]], 1000, 1))
    assert found[0][0].problems
    assert own.is_alive()
    own.kill()


def test_processes_end_with_a_program_that_is_killed_and_give_its_lock_back(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(KILLED.format(root=str(tmp_path)))
    environment = os.environ | {"PYTHONPATH": str(ROOT / ".build")}
    with subprocess.Popen([sys.executable, str(script)], env=environment) as program:
        _until(lambda: len(list(tmp_path.glob("begun-*"))) == 2)
        program.kill()
    with (tmp_path / "lock").open("ab") as lock:
        _until(lambda: index_file._try_lock(lock.fileno()))


def _until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def _never(root: str, jobs: list[Job], limit: int) -> bytes:
    time.sleep(600)
    return b""
