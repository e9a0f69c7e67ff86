"""The command that runs just the selected tests: their files where one line holds them, else their folders, else all tests."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, NamedTuple

from ....indexer.languages.families import FAMILIES
from ....indexer.workspace_paths import nearest_around
from ...per_index import per_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ....answers import Command
    from ....indexer.index import Index

__all__ = ["Fitting", "fitting_command", "run_command"]

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
    known: dict[str, list[Command]] = {}
    command = run_command(index, paths, known)
    if command is None or not longest or len(command) <= longest:
        return Fitting(command, "")
    command = run_command(index, paths, known, folders=True)
    if command is not None and len(command) <= longest:
        return Fitting(command, "whole folders, for the line would be too long")
    from ...commands.test_ranks import test_commands

    whole = test_commands(index, None)
    return Fitting(whole[0]["command"] if whole else command, "every test, for the line would be too long")


def run_command(
    index: Index, paths: Sequence[str], known: dict[str, list[Command]] | None = None, *, folders: bool = False
) -> str | None:
    """One command that runs just these test files; several are joined by `&&` where they need several runners.

    Args:
        known: the commands of files asked for before, kept from call to call.
        folders: run the folders of the files as a whole.
    """
    known = {} if known is None else known
    from ...commands.test_ranks import test_commands
    from ...commands.test_runners import alone_for

    groups: dict[str, tuple[str, str, list[str]]] = {}
    for path in paths:
        language = index.files[path].language
        folder = nearest_around(path, _manifest_folders(index))
        key = f"{language in ECMASCRIPT or language} {folder} {alone_for(path)}"
        if key not in groups:
            commands = known[path] = known[path] if path in known else test_commands(index, path)
            if not commands:
                continue
            groups[key] = (commands[0]["command"], commands[0]["directory"], [])
        groups[key][2].append(path)
    parts = [_joined(command, directory, members, folders=folders) for command, directory, members in groups.values()]
    return " && ".join(dict.fromkeys(parts)) or None


ECMASCRIPT = FAMILIES["javascript"].languages
MANIFEST_NAMES = frozenset(
    {"package.json", "go.mod", "Cargo.toml", "pom.xml", "pyproject.toml", "composer.json", "Gemfile"}
)


@per_index
def _manifest_folders(index: Index) -> frozenset[str]:
    return frozenset(path.rpartition("/")[0] for path in index.files if path.rpartition("/")[2] in MANIFEST_NAMES)


def _joined(command: str, directory: str, paths: list[str], *, folders: bool) -> str:
    """A command for the first of some files, widened to all of them, or to their folders."""
    inside = [
        path[len(directory) + 1 :] if directory != "." and path.startswith(f"{directory}/") else path for path in paths
    ]
    stems = [path.rpartition("/")[2].partition(".")[0] for path in inside]
    around = _outermost(path.rpartition("/")[0] or "." for path in inside)
    members = around if folders else inside
    if shlex.quote(inside[0]) in command:
        command = command.replace(shlex.quote(inside[0]), " ".join(map(shlex.quote, members)))
    elif (first := _label(inside[0])) in command.split():
        command = command.replace(first, " ".join(shlex.quote(_label(path)) for path in members))
    elif command.startswith("go test"):
        packages = dict.fromkeys(path.rpartition("/")[0] for path in inside)
        command = "go test " + " ".join(
            [shlex.quote(f"./{path}/...") for path in around]
            if folders
            else [shlex.quote(f"./{path}") for path in packages]
        )
    elif f"={stems[0]}" in command:
        command = command.replace(f"={stems[0]}", f"={','.join(dict.fromkeys(stems))}")
    return command if directory == "." else f"(cd {shlex.quote(directory)} && {command})"


def _label(path: str) -> str:
    """A test file as Django's runner takes it."""
    return path.removesuffix(".py").replace("/", ".")


def _outermost(folders: Iterable[str]) -> list[str]:
    """The folders that lie in no other of them, in their order."""
    given = dict.fromkeys(folders)
    return [path for path in given if not any(other in given for other in _around(path))]


def _around(folder: str) -> Iterator[str]:
    """The folders around one, from the nearest to the root's `.`."""
    if folder == ".":
        return
    while folder := folder.rpartition("/")[0]:
        yield folder
    yield "."
