"""Measures the index on checkouts: `python benchmarks/run.py REPO [REPO ...]` prints Markdown.

Each figure is a median of runs made in turn with what it is compared with; see benchmarks/RESULTS.md.
"""

from __future__ import annotations

import argparse
import compileall
import os
import platform
import re
from contextlib import closing
from pathlib import Path

import groundplan
from asking import questions
from groundplan.indexer.index_file import index_path, open_reader
from measure import MILLION, PROGRAM, run
from refreshing import ahead, cold, edited, memory, unchanged
from tables import table

QUESTION_COLUMNS = (
    "Question", "first ask ms", "CPU ms", "asked again ms", "CPU ms", "warm median ms", "warm p95 ms", "of asks", "after an edit ms",
    "after a pause ms",
)  # fmt: skip


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
    table(QUESTION_COLUMNS)
    questions(root, runs, warm_runs)


if __name__ == "__main__":
    main()
