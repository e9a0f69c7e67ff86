"""The command that runs just the selected tests (their files where one line holds them, else their folders, else all tests), and the tests
that no search finds: those in the code that a change reaches, and those of its files where none is seen to run it."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any, NamedTuple

from ....indexer.languages.families import JAVASCRIPT
from ...commands.tests_exist import holds_tests_inside, nearby_tests
from ...workspace.workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from ....answers import ImpactedFile, TestToRun
    from ....indexer.index import Index
    from ..occurrences import Definition

__all__ = ["Fitting", "fitting_command", "run", "run_command", "tests_inside", "with_tests_of_changed"]

LONGEST = 2_500
"""Characters of a command that a cut answer has room for; about 60 test files."""


class Fitting(NamedTuple):
    """A command that runs all selected tests, and in a few words what it runs besides; "" where it runs just those."""

    command: str | None
    besides: str


def fitting_command(index: Index, paths: Sequence[str], longest: int = LONGEST) -> Fitting:
    """The narrowest command that runs all these test files and is not longer than asked; 0 for any length.

    A command that leaves out tests because its line is full would be a false promise: it runs whole folders then.
    """
    command = run_command(index, paths)
    if command is None or not longest or len(command) <= longest:
        return Fitting(command, "")
    command = run_command(index, paths, folders=True)
    if command is not None and len(command) <= longest:
        return Fitting(command, "whole folders, for the line would be too long")
    from ...commands.test_ranks import test_commands

    whole = test_commands(index, None)
    return Fitting(whole[0]["command"] if whole else command, "every test, for the line would be too long")


def run_command(index: Index, paths: Sequence[str], *, folders: bool = False) -> str | None:
    """One command that runs these test files; several are joined by `&&` where they need several runners.

    Args:
        folders: run the folders of the files as a whole.
    """
    from ...commands.test_ranks import test_commands
    from ...commands.test_runners import alone_for

    directories = package_directories(index)
    groups: dict[str, list[str]] = {}
    for path in paths:
        language = index.files[path].language
        key = f"{language in JAVASCRIPT or language} {owner(directories, path)} {alone_for(path)}"
        groups.setdefault(key, []).append(path)
    parts = []
    for members in groups.values():
        around = _outermost(path.rpartition("/")[0] or "." for path in members) if folders else members
        if commands := test_commands(index, members[0], among=around):
            command, directory = commands[0]["command"], commands[0]["directory"]
            parts.append(command if directory == "." else f"(cd {shlex.quote(directory)} && {command})")
    return " && ".join(dict.fromkeys(parts)) or None


def _outermost(folders: Iterable[str]) -> list[str]:
    """The folders that lie in no other of them, in their order."""
    given = dict.fromkeys(folders)
    outer = ["./"]
    for prefix in sorted(f"{path}/" for path in given):
        if not prefix.startswith(outer[-1]):
            outer.append(prefix)
    return ["."] if "." in given else [path for path in given if f"{path}/" in outer]


def with_tests_of_changed(
    index: Index, reaching: list[TestToRun], changed: Iterable[str], seeds: Iterable[Definition]
) -> list[TestToRun]:
    """The tests that reach a change from its seeds, and those that are called like, or import, the files of code without seeds or tests."""
    apart = {path for path, _ in seeds}.union(row["path"] for row in reaching) if reaching else set[str]()
    files = index.files
    code = [
        path
        for path in sorted({*changed} - apart)
        if path in files and files[path].parsed and files[path].zone == "product"
    ]
    found = {test: path for path in reversed(code) for test in reversed(nearby_tests(index, path)) if test not in apart}
    return reaching + [
        {"path": test, "distance": 0, "reason": f"is a test of {path}; no test is seen to run the change"}
        for test, path in reversed(found.items())
    ]


def tests_inside(index: Index, changed: Iterable[str], impacted: Iterable[ImpactedFile]) -> list[TestToRun]:
    """The files of code that hold tests themselves (Rust, D, Zig): the changed ones, and those that the change reaches."""
    reached = {**{row["path"]: row["distance"] for row in impacted}, **dict.fromkeys(sorted(changed), 0)}
    return [
        {"path": path, "distance": distance, "reason": "tests stand in its code"}
        for path, distance in sorted(reached.items(), key=lambda row: row[1])
        if path in index.files and holds_tests_inside(index, path)
    ]


# ---- Running such a command, with a time limit and a bounded record of what it printed

TIMEOUT_SECONDS = 600
NOT_FOUND = 127
"""What a shell ends with where there is no such command (POSIX)."""
OUTPUT_BYTES = 4_000
"""The end of the output is kept: runners print the summary last."""


def run(root: Path, command: str, timeout: float = TIMEOUT_SECONDS) -> dict[str, Any]:
    """Runs a command line in the workspace; its whole process group is ended at the time limit.

    Returns:
        `status` (`passed | failed`), `command`, `exit_code` (None where it was ended), and the end of its `output`.
    """
    with tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            ["/bin/sh", "-c", command] if os.name != "nt" else ["cmd", "/c", command],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            code: int | None = process.wait(timeout)
        except subprocess.TimeoutExpired:
            _end(process)
            code = None
        size = output.seek(0, os.SEEK_END)
        output.seek(max(0, size - OUTPUT_BYTES))
        text = output.read().decode("utf-8", "replace")
    status = "passed" if code == 0 else "failed"
    found: dict[str, Any] = {"status": status, "command": command, "exit_code": code, "output": text}
    if code == NOT_FOUND and os.name != "nt":
        found["reason"] = "the shell does not find the runner: no test ran"
    elif code is None:
        found["reason"] = f"ended after {timeout:g} seconds"
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    if os.name == "nt":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
