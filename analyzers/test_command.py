"""test_command: the command that runs the tests, of the workspace, of a package, of one file, folder or test."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..indexer.nearest import NEITHER, file_not_there
from .commands.chosen import from_root
from .commands.test_ranks import test_commands
from .commands.tests_exist import has_tests, tests_of_kin
from .workspace.code_places import innermost
from .workspace.workspace_packages import owner, package_directories

if TYPE_CHECKING:
    from ..answers import TestCommand
    from ..indexer.index import Index

__all__ = ["answer"]

NO_TESTS = "no test was found here: the command is the build tool's own"
OF_ALL = "nothing tests just this: the command runs what the workspace has"


def answer(index: Index, *, path: str | None) -> TestCommand:
    """See CONTRACT: `test_command`. A path may go on with `::name` or `:line` for one test of the file.

    Raises:
        FileNotInWorkspaceError: `path` names neither a file nor a folder.
    """
    relative, name = _split(index, path) if path is not None else ("", "")
    package = owner(package_directories(index), relative) if relative in index.files else ""
    just = test_commands(index, relative or None, name)
    found = just or test_commands(index, package or None) or test_commands(index, None)
    answered: TestCommand = {"test_commands": found, "recommended": from_root(found[0]) if found else None}
    if found and not has_tests(index, found[0]["package"] or found[0]["directory"]):
        answered["note"] = NO_TESTS
    elif found and (not just or (package and not has_tests(index, package) and not tests_of_kin(index, relative))):
        answered["note"] = OF_ALL
    return answered


def _split(index: Index, path: str) -> tuple[str, str]:
    """A file or folder of the workspace, and the test that is meant in it."""
    whole = index.relative(path)
    if whole in {"", "."}:
        return "", ""
    bare, _, name = path.partition("::")
    if numbered := re.fullmatch(r"(.+):(\d+)", bare):
        bare = numbered[1]
    relative = whole if whole in index.files else index.relative(bare)
    if relative not in index.files and not any(other.startswith(f"{relative}/") for other in index.files):
        raise file_not_there(path, index.files, what=NEITHER)
    if numbered and not name and relative != whole:
        name = _at_line(index, relative, int(numbered[2]))
    return relative, name


def _at_line(index: Index, path: str, line: int) -> str:
    """The innermost definition around a line, by its dotted path; in Ruby, whose runners take lines, the line."""
    if index.files[path].language == "Ruby":
        return str(line)
    around = innermost(index, path, line)
    return around.qualname if around else ""
