"""What it costs to ask: each question in fresh processes, in one that stays, and after an edit."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from groundplan import GroundplanError, Workspace, between_questions, kept_answers
from groundplan.between_questions import BetweenQuestions
from groundplan.indexer import memo
from groundplan.indexer.index_file import index_path, open_reader
from groundplan.questions import QUESTIONS
from measure import PROGRAM, Cost, median, percentile, probe, run, timed
from tables import row

__all__ = ["questions"]

PATIENCE_SECONDS = 8
VARIED = 40
ROLES = ("service", "model", "test", "controller", "util", "config", "component", "middleware", "repository", "job")


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
