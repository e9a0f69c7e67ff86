"""What it costs to make an index and to bring it up to date, beside what it is compared with."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from groundplan import Workspace
from groundplan.indexer import memo
from groundplan.indexer.index_file import index_path
from measure import MILLION, PROGRAM, Cost, in_turn, median, probe, run, run_sampled, timed
from tables import compare, row

__all__ = ["ahead", "cold", "edited", "memory", "unchanged"]

FLOOR = [sys.executable, str(Path(__file__).with_name("parse_floor.py"))]


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


def memory(root: Path) -> None:
    """The peak of a cold index: its largest process, and all of them together."""
    cost, together = run_sampled([*PROGRAM, "index", "--full", "--root", str(root)])
    print(f"\nPeak memory of a cold index: largest process {cost.largest / MILLION:.0f} MB,", end=" ")
    print(f"all processes {together / MILLION:.0f} MB" if together else "all processes not measured on this system")
