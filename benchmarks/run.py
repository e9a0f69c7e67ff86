"""Measures the index on checkouts: `python benchmarks/run.py REPO [REPO ...]` prints Markdown.

Each figure is a median of runs made in turn with what it is compared with; see benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import re
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import groundplan
from groundplan import GroundplanError, Workspace, between_questions, kept_answers
from groundplan.between_questions import BetweenQuestions
from groundplan.indexer import memo
from groundplan.indexer.index_file import index_path, open_reader
from groundplan.questions import QUESTIONS
from measure import Cost, in_turn, median, percentile, ratio, run, run_sampled

PROGRAM = [sys.executable, "-m", "groundplan"]
FLOOR = [sys.executable, str(Path(__file__).with_name("parse_floor.py"))]
MILLION = 1_000_000
PATIENCE_SECONDS = 8
PROBE = "groundplan_benchmark_probe"
VARIED = 40
ROLES = ("service", "model", "test", "controller", "util", "config", "component", "middleware", "repository", "job")


def main() -> None:
    """Measures every repository on the command line."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("repositories", nargs="+", type=Path, metavar="REPO")
    options.add_argument("--runs", type=int, default=5, help="runs of each measurement (default 5)")
    options.add_argument("--warm-runs", type=int, default=40, help="asks of each question in one process (default 40)")
    chosen = options.parse_args()
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    print(f"{cores} cores, {platform.system()}, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}")
    for root in chosen.repositories:
        measure(root.resolve(), chosen.runs, chosen.warm_runs)


def measure(root: Path, runs: int, warm_runs: int) -> None:
    """Prints the tables of one repository."""
    compileall.compile_dir(Path(groundplan.__file__).parent, quiet=1, rx=re.compile(r"[/\\]\.venv[/\\]"))
    run([*PROGRAM, "index", "--full", "--root", str(root)])
    with closing(open_reader(index_path(root))) as connection:
        files, size, parsed = connection.execute("SELECT count(*), sum(size), sum(parsed > 0) FROM files").fetchone()
    print(f"\n## {root.name}: {files} files, {size / MILLION:.1f} MB, {parsed} parsed\n")
    table(("What", "wall s", "CPU s", "against", "wall s", "CPU s", "ratio wall", "ratio CPU"))
    cold(root, runs)
    unchanged(root, runs)
    edited(root, runs)
    ahead(root)
    memory(root)
    print(f"\nIndex: {index_path(root).stat().st_size / MILLION:.1f} MB\n")
    table(
        (
            "Question",
            "first ask ms",
            "CPU ms",
            "asked again ms",
            "CPU ms",
            "warm median ms",
            "warm p95 ms",
            "of asks",
            "after an edit ms",
            "after a pause ms",
        )
    )
    questions(root, runs, warm_runs)


def cold(root: Path, runs: int) -> None:
    """A first index against the parse floor, and against universal-ctags where that is installed."""

    def index() -> Cost:
        return run([*PROGRAM, "index", "--full", "--root", str(root)])

    actions = [index, lambda: run([*FLOOR, str(root)])]
    if shutil.which("ctags"):
        ctags = ["ctags", "-R", "--fields=+ne", "--exclude=.groundplan", "--exclude=.git", "-f", os.devnull, "."]
        actions.append(lambda: run(ctags, root))
    costs, *bases = in_turn(runs, *actions)
    for against, base in zip(("parse floor", "ctags -R"), bases, strict=False):
        compare("cold index", costs, against, base)


def unchanged(root: Path, runs: int) -> None:
    """A refresh that finds nothing changed against `git status`: as a fresh process, and in one that is there."""
    workspace = Workspace(root, keep=True)
    fresh, here, status = in_turn(
        runs * 3,
        lambda: run([*PROGRAM, "index", "--root", str(root)]),
        lambda: timed(workspace.refresh),
        lambda: run(["git", "status", "--porcelain"], root),
    )
    compare("refresh, nothing changed, in process", here, "git status", status)
    compare("refresh, nothing changed, fresh process", fresh, "git status", status)


def timed(action: Callable[[], object]) -> Cost:
    """The cost of a call in this process and the processes that it starts."""
    wall, before = time.perf_counter(), os.times()
    action()
    return Cost(time.perf_counter() - wall, sum(os.times()[:4]) - sum(before[:4]))


def edited(root: Path, runs: int) -> None:
    """One file changed: refresh and answer in a fresh process."""
    with probe(root) as path:
        run([*PROGRAM, "index", "--root", str(root)])

        def edit(number: int) -> Cost:
            with path.open("ab") as handle:
                handle.write(b"\n" * number)
            relative = path.relative_to(root).as_posix()
            return run([*PROGRAM, "dependency-graph", "--file-path", relative, "--root", str(root), "--json"])

        costs = [edit(number) for number in range(1, runs + 1)]
    run([*PROGRAM, "index", "--root", str(root)])
    row("one file changed: refresh + answer", *(f"{median(costs, field):.3f}" for field in ("wall", "cpu")), *[""] * 5)


def ahead(root: Path) -> None:
    """Reading ahead, once, as a server does while nobody asks; it is kept, and the questions in one process find it."""
    for path in index_path(root).parent.glob(f"{memo.FILE_NAME}*"):
        path.unlink()
    cost = run([*PROGRAM, "index", "--ahead", "--jobs", "1", "--root", str(root)])
    row("reading ahead, all files, one process", f"{cost.wall:.3f}", f"{cost.cpu:.3f}", *[""] * 5)


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


def memory(root: Path) -> None:
    """The peak of a cold index: its largest process, and all of them together."""
    cost, together = run_sampled([*PROGRAM, "index", "--full", "--root", str(root)])
    print(f"\nPeak memory of a cold index: largest process {cost.largest / MILLION:.0f} MB,", end=" ")
    print(f"all processes {together / MILLION:.0f} MB" if together else "all processes not measured on this system")


def questions(root: Path, runs: int, warm_runs: int) -> None:
    """Every question in a fresh process (first, and again), in one process that stays, and there as the first after an edit, also
    where the server had the time to prepare.

    In the process that stays each ask has other arguments as far as the question has any (of `existing_patterns` there are ten
    roles, in turn), so that no answer is only given again; questions without arguments find what they worked out before. The
    index does not change meanwhile, and the first two asks (the view is built, watching begins) are not counted. Answers are
    kept only for the column that says so.
    """
    kept_answers.WORTH_SECONDS = float("inf")
    between_questions.TICK_SECONDS = float(threading.TIMEOUT_MAX)  # it looks when it is told to
    workspace = Workspace(root, keep=True)
    between = BetweenQuestions(workspace)
    varied = arguments(root)

    def ask(name: str, /, **asked: str) -> None:
        with between.question(name, asked):
            answer: Any = workspace.ask
            answer(name, **asked)

    for name in QUESTIONS:
        given = varied.get(name, [{}])
        try:
            for asked in (given * 2)[:2]:
                ask(name, **asked)
        except GroundplanError as error:
            row(name, f"not answered: {error}", *[""] * 8)
            continue
        # The file that was edited for the question before is gone: the index is made up to date for other processes too.
        run([*PROGRAM, "index", "--root", str(root)])
        fresh = fresh_processes(root, name, given[0], runs)
        asks = [partial(timed, partial(ask, name, **asked)) for asked in given]
        warm = [cost.wall for cost in repeated(asks[2:] + asks[:2], warm_runs)]
        with probe(root) as path:
            edited = repeated([partial(after_edit, path, partial(ask, name, **asked)) for asked in given], runs)
            paused = after_pauses(between, path, partial(ask, name), given, runs)
        figures = (*fresh, percentile(warm, 0.5), percentile(warm, 0.95))
        cells = [f"{figure * 1000:.0f}" for figure in figures]
        row(name, *cells, str(len(warm)), f"{median(edited) * 1000:.0f}", f"{median(paused) * 1000:.0f}")
    between.close()


def fresh_processes(root: Path, name: str, asked: dict[str, str], runs: int) -> list[float]:
    """Wall and CPU time of a question in fresh processes: where nothing but the index is kept, and again."""
    options = [part for key, value in asked.items() for part in (f"--{key.replace('_', '-')}", value)]
    command = [*PROGRAM, name.replace("_", "-"), *options, "--root", str(root), "--json"]
    first = repeated([partial(first_ask, index_path(root).parent, command)], runs)
    again = repeated([partial(run, command)], runs)
    return [median(costs, field) for costs in (first, again) for field in ("wall", "cpu")]


def first_ask(folder: Path, command: list[str]) -> Cost:
    """The cost of a command that finds the index and nothing else: no kept answer, and nothing read ahead or by other questions."""
    for path in folder.glob(f"{kept_answers.FILE_NAME}*"):
        path.unlink()
    with set_aside(folder, memo.FILE_NAME):
        return run(command)


@contextmanager
def set_aside(folder: Path, name: str) -> Iterator[None]:
    """Moves a SQLite file away and back again; what was written in its place meanwhile is lost."""
    files = list(folder.glob(f"{name}*"))
    for path in files:
        path.rename(path.with_name(f"aside.{path.name}"))
    try:
        yield
    finally:
        for path in folder.glob(f"{name}*"):
            path.unlink()
        for path in files:
            path.with_name(f"aside.{path.name}").rename(path)


def after_edit(path: Path, ask: Callable[[], object]) -> Cost:
    """The cost of the first answer after a file has changed."""
    with path.open("ab") as handle:
        handle.write(b"\n")
    return timed(ask)


def after_pauses(
    between: BetweenQuestions, path: Path, ask: Callable[..., object], given: Sequence[dict[str, str]], runs: int
) -> list[Cost]:
    """The same where the server had the time between the edit and the question: it was asked the like of it before."""

    def once(asked: dict[str, str]) -> Cost:
        with path.open("ab") as handle:
            handle.write(b"\n")
        between.look()
        return timed(partial(ask, **asked))

    once(given[-1])
    return repeated([partial(once, asked) for asked in given], runs)


def repeated(actions: Sequence[Callable[[], Cost]], runs: int) -> list[Cost]:
    """The costs of actions run one after the other, from the first again after the last; fewer runs where that takes long."""
    costs: list[Cost] = []
    for action in islice(cycle(actions), runs):
        costs.append(action())
        if sum(cost.wall for cost in costs) > PATIENCE_SECONDS:
            break
    return costs


def arguments(root: Path) -> dict[str, list[dict[str, str]]]:
    """What the questions are asked: every ask about another file, name or role.

    Half of the files are the most imported ones, which are the dearest to ask about, half are spread over all parsed files;
    the names are spread over all definitions.
    """
    with closing(open_reader(index_path(root))) as connection:
        central = connection.execute(
            "SELECT path FROM files JOIN (SELECT target_id, count(*) AS n FROM links WHERE target_id NOT NULL GROUP BY target_id)"
            " ON target_id = id ORDER BY n DESC, path LIMIT ?",
            (VARIED // 2,),
        ).fetchall()
        parsed = connection.execute("SELECT path FROM files WHERE parsed ORDER BY path").fetchall()
        names = spread(
            [name for (name,) in connection.execute("SELECT DISTINCT name FROM symbols ORDER BY name")], VARIED
        )
    files = [path for (path,) in (*central, *spread(parsed, VARIED - len(central)))]
    return {
        "dependency_graph": [{"file_path": path} for path in files],
        "impact_analysis": [{"file_path": path} for path in files],
        "test_command": [{"path": path} for path in files],
        "check_duplicates": [{"name": name} for name in names],
        "existing_patterns": [{"pattern_type": role} for role in ROLES],
        "safe_location": [{"file_type": ROLES[at % len(ROLES)], "name": name} for at, name in enumerate(names)],
        "find": [{"pattern": name} for name in names],
    }


def spread(items: Sequence[Any], most: int) -> list[Any]:
    """At most so many of the items, evenly spread."""
    step = max(1.0, len(items) / most)
    return [items[int(at * step)] for at in range(min(most, len(items)))]


def compare(what: str, costs: list[Cost], against: str, base: list[Cost]) -> None:
    """A row with both medians and the median ratio of the pairs."""
    row(
        what,
        *(f"{median(costs, field):.3f}" for field in ("wall", "cpu")),
        against,
        *(f"{median(base, field):.3f}" for field in ("wall", "cpu")),
        *(f"{ratio(costs, base, field):.2f}" for field in ("wall", "cpu")),
    )


def table(head: tuple[str, ...]) -> None:
    """The head of a table."""
    row(*head)
    row(*["---"] * len(head))


def row(*cells: str) -> None:
    """One row of a Markdown table."""
    print(f"| {' | '.join(cells)} |", flush=True)


if __name__ == "__main__":
    main()
