"""Steps into what a program of the workspace begins with, from the tests that start it by its name.

`Command::cargo_bin("x")` and `env!("CARGO_BIN_EXE_x")` of Cargo, a console script of Python, `exec.Command("go", "run",
"./cmd/x")`. Files that are run by their path: `analyzers/graph/named_paths.py`.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, Final

from ....indexer.gathering import by_key
from ...entries.entry_libraries import built_programs
from ...entries.entry_starts import go_programs
from ...entries.entry_targets import target_file
from ...per_index import per_index
from ...text_facts import line_of
from ...workspace.workspace_packages import product_manifests
from ..called import enclosing
from ..occurrences import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["STARTS", "starting_steps"]

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
