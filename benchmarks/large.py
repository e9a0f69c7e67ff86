"""Indexes large checkouts once each: `python benchmarks/large.py REPO [REPO ...]` prints one Markdown row a repository.

Lost files are those that `git ls-files` names and neither the index nor its list of problems knows; links and folders that are
other repositories' (submodules) are no files. An import is unresolved when it leads to no file and to no module outside.
"""

from __future__ import annotations

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from groundplan.indexer.index_file import index_path, open_reader
from measure import run_sampled

MILLION = 1_000_000
COLUMNS = ("repository", "language", "files", "lost", "parsed", "symbols", "edges", "imports", "unresolved")
COSTS = ("wall s", "CPU s", "peak MB", "index MB")


def main() -> None:
    """Prints the table."""
    roots = [Path(name).resolve() for name in sys.argv[1:]]
    print(f"| {' | '.join((*COLUMNS, *COSTS))} |\n|{' --- |' * (len(COLUMNS) + len(COSTS))}")
    for root in roots:
        cost, peak = run_sampled([sys.executable, "-m", "groundplan", "index", "--full", "--root", str(root)])
        size = index_path(root).stat().st_size
        costs = [f"{cost.wall:.1f}", f"{cost.cpu:.1f}", f"{peak / MILLION:.0f}", f"{size / MILLION:.0f}"]
        print(f"| {' | '.join((root.name, *facts(root), *costs))} |", flush=True)


def facts(root: Path) -> Iterator[str]:
    """What the index of one repository holds."""
    with closing(open_reader(index_path(root))) as connection:
        yield str(
            connection.execute(
                "SELECT language FROM files WHERE parsed GROUP BY language ORDER BY sum(size) DESC, language"
            ).fetchone()[0]
        )
        yield count(connection, "files")
        yield str(len(lost(connection, root)))
        yield count(connection, "files WHERE parsed")
        yield count(connection, "symbols")
        yield count(connection, "(SELECT DISTINCT source_id, target_id FROM links WHERE target_id <> source_id)")
        yield (links := count(connection, "links"))
        share = int(count(connection, "links WHERE reason <> ''")) / max(1, int(links))
        yield f"{share:.2%}"


def count(connection: sqlite3.Connection, rows: str) -> str:
    """How many rows there are."""
    return str(connection.execute(f"SELECT count(*) FROM {rows}").fetchone()[0])


def lost(connection: sqlite3.Connection, root: Path) -> list[str]:
    """Files that git tracks and the index does not mention."""
    known = {path for (path,) in connection.execute("SELECT path FROM files UNION SELECT path FROM problems")}
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=True).stdout
    return [
        path
        for path in listed.decode(errors="surrogateescape").split("\0")
        if path and path not in known and is_file(root / path)
    ]


def is_file(path: Path) -> bool:
    """Whether there is a file of the repository's own, and no link."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


if __name__ == "__main__":
    main()
