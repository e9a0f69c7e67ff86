"""Says what a command or a call cost: wall time, CPU time, memory; and makes a file to edit meanwhile."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import NamedTuple

from groundplan.indexer.index_file import index_path, open_reader

__all__ = [
    "MILLION",
    "PROGRAM",
    "Cost",
    "in_turn",
    "median",
    "percentile",
    "probe",
    "ratio",
    "run",
    "run_sampled",
    "timed",
]

PROGRAM = [sys.executable, "-m", "groundplan"]
MILLION = 1_000_000
PROBE = "groundplan_benchmark_probe"
SAMPLE_SECONDS = 0.05


class Cost(NamedTuple):
    """What one run cost.

    Attributes:
        wall, cpu: seconds; CPU is user and system time of the process and of all that it started.
        largest: bytes resident at the peak of the largest process.
    """

    wall: float
    cpu: float
    largest: int = 0


def run(command: Sequence[str], cwd: Path | None = None) -> Cost:
    """Runs a command to its end, its output thrown away.

    Raises:
        subprocess.CalledProcessError: it failed.
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return _finish(process, command, started)


def run_sampled(command: Sequence[str]) -> tuple[Cost, int]:
    """Runs a command, and samples the memory of the process and all that it starts; 0 where the system does not tell.

    Memory shared between processes counts once (proportional set size).
    """
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    peak = [0]
    stop = threading.Event()

    def sample() -> None:
        while not stop.wait(SAMPLE_SECONDS):
            peak[0] = max(peak[0], sum(_proportional(pid) for pid in _session(process.pid)))

    thread = threading.Thread(target=sample)
    thread.start()
    try:
        return _finish(process, command, started), peak[0]
    finally:
        stop.set()
        thread.join()


def _finish(process: subprocess.Popen[bytes], command: Sequence[str], started: float) -> Cost:
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 1):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def _session(leader: int) -> Iterator[int]:
    """The processes of a session."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        if int(fields[3]) == leader:
            yield int(entry.name)


def _proportional(pid: int) -> int:
    try:
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    except OSError:
        return 0  # it has ended
    return next((int(line.split()[1]) * 1024 for line in text.splitlines() if line.startswith("Pss:")), 0)


def in_turn(runs: int, *actions: Callable[[], Cost]) -> list[list[Cost]]:
    """Runs actions in turn (A B A B), so that a busy minute of the machine hits all of them; a list of costs each."""
    costs: list[list[Cost]] = [[] for _ in actions]
    for _ in range(runs):
        for action, kept in zip(actions, costs, strict=True):
            kept.append(action())
    return costs


def median(costs: Sequence[Cost], field: str = "wall") -> float:
    """The median of one field."""
    return statistics.median(getattr(cost, field) for cost in costs)


def ratio(costs: Sequence[Cost], base: Sequence[Cost], field: str = "wall") -> float:
    """The median of the ratios of runs that followed each other."""
    pairs = zip(costs, base, strict=True)
    return statistics.median(getattr(one, field) / max(1e-3, getattr(other, field)) for one, other in pairs)


def percentile(values: Sequence[float], share: float) -> float:
    """The value that a share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def timed(action: Callable[[], object]) -> Cost:
    """The cost of a call in this process and the processes that it starts."""
    wall, before = time.perf_counter(), os.times()
    action()
    return Cost(time.perf_counter() - wall, sum(os.times()[:4]) - sum(before[:4]))


@contextmanager
def probe(root: Path) -> Iterator[Path]:
    """A file of our own to edit, beside the parsed file of median size and with its text; nothing of theirs is touched."""
    with closing(open_reader(index_path(root))) as connection:
        paths = connection.execute("SELECT path FROM files WHERE parsed ORDER BY size, path").fetchall()
    model = root / paths[len(paths) // 2][0]
    path = model.with_name(PROBE + model.suffix)
    path.write_bytes(model.read_bytes())
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)
