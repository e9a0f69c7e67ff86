"""Which files belong to a workspace, and the few bytes of state that tell whether each changed."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from .git.files import list_files, refusal, submodule_files
from .on_disk import is_there, text_at
from .patterns import spec_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pathspec import GitIgnoreSpec

    from .settings import Settings

__all__ = ["Discovered", "FileState", "discover", "file_states"]

IGNORE_FILE = ".groundplanignore"
INDEX_FOLDER = ".groundplan"
OWN = f"{INDEX_FOLDER}/"
"""What lies there is no part of the workspace, though a repository tracks it or says in it that git is to list it."""
NEVER_ENTERED = frozenset({
    ".git", ".hg", ".svn", ".jj", INDEX_FOLDER, "node_modules", "bower_components", "__pycache__", ".venv", ".tox", ".nox",
    ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".gradle", ".terraform", ".next", ".nuxt", ".svelte-kit", ".astro",
    ".turbo", ".yarn", ".idea", ".vs", ".cache",
})  # fmt: skip
"""Folders of tools, left out where no version control says what belongs to the workspace."""


class FileState(NamedTuple):
    """What the file system says of a file without reading it: any difference asks for a look at the content."""

    size: int
    mtime_ns: int
    ctime_ns: int


class Discovered:
    """The files of a workspace.

    Attributes:
        files: path → state.
        problems: `(path, message)` of what could not be taken in.
        listed: all paths that git listed, whatever stands there; None where not one git alone was asked.
    """

    __slots__ = ("files", "listed", "problems")

    def __init__(self, problems: Iterable[tuple[str, str]]) -> None:
        self.files: dict[str, FileState] = {}
        self.problems = list(problems)
        self.listed: list[str] | None = None


def discover(root: Path, settings: Settings, expected: Callable[[], Iterable[str]] = tuple) -> Discovered:
    """Lists the regular files of a workspace: by git where it is one, else by walking with gitignore rules.

    Symbolic links are not followed: what they lead to inside the root is listed under its own name.

    Args:
        root: an existing folder.
        settings: its `exclude` patterns apply, after those of `.groundplanignore`.
        expected: gives paths that are likely there, so that their states are read while git works.
    """
    found = Discovered(settings.problems)
    states: dict[str, FileState | None] = {}
    listing = list_files(root, lambda: states.update(file_states(root, expected())))
    if listing is None:
        listed = list(_walk(root, found))
        if why := refusal(root):
            found.problems.append((".git", f"{why}; until then files are listed by the rules of .gitignore"))
    else:
        listed = [path for path in listing.paths if not path.startswith(OWN)]
        found.listed = None if listing.nested else listing.paths
        found.problems += [(path, "a nested repository that git does not count to this one") for path in listing.nested]
    excluded = _excluded(root, settings)
    paths: list[str] = []
    while listed:
        kept = listed if excluded is None else [path for path in listed if not excluded.match_file(path)]
        paths += kept
        states |= file_states(root, (path for path in kept if path not in states))
        listed = [f"{path}/{inner}" for path in kept if states[path] is None for inner in submodule_files(root / path)]
        if listed:
            found.listed = None
    found.files = {path: state for path in paths if (state := states[path]) is not None}
    for path in [path for path in found.files if not path.isascii() and not _is_utf8(path)]:
        del found.files[path]
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        found.problems.append((shown, "file name is not UTF-8; left out"))
    return found


def _is_utf8(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def file_states(root: Path, paths: Iterable[str]) -> dict[str, FileState | None]:
    """The states of regular files; None for anything else, and for a file that is gone.

    Every question waits for this, once a file: so the loop stands here written out.
    """
    found: dict[str, FileState | None] = {}
    prefix = f"{root}{os.sep}"
    lstat, regular, new = os.lstat, stat.S_ISREG, tuple.__new__
    for path in paths:
        try:
            status = lstat(prefix + path)
        except (OSError, ValueError):
            found[path] = None
            continue
        found[path] = (
            new(FileState, (status.st_size, status.st_mtime_ns, status.st_ctime_ns))
            if regular(status.st_mode)
            else None
        )
    return found


def _excluded(root: Path, settings: Settings) -> GitIgnoreSpec | None:
    lines = list(settings.exclude)
    lines += text_at(root / IGNORE_FILE).splitlines()
    return spec_of(lines) if lines else None


def _walk(root: Path, found: Discovered) -> Iterator[str]:
    """Files below the root by the rules of `.gitignore` files, each valid below its own folder."""
    pending: list[tuple[str, list[tuple[str, GitIgnoreSpec]]]] = [("", [])]
    while pending:
        folder, specs = pending.pop()
        try:
            entries = sorted(os.scandir(root / folder), key=lambda entry: entry.name)
        except OSError as error:
            found.problems.append((folder or ".", f"folder can't be read: {error.strerror}"))
            continue
        if any(entry.name == ".gitignore" for entry in entries):
            specs = [*specs, (folder, spec_of(text_at(root / folder / ".gitignore").splitlines()))]
        for entry in entries:
            path = f"{folder}/{entry.name}" if folder else entry.name
            if entry.is_symlink():
                continue
            if entry.is_dir():
                if not _left_out(entry) and not _ignored(path + "/", specs):
                    pending.append((path, specs))
            elif not _ignored(path, specs):
                yield path


def _left_out(entry: os.DirEntry[str]) -> bool:
    """Folders of tools, and virtual environments whatever their name (PEP 405: they hold a pyvenv.cfg)."""
    return entry.name in NEVER_ENTERED or is_there(f"{entry.path}/pyvenv.cfg")


def _ignored(path: str, specs: list[tuple[str, GitIgnoreSpec]]) -> bool:
    """The verdict of the innermost `.gitignore` that has one, as git decides."""
    for folder, spec in reversed(specs):
        inner = path[len(folder) + 1 :] if folder else path
        verdict = spec.check_file(inner).include
        if verdict is not None:
            return verdict
    return False
