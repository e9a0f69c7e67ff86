"""What runs when a program starts, and what its top level only hands on; in Go `init`, `TestMain`, and what variables begin with.

All files of a folder, those of tests too, become one program, which runs this before the first test; a package that others
import starts with theirs (https://go.dev/ref/spec#Package_initialization).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...per_index import read_once
from ...text_facts import line_at, lines_of
from ..called import enclosing

if TYPE_CHECKING:
    from ....indexer.index import Index
    from ...workspace.test_files import TestFiles
    from ..occurrences import Definition, PlainUse

__all__ = [
    "is_handed_on",
    "is_made_to_run_later",
    "only_handed_on_at_start",
    "runs_at_start",
    "runs_later",
    "tests_starting_with",
]

STARTING: Final = frozenset({"init", "TestMain"})
MARGIN: Final = 1_000  # an empty line closes nothing
LITERAL: Final = re.compile(rb"(?<![\w.])func\s*\(|=>|\bfunction\b")
AT_ONCE: Final = re.compile(rb"func |\W*\(|.*\.(?:forEach|map|filter|reduce)\(")
"""What begins or goes on so runs its functions without a name there and then."""
KEPT: Final = re.compile(rb"export|module\.|[\w.$]+\s*=")  # what is kept is handed to nobody


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
    """A name stands in a function without a name that what runs at the start hands on (`register("csv", func() … )`)."""
    place = (use.path, use.owner)
    return runs_at_start(index, place, changed=False) and runs_later(index, use.path, use.line, use.name)


def runs_later(index: Index, path: str, line: int, name: str) -> bool:
    """A name stands in a function without a name, in a statement of the top level that hands it on: a handler of a route."""
    lines = [] if path.endswith(".py") else [item for item in _literals(index, path) if item[0] <= line <= item[1]]
    said = line_at(index, path, line) if any(line == first for first, _ in lines) else b""
    return bool(lines) and name.encode() not in LITERAL.split(said)[0]


def is_made_to_run_later(index: Index, path: str, line: int, name: str) -> bool:
    """A call at the top level is handed what a call of the name makes: `app.use(limited(5))`."""
    given = re.search(
        rb"[\w$\])]\((?:[^()]*,)?\s*(?:[\w$]+\.)?%s\(" % re.escape(name.encode()), line_at(index, path, line)
    )
    return given is not None and is_handed_on(index, path, line, f"{name}(")


def is_handed_on(index: Index, path: str, line: int, name: str) -> bool:
    """A call at the top level is handed something whole: no decorator is, and nothing looks into it (`command.params`)."""
    lines = lines_of(index, path)[:line]
    head = next((said for said in reversed(lines) if re.match(rb"[\w$@]", said)), b"")
    looked_into = re.search(rb"\b%s\." % re.escape(name.encode()), b"".join(lines[-1:]))
    return not (looked_into or KEPT.match(head) or enclosing(index, path, line))


@read_once
def _literals(index: Index, path: str) -> list[tuple[int, int]]:
    """The first and last lines of a file's functions without a name; formatters close each by a line that is indented as far."""
    lines, found = index.read(path).split(b"\n"), []
    for first, line in enumerate(lines, 1):
        if LITERAL.search(line) and not AT_ONCE.match(line):
            inside = (last for last, end in enumerate(lines[first:], first + 1) if _indent(end) <= _indent(line))
            found.append((first, next(inside, first) if line.rstrip().endswith(b"{") else first))
    return found


def _indent(line: bytes) -> int:
    return len(line) - len(line.lstrip()) if line.strip() else len(line) + MARGIN


def tests_starting_with(tests: TestFiles, path: str) -> int:
    """The tests of a file's package and, where it is no test, of packages that import that, as a bit set."""
    folder = path.rpartition("/")[0]
    beside = _folders(tests.index).get(folder, ())
    return tests.bits(beside) | (0 if path in tests.numbers else tests.importing_any(beside))


@read_once
def _folders(index: Index) -> dict[str, list[str]]:
    """Folder → the files of Go in it."""
    return by_key((path.rpartition("/")[0], path) for path, file in index.files.items() if file.language == "Go")
