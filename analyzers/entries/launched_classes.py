"""JVM classes that the workspace's own shell scripts start by their full names (`exec run-class.sh kafka.Kafka "$@"`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..per_index import per_index

if TYPE_CHECKING:
    from ...indexer.index import Index

__all__ = ["launch_weight"]

SCRIPT_FOLDERS = frozenset({"", "bin", "sbin", "scripts"})
STARTS = re.compile(r"(?:^|[-_.])(?:start|run|serve)(?:[-_.]|$)")
STARTED, RUN = 5.0, 4.5
"""More than any web server that the class also starts."""
MOST_BYTES = 100_000
CLASS = re.compile(r"(?<![\w./$-])((?:[a-z_]\w*\.)+[A-Z]\w*)(?![\w/])")


def launch_weight(index: Index, path: str) -> float:
    """How much likelier a class is the product's start: STARTED by a script to start, RUN by another one, 0.0 by none."""
    stem = path.rpartition(".")[0]
    return max((weight for name, weight in _launched(index).items() if f"/{stem}".endswith(f"/{name}")), default=0.0)


@per_index
def _launched(index: Index) -> dict[str, float]:
    """The classes as paths without endings; of a Kotlin file's class (`app.MainKt`) also the file (`app/Main`)."""
    found: dict[str, float] = {}
    for path, file in index.files.items():
        folder, _, script = path.rpartition("/")
        if file.language == "Shell" and folder in SCRIPT_FOLDERS and file.size < MOST_BYTES:
            weight = STARTED if STARTS.search(script) else RUN
            for written in CLASS.findall(index.text(path)):
                name = written.replace(".", "/")
                for either in (name, name.removesuffix("Kt")):
                    found[either] = max(weight, found.get(either, 0.0))
    return found
