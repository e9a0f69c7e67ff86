"""Steps into what a program of the workspace begins with, from the tests that start it by its name.

`Command::cargo_bin("x")` and `env!("CARGO_BIN_EXE_x")` of Cargo, a console script of Python, `exec.Command("go", "run",
"./cmd/x")`. Files that are run by their path: `analyzers/graph/named_paths.py`.
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, Final

from .... import lazy_re as re
from ....indexer.gathering import by_key
from ...entries.entry_libraries import built_programs
from ...entries.entry_starts import go_programs
from ...entries.entry_targets import target_file
from ...per_index import per_index, read_once
from ...text_facts import line_at, line_of
from ...workspace.workspace_packages import product_manifests
from ..called import enclosing
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ...workspace.test_files import TestFiles
    from ..occurrences import Definition, PlainUse

__all__ = ["STARTS", "only_handed_on_at_start", "runs_at_start", "starting_steps", "tests_starting_with"]

STARTS: Final = "starts the program"
STARTERS: Final = {
    "Rust": ("cargo_bin cargo_bin_cmd env", r"cargo_bin\w*!?\s*\(\s*(?:\"(?:%s)\"|\)|env!)|CARGO_BIN_EXE_(?:%s)\b"),
    "Python": ("subprocess check_output check_call pexpect script_runner", r"[\[(]\s*[\"'](?:%s)(?=[\"' ])"),
    "Go": ("Command CommandContext", r"\bCommand(?:Context)?\([^\n]*\"(?:[^\"\n]*/)?(?:%s)\""),
}
"""Language → names of which one stands in every file that starts a program, and how it is named there."""
IN_ITS_FOLDER: Final = r'|\bCommand(?:Context)?\([^\n]*"go", "(?:build|run|install)"'


def starting_steps(index: Index, definition: Definition) -> Iterator[Step]:
    """Steps into the main function of a program, and into what a console script runs."""
    path, qualname = definition
    language = index.files[path].language if path in index.files else ""
    tests = _starting(index, language) if language in STARTERS and (qualname == "main" or language == "Python") else ()
    said = "|".join(map(re.escape, _programs(index).get(definition, ()))) if tests else ""
    for test in tests if said else ():
        beside = language == "Go" and posixpath.dirname(test) == posixpath.dirname(path)
        pattern = STARTERS[language][1].replace("%s", said) + IN_ITS_FOLDER * beside
        for match in re.finditer(pattern.encode(), source := index.read(test)):
            line = line_of(source, match)
            yield Step((test, enclosing(index, test, line)), None, line, STARTS, True)


@per_index
def _starting(index: Index, language: str) -> list[str]:
    """The files of tests that may start programs."""
    using = {path for name in STARTERS[language][0].split() for path in index.files_using(name)}
    return sorted(path for path in using if index.files[path].zone == "test" and index.files[path].language == language)


@per_index
def _programs(index: Index) -> Mapping[Definition, list[str]]:
    """What a program begins with → its names."""
    found = [((entry["path"], "main"), entry["name"]) for _, entry in built_programs(index)]
    found += [((path, "main"), name) for name, path in go_programs(index).items()]
    for path, manifest in product_manifests(index).items():
        for entry in manifest.entries if manifest.ecosystem in {"cargo", "pypi"} else ():
            if entry.kind == "cli":
                target, symbol = target_file(index, entry.target, posixpath.dirname(path), manifest.ecosystem)
                found.append(((target, symbol or "main"), entry.name))
    return by_key(found)


# ---- What runs in Go when the program of a package's tests starts: `init`, `TestMain`, and what variables begin with
# All files of a folder, those of tests too, become one program, which runs this before the first test; a package that others
# import starts with theirs (https://go.dev/ref/spec#Package_initialization).

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
