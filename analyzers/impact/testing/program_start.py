"""What runs in Go when the program of a package's tests starts: `init`, `TestMain`, and what variables begin with.

All files of a folder, those of tests too, become one program, which runs this before the first test; a package that others
import starts with theirs (https://go.dev/ref/spec#Package_initialization).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...per_index import read_once
from ...text_facts import line_at

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...workspace.test_files import TestFiles
    from ..occurrences import Definition, PlainUse

__all__ = ["only_handed_on_at_start", "runs_at_start", "tests_starting_with"]

STARTING: Final = frozenset({"init", "TestMain"})
MARGIN: Final = 1_000
"""An empty line closes nothing."""
LITERAL: Final = re.compile(rb"(?<![\w.])func\s*\(")


def runs_at_start(index: Index, definition: Definition, *, changed: bool) -> bool:
    """Whether the definition runs then.

    Args:
        changed: it is what the change is made to, and not on a way to it: a variable that begins with another value
            concerns those who read it.
    """
    path, qualname = definition
    file = index.files.get(path)
    if file is None or file.language != "Go":
        return False
    return qualname in STARTING or not (changed or qualname)


def only_handed_on_at_start(index: Index, use: PlainUse) -> bool:
    """A name stands in a function without a name that what runs at the start hands on (`register("csv", func() … )`).

    Go's formatter closes what begins on a line by one that is indented as far.
    """
    if not runs_at_start(index, (use.path, use.owner), changed=False):
        return False
    lines = [(first, last) for first, last in _literals(index, use.path) if first <= use.line <= last]
    said = LITERAL.split(line_at(index, use.path, use.line))[0] if any(use.line == first for first, _ in lines) else b""
    return bool(lines) and use.name.encode() not in said


@read_once
def _literals(index: Index, path: str) -> list[tuple[int, int]]:
    """The first and last lines of a file's functions without a name."""
    lines, found = index.read(path).split(b"\n"), []
    for first, line in enumerate(lines, 1):
        if LITERAL.search(line) and not line.startswith(b"func "):
            inside = (last for last, other in enumerate(lines[first:], first + 1) if _indent(other) <= _indent(line))
            found.append((first, next(inside, first) if line.rstrip().endswith(b"{") else first))
    return found


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else len(line) + MARGIN


def tests_starting_with(tests: TestFiles, path: str) -> int:
    """The tests of a file's package and, where it is no test, of packages that import that, as a bit set."""
    folder = path.rpartition("/")[0]
    beside = _folders(tests.index).get(folder, ())
    found = sum(1 << tests.numbers[file] for file in beside if file in tests.numbers)
    if path not in tests.numbers:
        for file in beside:
            found |= tests.importing.get(file, 0)
    return found


@read_once
def _folders(index: Index) -> dict[str, list[str]]:
    """Folder → the files of Go in it."""
    return by_key((path.rpartition("/")[0], path) for path, file in index.files.items() if file.language == "Go")
